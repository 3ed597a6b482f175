"""The product from Python: what a wrong call says, and how a run shows itself."""

from __future__ import annotations

from datetime import date

import pytest

import backtest
from backtest.api import options_of, run_targets
from data_sources.errors import InputError
from reports.sections.conditions import simplifications
from tests.execution.market import A, D, action, decide, tiny
from tests.execution.prepared import panel_of, targets_of

PANEL = panel_of(tiny({A: [10, 10, 11]}))
TARGETS = targets_of(decide(D[0], A=0.5))


def test_01_the_interface_is_offered_to_completion() -> None:
    assert {"run", "run_handler", "run_targets", "load_market"} <= set(dir(backtest))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [({"slipage": 0.1}, "option 'slipage' is unknown; there are cash, fill"), ({"cash": "1000"}, "of the wrong kind")],
)
def test_02_a_wrong_option_is_one_line(given: dict[str, object], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        options_of(given)


def test_03_a_run_shows_its_span_and_its_return() -> None:
    result = run_targets(TARGETS, panel=PANEL, name="mine", cash=100_000.0)
    # 5 000 shares at 10.00 with 13.00 of fees, worth 11.00 at the end: 104 987.00.
    assert repr(result) == f"<Result mine: {D[0]} to {D[2]}, +4.99%>"


def test_04_every_tax_has_its_sentence_on_the_page() -> None:
    result = run_targets(TARGETS, panel=PANEL, name="mine", dividend_tax="holding_period")
    assert any("by holding age, 20, 10 or 0%, at the sale" in line for line in simplifications(result.options))


def test_05_a_first_decision_after_the_data_is_an_error() -> None:
    with pytest.raises(InputError, match=f"after the last session with data, {D[2]}"):
        run_targets(targets_of(decide(date(2030, 2, 6), A=0.5)), panel=PANEL)


def test_06_a_total_return_index_that_ends_early_is_said_to() -> None:
    tables = tiny({A: [10, 10, 11]}, actions=[action(A, D[1], cash_per_share=0.1)])
    tables["index"] += [{"symbol": "H00300.CSI", "date": day, "close": 4000.0} for day in D[:2]]
    (caveat,) = run_targets(TARGETS, panel=panel_of(tables), name="mine").caveats
    assert caveat.sentence.startswith(f"H00300.CSI is stored from {D[0]} to {D[1]}")
