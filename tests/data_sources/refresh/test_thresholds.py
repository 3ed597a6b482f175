"""Where each threshold of a refresh lies: the last value on one side of it and the first one on the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from data_sources.calendar.clock import Clock, ClockWrong, closed_day, insist_on_served
from data_sources.calendar.exchange_calendar import CalendarState
from data_sources.language.text import NOTHING
from data_sources.quality.days.market_sessions import against_index, row_floor, stale_market
from data_sources.refresh import RefreshSettings
from data_sources.refresh.answer import answer_to
from data_sources.refresh.behind import early_ends
from data_sources.refresh.call import Caller
from data_sources.refresh.compare import settled
from data_sources.refresh.history_differs import history_differs
from data_sources.refresh.item import Item, Span
from data_sources.refresh.journal import RefreshJournal
from data_sources.refresh.known import Known, read_known, with_bars
from data_sources.refresh.outcome import Night
from data_sources.refresh.pace import Paces
from data_sources.refresh.plan import bar_firsts, default_start, plan_bulk, plan_instruments
from data_sources.store import open_store, publish
from data_sources.tables.fact_frames import frames_of
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame, empty_frame
from data_sources.tables.schema import BARS
from data_sources.vendors.source import Normalised, RawAnswer, Request, Rounding, Source, Traits, Wanted
from tests.data_sources.facts import facts_from_tables
from tests.data_sources.refresh.frames import BEFORE, DAYS, LAST, MANY, actions, bars, index_levels, instruments, known

NOW = datetime(2024, 1, 9, 9, 0, tzinfo=UTC)


def rules(found: Iterator[Finding]) -> list[str]:
    return [finding.rule for finding in found]


@pytest.mark.parametrize(("count", "found"), [(10, ["row_floor"]), (9, [])])
def test_ten_symbols_are_needed_to_miss_some(count: int, found: list[str]) -> None:
    # Half of them have a bar of the last session.
    some = MANY[:count]
    frame = bars(*((s, BEFORE, 10.0) for s in some), *((s, LAST, 10.1) for s in some[: count // 2]))
    assert rules(row_floor(known(frame), some, LAST)) == found


@pytest.mark.parametrize(
    ("count", "same", "found"), [(20, 10, []), (20, 11, ["stale_market"]), (10, 10, ["stale_market"]), (9, 9, [])]
)
def test_a_market_is_stale_when_more_than_half_of_ten_or_more_repeat(count: int, same: int, found: list[str]) -> None:
    some = MANY[:count]
    repeated = set(some[:same])
    frame = bars(*((s, BEFORE, 10.0) for s in some), *((s, LAST, 10.0 if s in repeated else 10.1) for s in some))
    assert rules(stale_market(known(frame), some, LAST)) == found


@pytest.mark.parametrize(
    ("count", "share", "level", "found"),
    [
        # Up by 1.1% and down by 1.1%; then one of them by 0.9% only; then nine shares.
        (10, 10.11, 3263.7, ["against_index"]),
        (10, 10.09, 3263.7, []),
        (10, 10.11, 3270.3, []),
        (9, 10.11, 3263.7, []),
    ],
)
def test_shares_go_against_the_index_from_one_percent_each_on(
    count: int, share: float, level: float, found: list[str]
) -> None:
    some = MANY[:count]
    frame = bars(*((s, BEFORE, 10.0) for s in some), *((s, LAST, share) for s in some))
    index = index_levels((BEFORE, 3300.0), (LAST, level))
    assert rules(against_index(known(frame, index), some, LAST)) == found


@pytest.mark.parametrize(
    ("stored", "apart", "by", "found"),
    [
        (5, 2, 0.5, []),  # two fifths
        (4, 2, 0.5, ["history_differs"]),  # half
        (2, 1, 0.5, []),  # half, but one alone may be a correction
        (4, 2, 0.008, ["history_differs"]),  # more than half a cent
        (4, 2, 0.0045, []),
    ],
)
def test_a_history_is_another_one_when_more_than_two_fifths_and_two_closes_differ(
    stored: int, apart: int, by: float, found: list[str]
) -> None:
    days = DAYS[:stored]
    before = known(bars(*(("600000.SH", day, 10.0) for day in days)))
    fresh = bars(*(("600000.SH", day, 10.0 + by if row < apart else 10.0) for row, day in enumerate(days)))
    assert rules(history_differs(fresh, before)) == found


@pytest.mark.parametrize(
    ("count", "others", "behind"),
    [
        (10, 11, True),
        (9, 11, False),
        (9, 10, False),  # of nineteen shares ten are half of them and more
        (9, 9, True),  # of eighteen nine
        (3, 2, True),
        (2, 3, False),
        (2, 1, True),  # all but one
        (1, 1, False),  # one alone may be suspended
    ],
)
def test_so_many_symbols_that_end_together_are_a_source_that_ends(count: int, others: int, behind: bool) -> None:
    # The others have a bar of the last session, so the source as a whole goes on.
    every = tuple(f"{600200 + number}.SH" for number in range(count + others))
    rows = [(symbol, LAST if number >= count else BEFORE, 10.0) for number, symbol in enumerate(every)]
    facts = known(instruments(*every), bars(*rows))
    span = Span(None, DAYS[0], LAST)
    outcome = early_ends(Night(span, facts, facts), every, (), LAST)
    assert [one.reason for one in outcome.missing] == [f"{count} symbols end on {BEFORE}"] * behind


class Said:
    """A source that says what it is told, and the caller that asks it."""

    tables = ("bars",)
    traits = Traits()

    def __init__(self, vendor: str, frame: Frame) -> None:
        self.vendor, self.frame, self.timeouts = vendor, frame, list[float]()

    def plan(self, wanted: Wanted) -> tuple[Request, ...]:
        return (Request(self.vendor, "said", wanted.table, wanted.symbols, wanted.first, wanted.last),)

    def fetch(self, request: Request, *, timeout: float) -> RawAnswer:
        self.timeouts.append(timeout)
        return RawAnswer(request, (), NOW)

    def normalise(self, answer: RawAnswer) -> Normalised:
        return Normalised(answer.request, self.frame)

    def sample(self, request: Request, *, timeout: float) -> None:
        del request, timeout


def caller(folder: Path, ends: float = 1000.0) -> Caller:
    return Caller(Paces(folder / "pace.json"), Clock(lambda: NOW, lambda _: None, lambda: 0.0), ends)


def bad(*symbols: str) -> Callable[[Source, Normalised], tuple[Finding, ...]]:
    found = tuple(Finding("severe", "wrong", "it is wrong", "bars", symbol) for symbol in symbols)
    return lambda _source, _answer: found


def test_two_vendors_without_the_last_day_are_believed(tmp_path: Path) -> None:
    sources = [Said(name, bars(("600000.SH", BEFORE, 10.0))) for name in ("first", "second", "third")]
    item = Item("bars", ("600000.SH",), BEFORE, LAST)
    answer = answer_to(item, sources, caller(tmp_path), bad(), needs_last=True)
    assert answer.state == "ok"
    assert [len(source.timeouts) for source in sources] == [1, 1, 0]


@pytest.mark.parametrize(
    ("count", "wrong", "state"), [(20, 2, "ok"), (20, 3, "rejected"), (5, 1, "ok"), (5, 2, "rejected")]
)
def test_a_list_may_have_a_tenth_of_bad_symbols_or_one(count: int, wrong: int, state: str, tmp_path: Path) -> None:
    some = MANY[:count]
    source = Said("first", bars(*((symbol, LAST, 10.0) for symbol in some)))
    answer = answer_to(Item("bars", some, LAST, LAST), [source], caller(tmp_path), bad(*some[:wrong]))
    assert answer.state == state


@pytest.mark.parametrize(
    ("calls", "ends", "whole", "read"), [(1, 1000.0, 60.0, 15.0), (3, 1000.0, 90.0, 15.0), (3, 12.0, 12.0, 12.0)]
)
def test_an_answer_has_45_seconds_and_15_for_each_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, calls: int, ends: float, whole: float, read: float
) -> None:
    allowed: list[float] = []

    @contextmanager
    def within(seconds: float, _request: Request) -> Iterator[None]:
        allowed.append(seconds)
        yield

    monkeypatch.setattr("data_sources.refresh.call.whole_answer_within", within)
    source = Said("first", empty_frame(BARS))
    caller(tmp_path, ends).call(source, replace(source.plan(Wanted("bars", (), LAST, LAST))[0], calls=calls))
    assert (allowed, source.timeouts) == ([whole], [read])


def test_five_stored_sessions_are_read_again_and_ten_years_of_a_new_symbol() -> None:
    facts = replace(known(instruments("600000.SH", "600001.SH")), last_bar={"600000.SH": LAST})
    span = Span(None, default_start(Known({}, {}), None, LAST), LAST)
    # Of six sessions the last five.
    assert bar_firsts(facts, span, ("600000.SH", "600001.SH")) == {"600000.SH": DAYS[1], "600001.SH": date(2014, 1, 1)}


def test_nine_tenths_of_a_list_have_to_come_back() -> None:
    # 0.9 x 20 symbols.
    facts = replace(known(instruments(*MANY)), last_bar=dict.fromkeys(MANY, BEFORE))
    span = Span(None, DAYS[0], LAST)
    assert plan_instruments(facts, span, ()).at_least == 18
    bulk = plan_bulk(facts, span, dict.fromkeys(MANY, DAYS[0]))
    assert bulk is not None
    assert bulk.at_least == 18


@pytest.mark.parametrize(("older", "first_read"), [(60, 90), (61, 30)])
def test_bars_are_read_from_30_days_before_and_together_when_60_days_apart(
    older: int, first_read: int, tmp_path: Path
) -> None:
    # Two symbols with a bar every day. One is read again from DAY on, the other from some 60 days before: together
    # both are read from 30 days before the older one, apart each from 30 days before its own day.
    day = date(2024, 6, 28)
    days = [day - timedelta(days=number) for number in range(130)]
    rows: list[dict[str, object]] = [
        {"symbol": symbol, "date": each, **dict.fromkeys(("open", "high", "low", "close"), 10.0), "volume": 1_000_000}
        for symbol in ("600000.SH", "600001.SH")
        for each in days
    ]
    tables: dict[str, list[dict[str, object]]] = {
        "instruments": [{"symbol": s, "name": s, "list_date": "2000-01-04"} for s in ("600000.SH", "600001.SH")],
        "bars": rows,
        "index": [{"symbol": "000300.SH", "date": each, "close": 3300.0} for each in days],
    }
    engine = open_store(tmp_path / "market.db", create=True)
    # An import asks the calendar of the exchange, which knows no session at a weekend.
    publish(engine, frames_of(facts_from_tables(tables)), (), "made", datetime(2024, 6, 28))  # noqa: DTZ001 - UTC
    facts = with_bars(read_known(engine, "made"), engine, {"600000.SH": day, "600001.SH": day - timedelta(days=older)})
    engine.dispose()
    frame = facts["bars"]
    firsts = {
        symbol: (np.datetime64(day) - frame["date"][frame["symbol"] == symbol].min()).astype(int)
        for symbol in ("600000.SH", "600001.SH")
    }
    assert firsts == {"600000.SH": first_read, "600001.SH": older + 30}


@pytest.mark.parametrize(("size", "put_aside"), [(20_000_000, False), (20_000_001, True)])
def test_a_journal_of_more_than_20_million_bytes_is_put_aside(size: int, put_aside: bool, tmp_path: Path) -> None:
    with (tmp_path / "journal.jsonl").open("wb") as file:
        file.truncate(size)
    RefreshJournal(tmp_path, NOW)
    assert (tmp_path / "journal.1.jsonl").exists() == put_aside


def test_a_refresh_has_six_hours() -> None:
    # From an evening to before the next morning's session.
    assert timedelta(seconds=RefreshSettings("", lambda _: ()).within) == timedelta(hours=6)


@pytest.mark.parametrize(("minutes", "wrong"), [(10.0, False), (10.1, True), (-10.1, True)])
def test_a_clock_may_be_ten_minutes_off(minutes: float, wrong: bool) -> None:
    clock = Clock(lambda: NOW, lambda _: None, lambda: 0.0)
    try:
        insist_on_served(clock, "sina", NOW + timedelta(minutes=minutes))
    except ClockWrong:
        assert wrong
    else:
        assert not wrong


@pytest.mark.parametrize(("minute", "day"), [(30, BEFORE), (31, LAST)])
def test_a_session_is_over_at_15_31(minute: int, day: date) -> None:
    # 2024-01-08 is the day before 2024-01-09; 07:30 UTC is 15:30 in Shanghai.
    now = datetime(2024, 1, 9, 7, minute, tzinfo=UTC)
    assert closed_day(Clock(lambda: now, lambda _: None, lambda: 0.0)) == day


@pytest.mark.parametrize(("days_left", "soon"), [(60, True), (61, False)])
def test_a_calendar_is_renewed_from_60_days_before_its_end_on(days_left: int, soon: bool) -> None:
    assert CalendarState(NOTHING, LAST, days_left, (), (), 0).ends_soon == soon


@pytest.mark.parametrize(
    ("stored", "fresh", "kept"),
    [
        # Half a cent of a price.
        (bars(("600000.SH", LAST, 10.0)), bars(("600000.SH", LAST, 10.0045)), True),
        (bars(("600000.SH", LAST, 10.0)), bars(("600000.SH", LAST, 10.006)), False),
        # 0.02 points of an index.
        (index_levels((LAST, 3300.0)), index_levels((LAST, 3300.019)), True),
        (index_levels((LAST, 3300.0)), index_levels((LAST, 3300.021)), False),
        # A lot of 100 shares, or 1 in 10,000 of 10,000,000 shares.
        (bars(("600000.SH", LAST, 10.0), volume=5000.0), bars(("600000.SH", LAST, 10.0), volume=5100.0), True),
        (bars(("600000.SH", LAST, 10.0), volume=5000.0), bars(("600000.SH", LAST, 10.0), volume=5101.0), False),
        (bars(("600000.SH", LAST, 10.0), volume=1e7), bars(("600000.SH", LAST, 10.0), volume=1e7 + 1000), True),
        (bars(("600000.SH", LAST, 10.0), volume=1e7), bars(("600000.SH", LAST, 10.0), volume=1e7 + 1001), False),
        # 0.0001 CNY of a dividend.
        (actions(("600000.SH", LAST, 0.5, 0.0)), actions(("600000.SH", LAST, 0.50009, 0.0)), True),
        (actions(("600000.SH", LAST, 0.5, 0.0)), actions(("600000.SH", LAST, 0.50011, 0.0)), False),
    ],
)
def test_a_stored_number_stays_while_the_fresh_one_is_the_same_but_for_rounding(
    stored: Frame, fresh: Frame, kept: bool
) -> None:
    assert (settled(fresh, stored, Rounding())[1] == ()) == kept
