"""Sessions of ten symbols judged as a whole, on the way in of an import."""

from __future__ import annotations

from collections.abc import Sequence

from data_sources.quality.days.market_sessions import stale_sessions
from data_sources.quality.days_of_market import half_written, index_ends_early
from data_sources.quality.reference import Reference
from tests.data_sources.quality.markets import SESSIONS, bars_on, index_on, tables_of
from tests.execution.market import Row

TEN = [f"60000{k}.SH" for k in range(10)]


def market(rows: Sequence[Row], symbols: int = 10) -> Reference:
    """The rows of one symbol, of several."""
    bars = [{**row, "symbol": symbol} for symbol in TEN[:symbols] for row in rows]
    return tables_of(index=index_on(SESSIONS), bars=bars)


def test_a_day_that_was_filled_in_repeats_the_one_before_for_all() -> None:
    rows = bars_on(SESSIONS)
    filled = [*rows[:20], {**rows[19], "date": SESSIONS[20]}, *rows[21:]]
    (finding,) = stale_sessions(market(filled))
    assert (finding.severity, finding.rule, finding.date) == ("severe", "stale_market", SESSIONS[20])
    assert finding.message == f"10 of 10 bars on {SESSIONS[20]} repeat the session before, volume included"
    assert list(stale_sessions(market(rows))) == []
    assert list(stale_sessions(market(filled, symbols=9))) == []
    # A made-up market stands still on every day.
    assert list(stale_sessions(market([{**rows[0], "date": day} for day in SESSIONS]))) == []


def test_a_last_session_of_half_the_symbols_is_a_warning() -> None:
    bars = [row for k, symbol in enumerate(TEN) for row in bars_on(SESSIONS[:-1] if k % 2 else SESSIONS, symbol)]
    (finding,) = half_written(tables_of(index=index_on(SESSIONS), bars=bars))
    assert (finding.severity, finding.rule) == ("warning", "row_floor")
    assert finding.message == "5 symbols have a bar on 2024-06-28, 10 had one the session before"
    assert list(half_written(market(bars_on(SESSIONS)))) == []


def test_an_index_that_ends_more_than_two_sessions_early() -> None:
    def said(symbol: str, rows: int) -> list[tuple[str, str]]:
        index = [*index_on(SESSIONS), *index_on(SESSIONS[:rows], symbol)]
        tables = tables_of(index=index, bars=bars_on(SESSIONS))
        return [(each.severity, each.symbol) for each in index_ends_early(tables)]

    assert said("H00300.CSI", 56) == [("warning", "H00300.CSI")]
    assert said("399006.SZ", 56) == [("note", "399006.SZ")]
    assert said("H00300.CSI", 57) == []


def test_an_index_that_goes_on_beyond_the_bars_may_end_before_another() -> None:
    index = [*index_on(SESSIONS), *index_on(SESSIONS[:40], "H00300.CSI")]
    assert list(index_ends_early(tables_of(index=index, bars=bars_on(SESSIONS[:40])))) == []
