"""A tiny market and the sample market, stored once; tests that write use copies or folders of their own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.command import Ran, backtest
from tests.data_sources.market_folder import write_market


@pytest.fixture(scope="session")
def untried_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four sessions (2024-01-02 to 2024-01-05), two symbols, the CSI 300; only ever copied, as a run is counted."""
    folder = tmp_path_factory.mktemp("tiny")
    store = folder / "market.db"
    assert backtest("import", write_market(folder / "data"), store=store).code == 0
    return store


@pytest.fixture(scope="session")
def tiny_store(untried_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny store that many tests run on; how many of them did is in it."""
    return Path(shutil.copy(untried_store, tmp_path_factory.mktemp("shared") / "market.db"))


@pytest.fixture
def store(untried_store: Path, tmp_path: Path) -> Path:
    """A copy of the tiny store that a test may try to harm, with no run counted in it."""
    return Path(shutil.copy(untried_store, tmp_path / "market.db"))


@pytest.fixture(scope="session")
def sample_store(demonstration: tuple[Path, Ran]) -> Path:
    """The store of the sample market, with sessions after every report."""
    return demonstration[0] / "sample_market.db"
