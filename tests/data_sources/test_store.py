"""Opening, reading and publishing: one writer, readers that see a snapshot whole, one line when anything is wrong."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Engine
from sqlalchemy.schema import CreateTable

from data_sources.errors import StoreError
from data_sources.importing import import_folder
from data_sources.store import default_url, open_store, publish, read_facts, shown, store_summary
from data_sources.store.opening import reading
from data_sources.store.reading import read_frame
from data_sources.store.tables import FACT_TABLES, epoch_day
from tests.data_sources.market_folder import spoiled, write_market


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "market.db"
    engine = open_store(path, create=True)
    import_folder(write_market(tmp_path / "small"), engine)
    engine.dispose()
    return path


# 1. Opening -----------------------------------------------------------------------------------------------------------


def test_01_the_default_is_a_file_below_var_or_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BACKTEST_DATABASE_URL", raising=False)
    assert default_url() == "sqlite:///var/market.db"
    monkeypatch.setenv("BACKTEST_DATABASE_URL", "postgresql://server/market")
    assert default_url() == "postgresql://server/market"


def test_02_a_path_and_a_url_open_the_same_store(filled: Path) -> None:
    assert read_facts(open_store(filled)).snapshot == read_facts(open_store(f"sqlite:///{filled}")).snapshot


def test_03_a_store_is_write_ahead_logged_and_holds_its_foreign_keys(filled: Path) -> None:
    with open_store(filled).connect() as connection:
        values = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "foreign_keys")]
    assert values == ["wal", 1]


def test_04_a_missing_store_says_how_to_fill_one_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no store at .*none.db; fill one with: backtest import DIR"):
        open_store(tmp_path / "none.db")
    open_store(tmp_path / "none.db", create=True)
    assert list(tmp_path.iterdir()) == []


def test_05_what_is_no_store_is_named(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("symbol,date\n" * 100, encoding="utf-8")
    with pytest.raises(StoreError, match=r"text.db is not a database"):
        open_store(tmp_path / "text.db")
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreError, match=r"empty.db is empty; fill one with"):
        open_store(tmp_path / "empty.db")
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE photographs (id INTEGER)")
    other.close()
    with pytest.raises(StoreError, match=r"other.db is a database, but no market store"):
        open_store(tmp_path / "other.db", create=True)
    with pytest.raises(StoreError, match="is a folder, not a database file"):
        open_store(tmp_path)


def test_05b_a_place_where_no_store_can_be_made_is_one_line(filled: Path) -> None:
    engine = open_store(filled / "below" / "a-file.db", create=True)
    with pytest.raises(StoreError, match=r"a-file.db cannot be used: .*(Not a directory|File exists)"):
        import_folder(filled.parent / "small", engine)


def test_06_a_damaged_store_is_one_line(filled: Path) -> None:
    filled.write_bytes(filled.read_bytes()[:16] + b"\xff" * 5000)
    with pytest.raises(StoreError, match=r"market.db cannot be used: .*(malformed|not a database)"):
        open_store(filled)


def test_07_another_schema_version_is_refused(filled: Path) -> None:
    with sqlite3.connect(filled) as connection:
        connection.execute("UPDATE store_schema SET version = 99")
    connection.close()
    with pytest.raises(StoreError, match="has schema 99, this program reads 1"):
        open_store(filled)


def test_08_passwords_are_never_shown() -> None:
    url = sa.make_url("postgresql+psycopg://quant:secret@server/market")
    assert shown(url) == "postgresql+psycopg://quant:***@server/market"
    for text in ("postgresql://quant:secret@:no-port/x", "nosuch://quant:secret@server/market"):
        with pytest.raises(StoreError) as error:
            open_store(text)
        assert "secret" not in str(error.value)
        assert "\n" not in str(error.value)


# 2. Reading -----------------------------------------------------------------------------------------------------------


def test_09_some_symbols_only(filled: Path) -> None:
    facts = read_facts(open_store(filled), ["600000.SH"])
    assert facts.bars.symbols == ("600000.SH",)
    assert [instrument.symbol for instrument in facts.instruments] == ["600000.SH"]
    assert facts.actions == ()
    assert set(facts.index) == {"000300.SH", "H00300.CSI"}
    assert read_facts(open_store(filled), []).bars.offsets.tolist() == [0]


def test_10_the_summary_counts_tables_and_days(filled: Path) -> None:
    summary = store_summary(open_store(filled))
    assert summary.source == "small"
    assert not summary.simulated
    bars = summary.as_json()["tables"]["bars"]  # type: ignore[index]
    assert bars == {"rows": 7, "first": "2024-01-02", "last": "2024-01-05"}
    assert summary.as_json()["tables"]["instruments"] == {"rows": 2, "first": None, "last": None}  # type: ignore[index]


def test_11_loading_facts_and_importing_csv_never_import_pandas(filled: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from data_sources.importing import import_folder
from data_sources.store import open_store, read_facts
engine = open_store({str(filled)!r}, create=True)
import_folder(Path({str(filled.parent / "small")!r}), engine)
assert read_facts(engine).bars.symbols
print(sorted({{"pandas", "pyarrow", "numba", "akshare", "vectorbt"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


def test_12_a_reader_sees_the_old_snapshot_whole_while_a_new_one_is_published(filled: Path) -> None:
    writer = open_store(filled, create=True)
    changed = spoiled("bars/600000.SH.csv", "6.65,1000000,6630000", "6.66,1000000,6630000")
    with reading(open_store(filled)) as connection:
        before = read_frame(connection, "bars")["close"].tolist()
        report = import_folder(write_market(filled.parent / "small", bars__600000_SH_csv=changed), writer)
        assert report.counts["bars"].changed == 1
        assert read_frame(connection, "bars")["close"].tolist() == before
        assert read_frame(connection, "signals")["value"].tolist() == [1.95]
    assert read_facts(writer).bars.close.tolist() != before


# 3. Publishing --------------------------------------------------------------------------------------------------------


def test_13_a_publication_that_fails_half_way_leaves_nothing(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_store(filled, create=True)
    before = read_facts(engine)

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("data_sources.store.publishing._write_findings", full_disk)
    more = spoiled("bars/600000.SH.csv", "6.65,1000000", "6.66,1000000")
    with pytest.raises(StoreError, match=r"cannot be used: .*No space left on device"):
        import_folder(write_market(filled.parent / "small", bars__600000_SH_csv=more), engine)
    after = read_facts(engine)
    assert after.snapshot == before.snapshot
    assert after.bars.close.tolist() == before.bars.close.tolist()


def test_14_an_empty_publication_makes_an_empty_first_snapshot_once(tmp_path: Path) -> None:
    engine = open_store(tmp_path / "new" / "market.db", create=True)
    first = publish(engine, {}, (), "nothing", datetime(2026, 1, 1))  # noqa: DTZ001 - UTC without a zone
    again = publish(engine, {}, (), "nothing", datetime(2026, 1, 2))  # noqa: DTZ001
    assert (first.fresh, again.fresh) == (True, False)
    assert first.snapshot == again.snapshot
    assert read_facts(engine).bars.symbols == ()


# 4. Other databases ---------------------------------------------------------------------------------------------------


@pytest.fixture
def dialect() -> sa.Dialect:
    return postgresql.dialect()  # type: ignore[no-untyped-call]


def test_15_postgresql_sorts_symbols_by_their_bytes_and_counts_days_by_itself(dialect: sa.Dialect) -> None:
    bars = FACT_TABLES["bars"]
    assert 'symbol VARCHAR(10) COLLATE "C" NOT NULL' in str(CreateTable(bars).compile(dialect=dialect))
    query = str(sa.select(epoch_day(bars.c.date)).compile(dialect=dialect))
    assert "(bars.date - DATE '1970-01-01')" in query


def test_16_sqlite_bars_have_no_second_index(filled: Path) -> None:
    with open_store(filled).connect() as connection:
        sql = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'bars'").scalar_one()
    assert sql.rstrip().endswith("WITHOUT ROWID")


def test_17_an_engine_on_a_store_that_vanished_says_so(tmp_path: Path, filled: Path) -> None:
    engine: Engine = open_store(filled)
    engine.dispose()
    filled.unlink()
    with pytest.raises(StoreError, match=r"market.db"):
        read_facts(engine)
    assert tmp_path.exists()
