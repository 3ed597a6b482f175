"""The sample market in a store that is only ever copied, as each set of a sweep is kept and counted."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from data_sources.importing import import_facts
from data_sources.sample_market import sample_facts
from data_sources.store import open_store


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("swept") / "market.db"
    engine = open_store(path, create=True)
    import_facts(sample_facts(start=date(2025, 1, 2)), engine)
    engine.dispose()
    return path


@pytest.fixture
def store(untouched: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(untouched, tmp_path / "market.db"))
