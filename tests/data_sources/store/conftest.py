"""Every store test runs on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from data_sources.importing import import_folder
from data_sources.store import open_store
from tests.data_sources import postgres
from tests.data_sources.market_folder import write_market


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    yield from postgres.server()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where an empty store may be made; caches of a server lie in the test's own folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'market.db'}"
        return
    with postgres.database(request.getfixturevalue("postgres_server"), f"test_{os.getpid()}_{tmp_path.name}") as made:
        yield made.render_as_string(hide_password=False)


@pytest.fixture
def filled(url: str, tmp_path: Path) -> str:
    """A store with the small market."""
    engine = open_store(url, create=True)
    import_folder(write_market(tmp_path / "small"), engine)
    engine.dispose()
    return url
