"""Whole tables from SQLite's pages: bit for bit what the driver reads, of the same transaction, or not at all."""

from __future__ import annotations

import sqlite3
import struct
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from data_sources.importing import import_folder
from data_sources.store import connect_store, open_store, read_facts, settled_file
from data_sources.store import pages as pages_module
from data_sources.store.pages import Pages, read_pages
from data_sources.store.records import read_columns
from data_sources.store.series import Series, read_series
from data_sources.store.snapshots import snapshot_at
from data_sources.store.transactions import prepare_transactions, reading
from data_sources.tables.facts import BAR_FIELDS
from data_sources.tables.schema import TABLES
from tests.data_sources.market_folder import spoiled, write_market

BARS = "CREATE TABLE bars (symbol TEXT, date DATE, {}, read_from TEXT, PRIMARY KEY (symbol, date)) WITHOUT ROWID"
FIELDS = ", ".join(f"{field} DOUBLE" for field in BAR_FIELDS)
FIRST = date(1999, 12, 1)
Row = tuple[str, str, list[float | None]]

# The largest and smallest integer of every length that SQLite stores, what has no bytes, and what is no integer.
ODD = [
    *(sign * (1 << bits) + more for bits in (7, 15, 23, 31, 47, 53) for sign in (1, -1) for more in (-1, 0, 1)),
    *(0.0, 1.0, 2.0, -1.0, 0.1, -0.1, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, float("inf"), 2.0**63),
    None,
]


def database(
    path: Path | str, rows: list[Row], page_size: int = 4096, fields: str = FIELDS, source: str = "x"
) -> Engine:
    """A database with bars and nothing else."""
    engine = sa.create_engine(f"sqlite:///{path}")
    prepare_transactions(engine)
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA journal_mode=DELETE")
        driver.execute(f"PRAGMA page_size={page_size}")
        driver.execute("VACUUM")
        driver.execute("PRAGMA journal_mode=WAL")
    with engine.begin() as connection:
        connection.exec_driver_sql(BARS.format(fields))
        names = ", ".join(["symbol", "date", *BAR_FIELDS, "read_from"])
        statement = f"INSERT INTO bars ({names}) VALUES ({', '.join('?' * 10)})"  # noqa: S608
        if rows:
            connection.exec_driver_sql(statement, [(symbol, day, *values, source) for symbol, day, values in rows])
    return engine


def odd_rows(symbols: dict[str, int]) -> list[Row]:
    """So many days of each symbol, with odd numbers that wander through the fields."""
    return [
        (symbol, str(FIRST + timedelta(day)), [ODD[(5 * day + 11 * i + day // 7) % len(ODD)] for i in range(7)])
        for symbol, days in symbols.items()
        for day in range(days)
    ]


def by_pages(connection: Connection) -> Series:
    pages = read_pages(connection)
    assert pages is not None
    return read_series(connection, "bars", BAR_FIELDS, None, pages)


def columns_of(connection: Connection) -> dict[str, object] | None:
    pages = read_pages(connection)
    assert pages is not None
    root = connection.exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name = 'bars'").scalar()
    return read_columns(pages, int(root or 0), TABLES["bars"].columns, BAR_FIELDS)  # type: ignore[return-value]


def assert_identical(left: Series, right: Series) -> None:
    assert left.symbols == right.symbols
    for one, other in zip(
        (left.offsets, left.date, *left.fields), (right.offsets, right.date, *right.fields), strict=True
    ):
        assert (one.dtype, one.tobytes()) == (other.dtype, other.tobytes())


# 1. What is read ------------------------------------------------------------------------------------------------------


def test_01_two_rows_by_hand(tmp_path: Path) -> None:
    rows: list[Row] = [
        ("600000.SH", "2024-02-29", [6.65, 7.0, 1.0, 0.0, 100_000_000.0, None, -3.5]),
        ("000001.SZ", "1999-12-31", [0.1, -129.0, 32768.0, 1e-5, 2.0**40, None, None]),
    ]
    engine = database(tmp_path / "a.db", rows)
    with reading(engine) as connection:
        assert columns_of(connection) is not None
        series = by_pages(connection)
    assert series.symbols == ("000001.SZ", "600000.SH")
    assert series.offsets.tolist() == [0, 1, 2]
    assert series.date.astype(str).tolist() == ["1999-12-31", "2024-02-29"]
    assert [field.tolist() for field in series.fields[:5]] == [
        [0.1, 6.65], [-129.0, 7.0], [32768.0, 1.0], [1e-5, 0.0], [1099511627776.0, 100_000_000.0],
    ]  # fmt: skip
    assert np.isnan(series.fields[5]).tolist() == [True, True]
    assert [np.isnan(series.fields[6][0]), series.fields[6][1]] == [True, -3.5]


@pytest.mark.parametrize("page_size", [512, 4096, 65536])
def test_02_every_number_is_the_drivers_bit_for_bit_however_deep_the_tree(tmp_path: Path, page_size: int) -> None:
    engine = database(tmp_path / "a.db", odd_rows({"000001.SZ": 9000, "600000.SH": 1, "H00300.CSI": 3000}), page_size)
    with reading(engine) as connection:
        assert columns_of(connection) is not None
        series = by_pages(connection)
        assert_identical(series, read_series(connection, "bars", BAR_FIELDS))
    assert series.symbols == ("000001.SZ", "600000.SH", "H00300.CSI")
    assert series.offsets.tolist() == [0, 9000, 9001, 12001]


def test_03_an_empty_table_has_no_symbols(tmp_path: Path) -> None:
    with reading(database(tmp_path / "a.db", [])) as connection:
        series = by_pages(connection)
    assert (series.symbols, series.offsets.tolist(), len(series.fields)) == ((), [0], 7)


def test_04_a_database_in_memory_has_pages_too() -> None:
    with reading(database(":memory:", odd_rows({"600000.SH": 700}))) as connection:
        assert columns_of(connection) is not None
        assert_identical(by_pages(connection), read_series(connection, "bars", BAR_FIELDS))


# 2. What is left to the driver ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", ["x" * 900, "x" * 20_000])
def test_05_records_that_do_not_lie_on_one_page(tmp_path: Path, source: str) -> None:
    with reading(database(tmp_path / "a.db", odd_rows({"600000.SH": 50}), 1024, source=source)) as connection:
        assert columns_of(connection) is None
        assert_identical(by_pages(connection), read_series(connection, "bars", BAR_FIELDS))


@pytest.mark.parametrize(
    ("column", "value"), [("open", "dear"), ("date", "2024-1-2"), ("symbol", "600000.SHANGHAI"), ("symbol", "x" * 60)]
)
def test_06_a_value_of_another_kind(tmp_path: Path, column: str, value: str) -> None:
    engine = database(tmp_path / "a.db", odd_rows({"600000.SH": 1}))
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE bars SET {column} = ?", (value,))  # noqa: S608
    with reading(engine) as connection:
        assert columns_of(connection) is None


def test_07_columns_in_another_order(tmp_path: Path) -> None:
    backwards = ", ".join(f"{field} DOUBLE" for field in reversed(BAR_FIELDS))
    with reading(database(tmp_path / "a.db", odd_rows({"600000.SH": 50}), fields=backwards)) as connection:
        assert_identical(by_pages(connection), read_series(connection, "bars", BAR_FIELDS))


def test_08_databases_whose_pages_are_not_read(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_store(url, create=True)
    import_folder(write_market(tmp_path / "small"), engine)
    with reading(engine) as connection:
        # A server has no pages for us.
        assert (read_pages(connection) is None) == (engine.dialect.name == "postgresql")
    wide = tmp_path / "wide.db"
    with sqlite3.connect(wide) as made:
        made.execute("PRAGMA encoding='UTF-16le'")
        made.execute("CREATE TABLE t (a)")
    with reading(open_without_look(wide)) as connection:
        assert read_pages(connection) is None
    monkeypatch.setattr(pages_module, "MOST_BYTES", 10_000)
    with reading(engine) as connection:
        assert read_pages(connection) is None
    assert read_facts(engine).bars.close[3] == 6.65


def open_without_look(path: Path) -> Engine:
    engine = sa.create_engine(f"sqlite:///{path}")
    prepare_transactions(engine)
    return engine


def test_09_damaged_pages_say_what_sqlite_says(tmp_path: Path) -> None:
    with reading(database(tmp_path / "a.db", odd_rows({"600000.SH": 3000}))) as connection:
        sound = read_pages(connection)
        root = int(connection.exec_driver_sql("SELECT rootpage FROM sqlite_master").scalar() or 0)
        assert sound is not None
        content = bytes(sound.items("u1"))
        # The first page is one of no kind; then its last child is itself, or beyond the end.
        start = (root - 1) * 4096
        for place, change in ((start, b"\x07"), (start + 8, struct.pack(">I", root)), (start + 8, b"\x00\xff\xff\xff")):
            damaged = Pages(memoryview(content[:place] + change + content[place + len(change) :]))
            with pytest.raises(sqlite3.DatabaseError, match="malformed"):
                read_series(connection, "bars", BAR_FIELDS, None, damaged)


# 3. One look ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small market in a file; other tests' files do not count here."""
    monkeypatch.setattr(settled_file, "_OPEN", {})
    engine = open_store(tmp_path / "market.db", create=True)
    import_folder(write_market(tmp_path / "small"), engine)
    engine.dispose()
    return tmp_path / "market.db"


def publish_dearer(store: Path, price: str) -> Engine:
    """Publish a changed close; the engine that comes back still holds the log open."""
    engine = open_store(store, create=True)
    changed = spoiled("bars/600000.SH.csv", "6.65,1000000,6630000", f"{price},1000000,6630000")
    import_folder(write_market(store.parent / f"at {price}", bars__600000_SH_csv=changed), engine)
    return engine


@pytest.mark.skipif(sys.platform == "win32", reason="files are not kept open there")
def test_10_a_settled_file_is_read_as_it_is_and_stays_open(store: Path) -> None:
    for _ in range(2):
        with reading(open_store(store)) as connection:
            snapshot_at(connection)
            content = settled_file.settled_bytes(connection)
            assert content is not None
            assert content.tobytes() == store.read_bytes()
    assert len(settled_file._OPEN) == 1  # noqa: SLF001


def test_11_what_still_lies_in_the_log_is_seen_and_a_reader_keeps_his_look(store: Path) -> None:
    with reading(open_store(store)) as before:
        assert snapshot_at(before).number == 1
        writer = publish_dearer(store, "6.66")
        assert Path(f"{store}-wal").stat().st_size > 0
        assert settled_file.settled_bytes(before) is None
        assert by_pages(before).fields[3][3] == 6.65
        with reading(open_store(store)) as after:
            assert snapshot_at(after).number == 2
            assert settled_file.settled_bytes(after) is None
            assert by_pages(after).fields[3][3] == 6.66
    writer.dispose()


@pytest.mark.parametrize("look", [by_pages, lambda connection: connect_store(connection.engine.url.database)])
def test_12_no_other_process_changes_the_file_under_a_reader(store: Path, look: Callable[[Connection], object]) -> None:
    """The transaction holds although the file is opened in its process, beside SQLite, by a load or by a look at it.

    Were that file closed again, the other process would write into it at once, and the reader would see 1.0.
    """
    other = (
        "import sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('UPDATE bars SET close = 1.0')\n"
        "connection.execute('PRAGMA wal_checkpoint(TRUNCATE)')\n"
        "connection.close()\n"
    )
    with reading(open_store(store)) as connection:
        first = read_series(connection, "bars", BAR_FIELDS)
        look(connection)
        subprocess.run([sys.executable, "-c", other, str(store)], check=True)  # noqa: S603
        connection.exec_driver_sql("PRAGMA shrink_memory")  # so that pages come from the file
        assert_identical(read_series(connection, "bars", BAR_FIELDS), first)
        assert_identical(by_pages(connection), first)
    with reading(open_store(store)) as connection:
        assert set(by_pages(connection).fields[3].tolist()) == {1.0}


def test_13_a_file_put_in_the_place_of_the_connected_one_is_not_taken_for_it(store: Path) -> None:
    with reading(open_store(store)) as connection:
        snapshot_at(connection)
        there = store.read_bytes()
        store.rename(store.with_name("moved.db"))
        store.write_bytes(there)
        assert settled_file.settled_bytes(connection) is None


def test_14_only_so_many_files_stay_open(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settled_file, "MOST_OPEN", 0)
    with reading(open_store(store)) as connection:
        snapshot_at(connection)
        assert settled_file.settled_bytes(connection) is None
        assert by_pages(connection).fields[3][3] == 6.65
