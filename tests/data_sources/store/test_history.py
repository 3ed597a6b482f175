"""Reads as of a snapshot or a day: what was stored then, whatever came later."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from data_sources.errors import StoreError
from data_sources.store import is_filled, open_store, publish, read_facts
from data_sources.store.cache import cache_folder
from data_sources.store.tables import METADATA
from data_sources.store.transactions import writing
from data_sources.tables.fact_frames import frame_from_cells
from data_sources.tables.facts import Facts
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame
from data_sources.tables.schema import TABLES
from tests.data_sources.test_round_trip import assert_same

FIRST = datetime(2026, 3, 2, 10)  # noqa: DTZ001 - UTC without a zone: 18:00 in Shanghai
SYMBOLS = ("000001.SZ", "300750.SZ", "600000.SH")
DAYS = tuple(date(2024, 1, 2) + timedelta(n) for n in range(4))
NUMBER = st.sampled_from([None, 0.0, 0.1, 1 / 3, 1e9 + 0.01])


def forget(engine: Engine) -> None:
    """Remove the cache, so that a look back has to be worked out."""
    if folder := cache_folder(engine.url):
        shutil.rmtree(folder, ignore_errors=True)


def bar(symbol: str, day: date, close: float | None, amount: float | None = None) -> dict[str, object]:
    return {"symbol": symbol, "date": day, "close": close, "amount": amount}


def frame(name: str, rows: list[dict[str, object]]) -> Frame:
    columns = {column: [row.get(column) for row in rows] for column in TABLES[name].names()}
    return frame_from_cells(TABLES[name], columns).in_key_order()


# 1. By hand -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def three(url: str) -> Engine:
    """A bar published at 9.0, changed to 9.5 a day later, then another bar; 18:00 in Shanghai from 2026-03-02 on."""
    engine = open_store(url, create=True)
    nights = (
        [bar("600000.SH", DAYS[0], 9.0)],
        [bar("600000.SH", DAYS[0], 9.5, 100.0)],
        [bar("000001.SZ", DAYS[1], 7.0)],
    )
    for n, rows in enumerate(nights):
        found = (Finding("note", f"night {n}", "seen"),)
        publish(engine, {"bars": frame("bars", rows)}, found, "vendor", FIRST + timedelta(n))
    forget(engine)
    return engine


def test_each_snapshot_has_the_values_of_its_night(three: Engine) -> None:
    assert read_facts(three, as_of="s1").bars.close.tolist() == [9.0]
    assert read_facts(three, as_of="s2").bars.close.tolist() == [9.5]
    assert read_facts(three, as_of="s2").bars.amount.tolist() == [100.0]
    assert read_facts(three, as_of="s3").bars.close.tolist() == [7.0, 9.5]
    assert [read_facts(three, as_of=f"s{n}").findings[0].rule for n in (1, 2, 3)] == ["night 0", "night 1", "night 2"]


def test_the_name_a_result_cites_finds_the_same_snapshot(three: Engine) -> None:
    name = read_facts(three, as_of="s1").snapshot
    assert name.startswith("s1-")
    assert read_facts(three, as_of=name).bars.close.tolist() == [9.0]


def test_a_day_ends_at_midnight_in_shanghai(three: Engine) -> None:
    # The second night was published on 2026-03-03 at 18:00 in Shanghai.
    assert read_facts(three, as_of=date(2026, 3, 2)).bars.close.tolist() == [9.0]
    assert read_facts(three, as_of=date(2026, 3, 3)).bars.close.tolist() == [9.5]
    assert read_facts(three, as_of=date.max).bars.close.tolist() == [7.0, 9.5]
    late = FIRST.replace(hour=16)  # midnight: the next day there, though not in Greenwich
    publish(three, {"bars": frame("bars", [bar("600000.SH", DAYS[0], 9.9)])}, (), "vendor", late + timedelta(2))
    assert read_facts(three, as_of=date(2026, 3, 4)).bars.close.tolist() == [7.0, 9.5]
    assert read_facts(three, as_of=date(2026, 3, 5)).bars.close.tolist() == [7.0, 9.9]


def test_some_symbols_of_an_earlier_snapshot(three: Engine) -> None:
    assert read_facts(three, ["600000.SH"], as_of="s1").bars.close.tolist() == [9.0]
    assert read_facts(three, ["000001.SZ"], as_of="s1").bars.symbols == ()


def test_what_the_store_does_not_know_is_said(three: Engine) -> None:
    for name in ("s9", "s1-000000000000", "yesterday", "s"):
        with pytest.raises(StoreError, match=f"has no snapshot {name}; its latest is s3-"):
            read_facts(three, as_of=name)
    with pytest.raises(StoreError, match="knew nothing by 2026-03-01; its first facts came at 2026-03-02 10:00 UTC"):
        read_facts(three, as_of=date(2026, 3, 1))


def test_an_earlier_snapshot_is_cached_like_the_latest(three: Engine) -> None:
    cold, warm = (read_facts(three, as_of="s2") for _ in range(2))
    folder = cache_folder(three.url)
    assert folder is not None
    assert [path.name for path in folder.iterdir() if path.is_dir()] == [cold.snapshot]
    assert_same(cold, warm)


# 2. Any history -------------------------------------------------------------------------------------------------------

BARS = st.dictionaries(
    st.tuples(st.sampled_from(SYMBOLS), st.sampled_from(DAYS)), st.tuples(NUMBER, NUMBER), max_size=6
)
NAMES = st.dictionaries(
    st.sampled_from(SYMBOLS), st.tuples(st.sampled_from(["", "浦发", "*ST浦发"]), st.sampled_from([None, *DAYS]))
)
ENDS = st.dictionaries(st.sampled_from(SYMBOLS), st.sampled_from([None, *DAYS]))
LEVELS = st.dictionaries(st.sampled_from(DAYS), st.floats(1, 1e6))
FINDINGS = st.lists(st.sampled_from(["gap", "jump", "unit"]), max_size=3)


@st.composite
def publications(draw: st.DrawFn) -> tuple[dict[str, Frame], tuple[Finding, ...], str]:
    bars = [bar(symbol, day, *numbers) for (symbol, day), numbers in draw(BARS).items()]
    names: list[dict[str, object]] = [
        {"symbol": s, "name": name, "list_date": day} for s, (name, day) in draw(NAMES).items()
    ]
    ends: list[dict[str, object]] = [
        {"symbol": s, "start": DAYS[0], "end": end, "kind": "ST"} for s, end in draw(ENDS).items()
    ]
    levels = [{"symbol": "000300.SH", "date": day, "close": close} for day, close in draw(LEVELS).items()]
    tables: dict[str, list[dict[str, object]]] = {"bars": bars, "instruments": names, "status": ends, "index": levels}
    found = tuple(Finding("note", rule, rule, date=DAYS[0]) for rule in draw(FINDINGS))
    return {name: frame(name, rows) for name, rows in tables.items()}, found, draw(st.sampled_from(["a", "b"]))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=st.lists(publications(), min_size=1, max_size=5))
def test_a_look_back_sees_what_was_read_right_after_each_publication(
    url: str, history: list[tuple[dict[str, Frame], tuple[Finding, ...], str]]
) -> None:
    engine = open_store(url, create=True)
    if is_filled(engine):
        _empty(engine)
    read: list[tuple[date, Facts]] = []
    for n, (frames, found, source) in enumerate(history):
        now = FIRST + timedelta(n)
        publish(engine, frames, found, source, now)
        read.append((now.date(), read_facts(engine)))
    forget(engine)
    for day, then in read:
        for as_of in (then.snapshot, day):
            again = read_facts(engine, as_of=as_of)
            assert_same(then, again)
            assert (then.snapshot, then.source, then.findings) == (again.snapshot, again.source, again.findings)
            forget(engine)
    engine.dispose()


def _empty(engine: Engine) -> None:
    with writing(engine) as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(table.delete())
