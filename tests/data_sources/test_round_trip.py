"""Facts survive being written to a folder and being published, for any market."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources.importing import import_folder
from data_sources.store import open_store, read_facts
from data_sources.tables.facts import BAR_FIELDS, Facts
from tests.data_sources.facts import facts_from_folder, facts_from_tables
from tests.data_sources.folder_writing import write_folder

Row = dict[str, object]
SESSIONS = [date(2024, 1, 2) + timedelta(days) for days in range(4)]
SYMBOLS = ("000001.SZ", "300750.SZ", "600000.SH", "688981.SH", "920808.BJ")
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cc", "Cs"]), max_size=8).map(
    str.strip
)
RATE = st.floats(0, 9)


@st.composite
def bars(draw: st.DrawFn, symbol: str) -> list[Row]:
    rows: list[Row] = []
    for day in sorted(draw(st.sets(st.sampled_from(SESSIONS), min_size=1))):
        prices = sorted(draw(st.lists(st.floats(0.01, 1e5), min_size=4, max_size=4)))
        row: Row = {"symbol": symbol, "date": day, "volume": draw(st.just(0.0) | st.floats(1, 1e9) | st.none())}
        row |= dict(zip(("low", "open", "close", "high"), prices, strict=True))
        # A close before could prove a reference wrong, which an import then leaves empty: the first row has none.
        rows.append(row | {"prev_close": None if rows else draw(st.floats(0.01, 1e5) | st.none())})
    return rows


@st.composite
def markets(draw: st.DrawFn) -> Facts:
    symbols = draw(st.sets(st.sampled_from(SYMBOLS), min_size=1))
    tables: dict[str, list[Row]] = {
        "instruments": [
            {"symbol": symbol, "name": draw(TEXT), "list_date": draw(st.none() | st.just(date(2001, 2, 3)))}
            for symbol in symbols
        ],
        "bars": [row for symbol in symbols for row in draw(bars(symbol))],
        "index": [{"symbol": "000300.SH", "date": day, "close": draw(st.floats(0.1, 1e6))} for day in SESSIONS],
        "actions": [
            {"symbol": symbol, "ex_date": SESSIONS[1], "cash_per_share": draw(RATE), "bonus_per_share": draw(RATE)}
            for symbol in symbols
        ],
        "status": [
            {"symbol": symbol, "start": SESSIONS[0], "end": draw(st.sampled_from([None, SESSIONS[2]])), "kind": "ST"}
            for symbol in symbols
        ],
        "renames": [{"old_symbol": "600001.SH", "new_symbol": "600000.SH", "date": SESSIONS[2], "ratio": 0.5}],
        "sessions": [{"date": day} for day in draw(st.sampled_from([[], SESSIONS]))],
        "signals": [
            {"series": "s", "period": f"{year}", "period_end": date(year, 12, 31), "published_on": date(year + 1, 1, 5)}
            | {
                "value": draw(st.floats(allow_nan=False, allow_infinity=False)),
                "unit": draw(TEXT),
                "source": draw(TEXT),
            }
            for year in (2022, 2023)
        ],
        "earnings": [
            {"symbol": symbol, "period_end": date(2023, 9, 30), "announced_on": SESSIONS[0], "kind": kind}
            | {
                "eps": draw(st.none() | st.floats(-9, 9)),
                "net_profit": draw(st.floats(-1e9, 1e9)),
                "source": draw(TEXT),
            }
            for symbol in symbols
            for kind in draw(st.sampled_from([(), ("actual",), ("actual", "forecast")]))
        ],
    }
    return facts_from_tables(tables)


def assert_same(left: Facts, right: Facts) -> None:
    for name in ("instruments", "actions", "status", "renames", "signals", "earnings"):
        assert getattr(left, name) == getattr(right, name)
    assert left.bars.symbols == right.bars.symbols
    for name in ("offsets", "date", *BAR_FIELDS):
        np.testing.assert_array_equal(getattr(left.bars, name), getattr(right.bars, name))
    assert left.index.keys() == right.index.keys()
    for symbol, series in left.index.items():
        np.testing.assert_array_equal(series.date, right.index[symbol].date)
        np.testing.assert_array_equal(series.close, right.index[symbol].close)
    assert (left.sessions is None) == (right.sessions is None)
    if left.sessions is not None:
        np.testing.assert_array_equal(left.sessions, right.sessions)


@settings(max_examples=25)
@given(markets())
def test_any_market_comes_back_from_disk_and_from_the_store(
    tmp_path_factory: pytest.TempPathFactory, facts: Facts
) -> None:
    folder: Path = tmp_path_factory.mktemp("market")
    write_folder(facts, folder / "files")
    assert_same(facts_from_folder(folder / "files"), facts)
    engine = open_store(folder / "market.db", create=True)
    assert import_folder(folder / "files", engine).outcome == "done"
    assert_same(read_facts(engine), facts)
    engine.dispose()
