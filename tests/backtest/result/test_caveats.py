"""What stands beside a verdict: sessions without bars at either end, frozen holdings, an index that gave way.

A market of 30 weekdays from 2025-01-01 (a Wednesday) to 2025-02-11; B trades on all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from backtest.app.run import run_targets
from backtest.result.caveats import Caveat
from backtest.result.result import Result
from tests.execution.market import A, B, Cell, Tables, decide, tiny
from tests.execution.prepared import panel_of, targets_of
from tests.strategies.rules.market import weekdays

DAYS = weekdays("2025-01-01", 30)


def market(a: list[Cell]) -> Tables:
    return tiny({A: a, B: [10.0] * 30}, DAYS)


def ran(tables: Tables, **weights: float) -> Result:
    return run_targets(targets_of(decide(DAYS[0], **weights)), panel=panel_of(tables), name="mine")


def caveats(result: Result) -> list[Caveat]:
    """Those of the market; that a weight table cannot be audited stands beside each of these runs."""
    assert result.caveats[0].label == "look-ahead"
    return list(result.caveats[1:])


def said(result: Result) -> list[tuple[str, str]]:
    return [(each.label, each.short) for each in caveats(result)]


def test_a_run_whose_names_trade_from_the_start_to_the_end_has_none() -> None:
    assert said(ran(market([10.0] * 30), A=0.5)) == []


def index_goes_on(tables: Tables) -> Tables:
    """The index has two more sessions than any bar: to 2025-02-13."""
    later = weekdays("2025-02-12", 2)
    tables["index"] += [{"symbol": "000300.SH", "date": day, "close": 3000.0} for day in later]
    return tables


def test_a_run_ends_with_its_last_bar_and_has_nothing_to_say_of_an_index_that_goes_on() -> None:
    result = ran(index_goes_on(market([10.0] * 30)), A=0.5)
    assert (str(result.ledger.sessions[-1]), said(result)) == ("2025-02-11", [])


def test_a_later_end_is_said_with_the_sessions_that_carry_old_closes() -> None:
    panel = panel_of(index_goes_on(market([10.0] * 30)))
    result = run_targets(targets_of(decide(DAYS[0], A=0.5)), panel=panel, name="mine", end="2025-02-13")
    (caveat,) = caveats(result)
    assert (caveat.label, caveat.short) == ("no bar after", "2025-02-11, 2 sessions")
    assert caveat.sentence.startswith(
        "--to 2025-02-13 lies behind the last bar of any symbol: the last 2 sessions carry"
    )
    assert caveat.sentence.endswith("in every number of this run; without --to it ends on 2025-02-11")
    # The same words in a notebook, beside the verdict.
    assert "But: --to 2025-02-13 lies behind" in result._repr_html_()


def test_a_start_long_before_the_first_bar_of_what_is_held_is_told_with_the_day_to_start() -> None:
    # A's first bar is the 26th session, 2025-02-05; the base date is the 1st, so 24 sessions lie between. The order
    # of the 2nd session is refused once, as not listed, and no other decision follows.
    nothing, caveat = caveats(ran(market([*[None] * 25, *[10.0] * 5]), A=0.5))
    assert nothing.sentence == f"the run never traded: {A} has no bar by the day of the decision (not_listed, once)"
    assert (caveat.label, caveat.short) == ("no bar before", "2025-02-05, 24 sessions")
    assert "--from 2025-02-05 starts there" in caveat.sentence


def test_a_name_that_can_be_held_from_the_start_leaves_nothing_to_say() -> None:
    assert said(ran(market([*[None] * 25, *[10.0] * 5]), A=0.5, B=0.1)) == []


def total_return(tables: Tables, days: Sequence[date]) -> Tables:
    tables["index"] += [{"symbol": "H00300.CSI", "date": day, "close": 4000.0} for day in days]
    return tables


def test_a_total_return_index_that_ends_early_gives_way_and_the_advice_ends_with_it() -> None:
    # It ends on the 20th session, 2025-01-28, and lacks the ten after it, 2025-01-29 to 2025-02-11.
    result = ran(total_return(market([10.0] * 30), DAYS[:20]), A=0.5)
    assert result.benchmark_symbol == "000300.SH"
    assert said(result) == [("no dividends in index", "H00300.CSI lacks 10 sessions from 2025-01-29 to 2025-02-11")]
    assert caveats(result)[0].sentence.endswith(
        "import its levels of those days, or end with --to 2025-01-28, to compare with dividends"
    )
    early = run_targets(result.targets, panel=result.ledger.panel, name="mine", end="2025-01-28")
    assert (early.benchmark_symbol, said(early)) == ("H00300.CSI", [])


def test_one_missing_day_is_named_and_the_advice_is_to_import_it() -> None:
    result = ran(total_return(market([10.0] * 30), [day for day in DAYS if day != DAYS[4]]), A=0.5)
    assert caveats(result)[0].sentence == (
        f"H00300.CSI has no value on {DAYS[4]}, so the price index without dividends stands in for it; import its "
        "level of that day to compare with dividends"
    )


def test_two_missing_days_are_both_named() -> None:
    result = ran(total_return(market([10.0] * 30), [day for day in DAYS if day not in (DAYS[4], DAYS[9])]), A=0.5)
    assert caveats(result)[0].short == f"H00300.CSI lacks {DAYS[4]} and {DAYS[9]}"


def test_a_price_index_that_was_asked_for_beside_a_complete_total_return_is_no_caveat() -> None:
    panel = panel_of(total_return(market([10.0] * 30), DAYS))
    result = run_targets(targets_of(decide(DAYS[0], A=0.5)), panel=panel, name="mine", benchmark="000300.SH")
    assert (result.benchmark_symbol, result.metrics["benchmark"], said(result)) == ("000300.SH", "000300.SH", [])
    assert run_targets(result.targets, panel=panel, name="mine").metrics["benchmark"] == "H00300.CSI"


def test_a_holding_whose_bars_end_21_sessions_before_the_others_is_frozen_and_20_are_a_pause() -> None:
    # 500 000 shares of A at 10.00, bought on the 2nd session for 1 300.00 of fees, never sold: 5 000 000 of 9 998 700.
    frozen = ran(market([10.0] * 9), A=0.5)
    assert said(frozen) == [("frozen", f"50% at closes of {DAYS[8]}")]
    assert caveats(frozen)[0].sentence == (
        f"50% of the account carries closes of {DAYS[8]}: {A} has no bar after that while other shares trade for 21 "
        "more sessions, and no delist_date; import its bars or its delisting"
    )
    assert said(ran(market([10.0] * 10), A=0.5)) == []


def test_a_delist_date_a_later_bar_and_a_sale_in_time_explain_it() -> None:
    delisted = market([10.0] * 9)
    delisted["instruments"][0]["delist_date"] = date(2026, 1, 5)
    assert said(ran(delisted, A=0.5)) == []
    # It trades again on the last session, so that it was suspended; up to the session before the store knows that.
    panel = panel_of(market([*[10.0] * 5, *[None] * 24, 10.0]))
    bought = targets_of(decide(DAYS[0], A=0.5))
    assert said(run_targets(bought, panel=panel, name="mine", end=DAYS[28])) == []
    sold = targets_of([*decide(DAYS[0], A=0.5), *decide(DAYS[3])])
    assert said(run_targets(sold, panel=panel_of(market([10.0] * 9)), name="mine")) == []


def test_sessions_that_a_late_end_adds_freeze_nobody() -> None:
    # 10 bars of A: 20 sessions before the last bar of B, and 22 before the end that was asked for.
    panel = panel_of(index_goes_on(market([10.0] * 10)))
    result = run_targets(targets_of(decide(DAYS[0], A=0.5)), panel=panel, name="mine", end="2025-02-13")
    assert [label for label, _ in said(result)] == ["no bar after"]
