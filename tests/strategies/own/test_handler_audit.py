"""The audit of a handler's file: it may keep the whole history that it was given, and is caught when it reads on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from backtest.handler import Instruction, orders, weights
from backtest.handler.instruction import Plan
from backtest.market.loading import load_panel
from backtest.market.panel import VOLUME, Panel
from backtest.options import Options
from backtest.targets import Targets
from backtest.validity.audit_outcome import AuditOutcome
from backtest.validity.look_ahead import audit
from data_sources.errors import UserError
from data_sources.importing import import_folder
from data_sources.store import opened_store
from strategies.contract.strategy import known_history
from strategies.own.handler_audit import audit_handler, decided_by
from strategies.own.handler_file import UserHandler
from strategies.own.handler_run import Heard, entries_of, run_made
from strategies.own.load import load_file
from tests.data_sources.market_folder import write_market

FIRST = date(2024, 1, 2)
HEAD = "from backtest.handler import orders, weights\n"
HONEST = (
    HEAD
    + """
def make_handler(history, lots=1):
    seen = []
    def handler(view):
        seen.append(view.equity)
        rises = view.close()[-1] > view.close()[0]
        if len(seen) == 1:
            return weights({view.symbols[j]: 0.4 for j in range(len(rises))}, at="close")
        return orders({symbol: -100 * lots for symbol in view.positions})
    return handler
"""
)
READS_TOMORROW = (
    HEAD
    + """
def make_handler(history):
    close = history.panel.close
    def handler(view):
        rises = close[view.session + 1] > close[view.session]
        return orders({view.symbols[j]: 100 for j in range(len(rises)) if rises[j]})
    return handler
"""
)
COUNTS_ALL_SESSIONS = (
    HEAD
    + """
def make_handler(history):
    share = round(1 / len(history.panel.sessions), 3)
    return lambda view: weights({"600000.SH": share})
"""
)
SILENT = "def make_handler(history):\n    return lambda view: None\n"
BREAKS = "def make_handler(history):\n    return lambda view: 1 / 0\n"


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Panel:
    """Four sessions (2024-01-02 to 2024-01-05), two symbols."""
    folder = tmp_path_factory.mktemp("market")
    with opened_store(folder / "market.db", create=True) as engine:
        import_folder(write_market(folder / "data"), engine)
        return load_panel(engine)


def audited(panel: Panel, tmp_path: Path, text: str, **options: date) -> AuditOutcome:
    path = tmp_path / "mine.py"
    path.write_text(text)
    handler = load_file(path)
    assert isinstance(handler, UserHandler)
    conditions = Options(**options)  # type: ignore[arg-type]
    return audit_handler(handler, known_history(panel), handler.values({}), conditions, FIRST, days=4)


def test_an_honest_handler_passes_with_every_instruction_compared(panel: Panel, tmp_path: Path) -> None:
    found = audited(panel, tmp_path, HONEST)
    assert found.passed
    # The last of four sessions has no future: three instructions come before it.
    assert [str(day) for day in found.days] == ["2024-01-02", "2024-01-03", "2024-01-04"]
    assert (found.decisions, found.held, found.dates) == (3, 3, 3)


def test_a_handler_that_reads_tomorrow_finds_none(panel: Panel, tmp_path: Path) -> None:
    with pytest.raises(
        UserError, match=r"mine.py:6: IndexError: index 1 is out of bounds .*after the close of 2024-01-02"
    ):
        audited(panel, tmp_path, READS_TOMORROW)


def test_a_handler_does_not_know_how_long_the_history_is(panel: Panel, tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text(COUNTS_ALL_SESSIONS)
    handler = load_file(path)
    assert isinstance(handler, UserHandler)
    _, heard = run_made(handler, known_history(panel), {}, (Options(), FIRST), decided_by)
    # There are four sessions; when it is made one is known, so it asks for 1 / 1 on each of the three evenings.
    assert [plan["600000.SH"] for plan in heard.plans.values()] == [1.0] * 3
    assert audited(panel, tmp_path, COUNTS_ALL_SESSIONS).passed


def test_the_end_of_the_run_bounds_the_audited_days(panel: Panel, tmp_path: Path) -> None:
    found = audited(panel, tmp_path, HONEST, end=date(2024, 1, 4))
    assert [str(day) for day in found.days] == ["2024-01-02", "2024-01-03"]


def test_days_after_the_last_bar_are_not_audited_where_the_index_goes_on(panel: Panel, tmp_path: Path) -> None:
    bars = panel.bars.copy()
    bars[:, 2:] = np.nan
    bars[VOLUME, 2:] = 0.0
    found = audited(replace(panel, bars=bars), tmp_path, HONEST)
    # Shares traded on the first two sessions, so the run ends on 2024-01-03: only the day before it has a future.
    assert (found.passed, [str(day) for day in found.days], found.decisions) == (True, ["2024-01-02"], 1)


def test_a_handler_that_never_asks_leaves_nothing_to_compare(panel: Panel, tmp_path: Path) -> None:
    found = audited(panel, tmp_path, SILENT)
    assert (found.passed, found.decisions, found.leaks) == (False, 0, ())


def test_a_handler_that_breaks_on_the_untouched_history_is_the_users_fault(panel: Panel, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"mine.py:2: ZeroDivisionError"):
        audited(panel, tmp_path, BREAKS)


def moved(before: Plan, after: Plan) -> bool:
    """Whether the audit tells two instructions of one evening apart, the second given where the future was cut."""
    day = date(2024, 1, 3)

    def heard(plan: Plan) -> Targets:
        said = (plan,) if isinstance(plan, Instruction) else plan or ()
        return Heard({date(2024, 1, 2): (weights({"600000.SH": 0.5}),), day: said}).targets()

    return not audit(lambda _: heard(after), None, lambda *_: None, lambda *_: None, [day], whole=heard(before)).passed


HELD = weights({"600000.SH": 0.5})


@pytest.mark.parametrize(("before", "after"), [
    ((), weights({})),
    ((), weights({"600000.SH": 0.0})),
    ((), weights({"600000.SH": 1e-13})),
    (weights({}), orders({})),
    (weights({}), weights({}, at="close")),
    (HELD, (HELD, weights({}, at="close"))),
    (HELD, (HELD, weights({"600000.SH": 0.0}, at="close"))),
    (HELD, (HELD, weights({"600000.SH": 1e-13}, at="close"))),
    (HELD, (HELD, orders({"600000.SH": 0}, at="close"))),
    (orders({"600000.SH": 100}), (weights({"600000.SH": 1e-13}), orders({"600000.SH": 100}, at="close"))),
    (orders({}, at="close"), (weights({"600000.SH": 1e-13}), orders({}, at="close"))),
])  # fmt: skip
def test_instructions_for_nothing_are_told_apart_from_none(before: Plan, after: Plan) -> None:
    """Each pair trades otherwise: sell all at the open or at the close, take back orders, do nothing at all."""
    assert moved(before, after)
    assert moved(after, before)
    assert not moved(before, before)


def test_weights_that_differ_by_rounding_are_the_same_instruction() -> None:
    assert not moved(HELD, weights({"600000.SH": 0.5 * (1 + 1e-13)}))
    assert not moved((HELD, orders({}, at="close")), (weights({"600000.SH": 0.5 + 1e-14}), orders({}, at="close")))


def shares(asked: float) -> float:
    return entries_of((Instruction({"600000.SH": asked}, "orders"),))["600000.SH (orders, open)"]


def test_shares_are_compared_as_they_trade() -> None:
    """99.9999990 shares are a lot by the millionth that is forgiven, 99.9999989 are none; both differ by rounding."""
    assert shares(99.999999 * (1 + 4e-13)) == 100.0
    assert shares(99.999999 * (1 - 4e-13)) == 99.0
    assert shares(-200.0000001) == -200.0
