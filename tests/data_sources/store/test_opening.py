"""Opening a store: by path or URL, and one line when there is none or something else."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from data_sources.errors import StoreError
from data_sources.importing import import_folder
from data_sources.store import connect_store, default_url, open_store, read_facts
from data_sources.store.rows import read_frame
from data_sources.store.transactions import reading
from tests.data_sources.market_folder import write_market


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "market.db"
    engine = open_store(path, create=True)
    import_folder(write_market(tmp_path / "small"), engine)
    engine.dispose()
    return path


def test_the_default_is_a_file_below_var_or_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BACKTEST_DATABASE_URL", raising=False)
    assert default_url() == "sqlite:///var/market.db"
    monkeypatch.setenv("BACKTEST_DATABASE_URL", "postgresql://server/market")
    assert default_url() == "postgresql://server/market"


def test_a_path_and_a_url_open_the_same_store(file: Path) -> None:
    assert read_facts(open_store(file)).snapshot == read_facts(open_store(f"sqlite:///{file}")).snapshot


def test_a_store_is_write_ahead_logged_and_holds_its_foreign_keys(file: Path) -> None:
    with open_store(file).connect() as connection:
        values = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "foreign_keys")]
    assert values == ["wal", 1]


def test_a_missing_store_says_how_to_fill_one_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no store at .*none.db; fill one with: backtest import DIR"):
        open_store(tmp_path / "none.db")
    open_store(tmp_path / "none.db", create=True)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_database_says_how_to_fill_it(url: str) -> None:
    sa.create_engine(url).dispose()
    if url.startswith("sqlite"):
        Path(str(sa.make_url(url).database)).touch()
    with pytest.raises(StoreError, match=r" is empty; fill one with: backtest import DIR"):
        open_store(url)


def test_a_database_of_something_else_is_refused_even_for_an_import(url: str) -> None:
    other = sa.create_engine(url, poolclass=sa.NullPool)
    with other.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE photographs (id INTEGER)")
    for create in (False, True):
        with pytest.raises(StoreError, match=r" is a database, but no market store"):
            open_store(url, create=create)


def test_a_file_or_folder_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("symbol,date\n" * 100, encoding="utf-8")
    with pytest.raises(StoreError, match=r"text.db is not a database"):
        open_store(tmp_path / "text.db")
    with pytest.raises(StoreError, match="is a folder, not a database file"):
        open_store(tmp_path)


def test_a_place_where_no_store_can_be_made_is_one_line(file: Path) -> None:
    engine = open_store(file / "below" / "a-file.db", create=True)
    with pytest.raises(StoreError, match=r"a-file.db cannot be used: .*(Not a directory|File exists)"):
        import_folder(file.parent / "small", engine)


def test_a_damaged_store_is_one_line(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:16] + b"\xff" * 5000)
    with pytest.raises(StoreError, match=r"market.db cannot be used: .*(malformed|not a database)"):
        open_store(file)


def test_an_engine_on_a_store_that_vanished_says_so(file: Path) -> None:
    engine: Engine = open_store(file)
    engine.dispose()
    file.unlink()
    with pytest.raises(StoreError, match=r"market.db"):
        read_facts(engine)


def test_sqlite_bars_have_no_second_index(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'bars'").fetchone()
    connection.close()
    assert sql.rstrip().endswith("WITHOUT ROWID")


@pytest.mark.postgres
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_postgresql_sorts_symbols_by_their_bytes_whatever_its_own_language(filled: str) -> None:
    query = "SELECT collation_name FROM information_schema.columns WHERE table_name = 'bars' AND column_name = 'symbol'"
    with open_store(filled).connect() as connection:
        assert connection.exec_driver_sql(query).scalar_one() == "C"


def test_a_folder_that_cannot_be_written_is_read_without_a_new_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = read_facts(open_store(file)).snapshot
    beside = {path.name for path in file.parent.iterdir() if path.name.startswith("market.db-")}
    monkeypatch.setattr("data_sources.store.frozen.os.access", lambda *_: False)
    engine = open_store(file)
    assert read_facts(engine).snapshot == snapshot
    with engine.connect() as connection, pytest.raises(sa.exc.OperationalError, match="readonly database"):
        connection.exec_driver_sql("DELETE FROM bars")
    # SQLite itself takes its two files away when the last who could write has gone.
    assert {path.name for path in file.parent.iterdir() if path.name.startswith("market.db-")} <= beside


def test_changes_in_a_log_that_cannot_be_read_are_one_line(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.with_name("market.db-wal").write_bytes(b"changes")
    file.with_name("market.db-shm").unlink(missing_ok=True)
    monkeypatch.setattr("data_sources.store.frozen.os.access", lambda *_: False)
    with pytest.raises(StoreError, match=r"market.db-wal holds changes; make room, or run `backtest status`"):
        open_store(file)


def test_a_look_at_the_file_leaves_the_locks_of_its_own_process(file: Path) -> None:
    """Were the file opened and closed beside SQLite, another process would write into it and the reader would see 1.0.

    Whoever closes a file on POSIX drops all locks that his process holds on it, SQLite's among them.
    """
    other = (
        "import sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('UPDATE bars SET close = 1.0')\n"
        "connection.execute('PRAGMA wal_checkpoint(TRUNCATE)')\n"
        "connection.close()\n"
    )
    with reading(open_store(file)) as connection:
        first = read_frame(connection, "bars")["close"].tolist()
        connect_store(file)
        subprocess.run([sys.executable, "-c", other, str(file)], check=True)  # noqa: S603
        connection.exec_driver_sql("PRAGMA shrink_memory")  # so that pages come from the file
        assert read_frame(connection, "bars")["close"].tolist() == first
    with reading(open_store(file)) as connection:
        assert set(read_frame(connection, "bars")["close"].tolist()) == {1.0}


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of that kind")
@pytest.mark.parametrize("free", [0, 1, 2])
def test_too_many_open_files_are_said_and_not_only_that_a_file_cannot_be_opened(file: Path, free: int) -> None:
    # SQLite needs three: the file, its log and the index of the log; with one it says "unable to open database file".
    code = """
import os, resource, sys
from data_sources.errors import ResourceError, StoreError
from data_sources.store import open_store
first = os.open(os.devnull, os.O_RDONLY)
os.close(first)
resource.setrlimit(resource.RLIMIT_NOFILE, (first + int(sys.argv[2]), first + 64))
try:
    open_store(sys.argv[1])
except StoreError as fault:
    print(isinstance(fault, ResourceError), fault)
"""
    ran = subprocess.run([sys.executable, "-c", code, file, str(free)], capture_output=True, text=True, check=False)  # noqa: S603
    assert ran.stdout.startswith(f"True the store {file if free == 0 else 'sqlite'}"), ran.stderr
    assert "Too many open files" in ran.stdout
    assert "raise the limit on open files (ulimit -n)" in ran.stdout


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_a_store_that_another_program_holds_says_what_to_do(
    file: Path, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data_sources.store.transactions.BUSY", 100)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute(f"PRAGMA journal_mode={mode}")
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        said = (
            r"cannot be used: database is locked; another program holds it: let that end or close it, and run the same"
        )
        with pytest.raises(StoreError, match=said):
            read_facts(open_store(file))
