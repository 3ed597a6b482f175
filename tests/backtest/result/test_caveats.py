"""What stands beside a verdict: sessions without bars at either end, and a total-return index that gave way.

A market of 30 weekdays from 2025-01-01 (a Wednesday) to 2025-02-11; B trades on all of them.
"""

from __future__ import annotations

from backtest.app.run import run_targets
from backtest.result.result import Result
from tests.execution.market import A, B, Cell, Tables, decide, tiny
from tests.execution.prepared import panel_of, targets_of
from tests.strategies.rules.market import weekdays

DAYS = weekdays("2025-01-01", 30)


def market(a: list[Cell]) -> Tables:
    return tiny({A: a, B: [10.0] * 30}, DAYS)


def ran(tables: Tables, **weights: float) -> Result:
    return run_targets(targets_of(decide(DAYS[0], **weights)), panel=panel_of(tables), name="mine")


def said(result: Result) -> list[tuple[str, str]]:
    return [(each.label, each.short) for each in result.caveats]


def test_a_run_whose_names_trade_from_the_start_to_the_end_has_none() -> None:
    assert said(ran(market([10.0] * 30), A=0.5)) == []


def test_bars_that_end_before_the_index_are_counted_in_sessions() -> None:
    # The index goes on for two more sessions than any bar: to 2025-02-13.
    tables = market([10.0] * 30)
    later = weekdays("2025-02-12", 2)
    tables["index"] += [{"symbol": "000300.SH", "date": day, "close": 3000.0} for day in later]
    (caveat,) = ran(tables, A=0.5).caveats
    assert (caveat.label, caveat.short) == ("no bar after", "2025-02-11, 2 sessions")
    assert caveat.sentence.startswith("the last 2 sessions carry closes of 2025-02-11: no bar after it")
    assert caveat.sentence.endswith("--to 2025-02-11 ends there")


def test_a_start_long_before_the_first_bar_of_what_is_held_is_told_with_the_day_to_start() -> None:
    # A's first bar is the 26th session, 2025-02-05; the base date is the 1st, so 24 sessions lie between.
    (caveat,) = ran(market([*[None] * 25, *[10.0] * 5]), A=0.5).caveats
    assert (caveat.label, caveat.short) == ("no bar before", "2025-02-05, 24 sessions")
    assert "--from 2025-02-05 starts there" in caveat.sentence


def test_a_name_that_can_be_held_from_the_start_leaves_nothing_to_say() -> None:
    assert said(ran(market([*[None] * 25, *[10.0] * 5]), A=0.5, B=0.1)) == []
    assert said(ran(market([*[None] * 15, *[10.0] * 15]), A=0.5)) == []


def test_a_total_return_index_that_ends_early_gives_way() -> None:
    tables = market([10.0] * 30)
    tables["index"] += [{"symbol": "H00300.CSI", "date": day, "close": 4000.0} for day in DAYS[:20]]
    result = ran(tables, A=0.5)
    assert said(result) == [("no dividends in index", "H00300.CSI ends 2025-01-28")]
    assert result.total_return_benchmark is None
