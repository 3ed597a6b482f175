"""Alembic's revisions, from an empty database and from every older store to the present tables."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine

import data_sources.store.migrations as migrations_package
from data_sources.errors import StoreError
from data_sources.importing import import_folder
from data_sources.store import connect_store, migrate, open_store, read_facts, read_findings
from data_sources.store.head import HEAD, REVISIONS
from data_sources.store.ledger import remember_number
from data_sources.store.migrations import upgrade
from data_sources.store.migrations.__main__ import main as upgrade_command
from data_sources.store.tables import METADATA
from data_sources.store.transactions import writing
from tests.data_sources.market_folder import write_market

SUM_OF_THE_BAR = "4ba45e88acba6c01e49728074f06cabe"
HASH_OF_THE_SUM = "6b87e2f8711760255f6071674fc3cb7ea029bffbd28de38d1e1f34515ba0acac"
"""What an older program wrote of the one bar below, so that it must stay as it is."""

SINCE_PROOFS_ARE_KEPT = "0007"

FOLDER = Path(migrations_package.__file__).parent


def make(url: str, revision: str) -> Engine:
    """A store as the revision left it, with one snapshot, bar and finding."""
    engine = connect_store(url)
    with writing(engine) as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(FOLDER))
        command.upgrade(config, revision)
        connection.exec_driver_sql(
            "INSERT INTO snapshots (created_at, source, simulated, content, content_hash, counts) "
            "VALUES ('2026-01-02 03:04:05', 'old', false, '{\"bars\": \"SUM\"}', 'HASH', '{}')".replace(
                "SUM", SUM_OF_THE_BAR
            ).replace("HASH", HASH_OF_THE_SUM)
        )
        connection.exec_driver_sql(
            "INSERT INTO bars (symbol, date, close, read_from, snapshot) "
            "VALUES ('600000.SH', '2024-01-02', 6.65, 'old', 1)"
        )
        connection.exec_driver_sql(
            'INSERT INTO findings (snapshot, source, severity, rule, message, "table", symbol, file, line) '
            "VALUES (1, 'old', 'note', 'gap', 'a gap', 'bars', '', '', 0)"
        )
        if revision >= SINCE_PROOFS_ARE_KEPT:
            # Such a store has the proof of each snapshot, or remembers up to which one there are none.
            remember_number(connection, "unproved", 1)
    return engine


def test_the_revisions_form_one_line_that_ends_at_head() -> None:
    script = ScriptDirectory(str(FOLDER))
    assert [revision.revision for revision in reversed(list(script.walk_revisions()))] == list(REVISIONS)
    assert script.get_current_head() == HEAD


def test_from_empty_the_revisions_make_exactly_the_tables_of_this_program(url: str) -> None:
    engine = connect_store(url)
    assert migrate(engine) == (None, HEAD)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
        names = set(sa.inspect(connection).get_table_names())
    assert names == {*METADATA.tables, "alembic_version"}


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_an_older_store_says_what_to_run_and_keeps_its_facts(url: str, revision: str) -> None:
    engine = make(url, revision)
    with pytest.raises(StoreError) as error:
        open_store(url)
    assert f"has the older schema {revision}, this program reads {HEAD}; upgrade it with: python -m" in str(error.value)
    assert migrate(engine) == (revision, HEAD)
    assert migrate(engine) == (HEAD, HEAD)
    facts = read_facts(open_store(url))
    assert (facts.bars.close.tolist(), facts.source) == ([6.65], "old")
    assert [finding.rule for finding in read_findings(engine)] == ["gap"]


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_a_publication_upgrades_an_older_store_itself(url: str, revision: str, tmp_path: Path) -> None:
    make(url, revision).dispose()
    engine = open_store(url, create=True)
    report = import_folder(write_market(tmp_path / "small"), engine)
    assert report.snapshot is not None
    assert read_facts(open_store(url), as_of="s1").bars.close.tolist() == [6.65]
    assert len(read_facts(engine).bars.close) == 7


def test_the_first_stores_kept_their_version_themselves(url: str) -> None:
    engine = make(url, REVISIONS[0])
    with writing(engine) as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")
        connection.exec_driver_sql("INSERT INTO store_schema (version) VALUES (1)")
    with pytest.raises(StoreError, match="has the older schema 0001"):
        open_store(url)
    assert migrate(engine) == ("0001", HEAD)
    assert read_facts(open_store(url)).bars.close.tolist() == [6.65]


def test_a_newer_store_is_refused_by_readers_and_writers(filled: str, tmp_path: Path) -> None:
    engine = open_store(filled, create=True)
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0099'")
    words = f"has the newer schema 0099, this program reads {HEAD}; update the program"
    for attempt in (
        lambda: open_store(filled),
        lambda: import_folder(tmp_path / "small", engine),
        lambda: migrate(engine),
    ):
        with pytest.raises(StoreError, match=words):
            attempt()


def test_an_upgrade_that_fails_half_way_changes_nothing(url: str) -> None:
    engine = make(url, REVISIONS[0])

    def fail() -> None:
        with writing(engine) as connection:
            upgrade(connection)
            assert not sa.inspect(connection).has_table("store_schema")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with pytest.raises(StoreError, match="has the older schema 0001"):
        open_store(url)
    assert migrate(engine) == ("0001", HEAD)


def test_the_command_upgrades_and_says_so_or_why_not(url: str, tmp_path: Path) -> None:
    make(url, REVISIONS[0]).dispose()
    command_line = [sys.executable, "-m", "data_sources.store.migrations"]
    done = subprocess.run([*command_line, url], capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(f": schema 0001 -> {HEAD}\n")
    (tmp_path / "text").write_text("no database", encoding="utf-8")
    failed = subprocess.run([*command_line, str(tmp_path / "text")], capture_output=True, text=True, check=False)  # noqa: S603
    assert failed.returncode == 1
    assert failed.stderr.count("\n") == 1
    assert "text is not a database" in failed.stderr


def test_an_older_store_is_refused_with_the_command_that_upgrades_it_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "my market.db"
    make(f"sqlite:///{path}", REVISIONS[0]).dispose()
    with pytest.raises(StoreError) as refusal:
        open_store(path)
    assert str(refusal.value).endswith(f"upgrade it with: python -m data_sources.store.migrations '{path}'")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--db", "old.db"], "'old.db' is not understood; usage: python -m data_sources.store.migrations [STORE]"),
        (["--help"], "'--help' is not understood; usage:"),
        (["old.db", "other.db"], "'other.db' is not understood; usage:"),
        (["old.db"], "there is no store at old.db; fill one with: backtest import DIR"),
        ([], "there is no store at var/market.db; fill one with: backtest import DIR"),
        (["empty.db"], "the store sqlite:///empty.db is empty; fill one with: backtest import DIR"),
    ],
)
def test_the_command_refuses_what_it_does_not_know_and_makes_no_store(
    words: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BACKTEST_DATABASE_URL", raising=False)
    Path("var").mkdir()
    Path("empty.db").touch()
    assert upgrade_command(words) == 1
    heard = capsys.readouterr()
    assert (heard.out, heard.err.count("\n")) == ("", 1)
    assert said in heard.err
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["empty.db", "var"]
