"""Vendors on loopback and an empty store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data_sources.refresh.nights import Nights, sqlite, vendors_at


@pytest.fixture
def nights(tmp_path: Path) -> Iterator[Nights]:
    with vendors_at(sqlite(tmp_path)) as made:
        yield made
