"""What a disk without room leaves of a store, and what is said of it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from data_sources.errors import WriteFailed
from data_sources.importing import import_folder
from data_sources.store import connect_store, frozen, open_store, opened_store, read_facts
from data_sources.store.address import store_errors, url_of
from data_sources.store.migrations import upgrade
from data_sources.store.transactions import writing
from tests.data_sources.market_folder import write_market


def fill_the_disk(engine: Engine) -> None:
    """Make the tables and find no room for more."""
    with writing(engine) as connection:
        upgrade(connection)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_first_publication_that_fails_leaves_no_empty_store(tmp_path: Path) -> None:
    engine = connect_store(tmp_path / "market.db", writes=True)
    with pytest.raises(WriteFailed):
        fill_the_disk(engine)
    engine.dispose()
    assert list(tmp_path.iterdir()) == []


def test_a_later_publication_that_fails_leaves_the_store(tmp_path: Path) -> None:
    path = tmp_path / "market.db"
    with opened_store(path, create=True) as engine:
        import_folder(write_market(tmp_path / "small"), engine)
        with pytest.raises(WriteFailed), writing(engine):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        assert read_facts(engine).bars.close[3] == 6.65


def test_what_the_system_says_of_a_full_disk_is_said_with_what_is_free_and_what_to_do(tmp_path: Path) -> None:
    said = r"No space left on device \([\d,.]+ .* free there\); make room and run the same command again$"
    with pytest.raises(WriteFailed, match=said), store_errors(url_of(tmp_path / "market.db")):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_store_is_read_though_its_disk_has_no_room_for_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "market.db"
    with opened_store(path, create=True) as engine:
        import_folder(write_market(tmp_path / "small"), engine)
    monkeypatch.setattr(frozen, "free_bytes", lambda _: 4096)
    engine = open_store(path)
    assert read_facts(engine).bars.close[3] == 6.65
    # Nothing was made beside it.
    assert not path.with_name("market.db-wal").exists()
    engine.dispose()
