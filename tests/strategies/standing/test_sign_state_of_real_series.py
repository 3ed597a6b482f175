"""The signs of the shipped documents on real series (realdata): what the figures of the files say by hand."""

from datetime import date
from pathlib import Path

import pytest

from strategies.contract.history import merge_signals
from strategies.documents.library import report
from strategies.signals.values import load_signal_values, read_signal_values
from strategies.standing.sign_state import SignState, sign_states

FOLDER = (Path(__file__).parents[3] / "../shared/market-data/signals").resolve()
pytestmark = pytest.mark.realdata


def states(document: str, day: str) -> dict[tuple[str, str], SignState]:
    """The signs of a document that have a condition, by thesis and condition."""
    if not FOLDER.exists():
        pytest.skip(f"no real series beside the repository: {FOLDER}")
    signals = merge_signals(load_signal_values(), read_signal_values(FOLDER))
    found = sign_states([report(document)], signals, date.fromisoformat(day))
    return {(each.thesis, each.when): each for each in found if each.when}


def test_capex_of_2025_is_the_sum_of_its_quarters() -> None:
    # 71.90 + 88.25 + 97.28 + 118.63 = 376.06, not below the 320 of report 001, known on 2026-02-04.
    sign = ("cloud_ai_domestic_compute", "year(capex/big4_sum) < 320 in 2025Q4")
    assert states("001", "2026-02-03")[sign].state == "unknown"
    found = states("001", "2026-02-04")[sign]
    assert found.state == "not happened"
    assert found.values[0].value == pytest.approx(376.06)


def test_growth_of_capex_is_of_stored_quarters_alone() -> None:
    # 118.63 over 72.35 is 63.97%: neither figure is one that a document prints.
    found = states("004", "2026-03-31")["ai_cloud_side", "yoy(capex/big4_sum) < 0 since 2025Q1"]
    assert found.values[0].value == pytest.approx(63.967, abs=0.001)
    assert found.state == "not happened"


def test_two_figures_of_one_quarter_are_two_series() -> None:
    signals = merge_signals(load_signal_values(), read_signal_values(FOLDER)) if FOLDER.exists() else pytest.skip()
    found = {each.series: each.value for each in signals if each.period == "2025Q3" and each.series.endswith("/MSFT")}
    assert (found["capex/MSFT"], found["capex_with_leases/MSFT"]) == (19.39, 34.9)
