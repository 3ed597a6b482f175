"""Three readers of a real PostgreSQL store see each night whole while others are published."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from benchmarks.readers.measure import Phase, measure
from benchmarks.readers.nights import nights
from benchmarks.readers.page import section
from benchmarks.readers.reading import Load, Seen
from tests.data_sources import postgres


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "shared"))
    for server in postgres.server():
        with postgres.database(server, f"readers_{os.getpid()}") as made:
            yield _named(made)


def _named(made: URL) -> str:
    return made.render_as_string(hide_password=False)


@pytest.mark.postgres
def test_three_readers_see_whole_nights_and_nothing_else(url: str, tmp_path: Path) -> None:
    # Every night is another market: a session longer.
    market = nights(3, start=date(2025, 6, 2))
    assert len({night.digest for night in market}) == 4
    phases = measure(url, market, 3, tmp_path / "cold", least=2, pause=0.0)
    assert [len(phase.publishing) for phase in phases] == [1, 0, 1, 0, 1]
    for phase in phases[1:]:
        assert len(phase.readers) == 3
        assert all(seen.loads for seen in phase.readers)
        assert (phase.faults, phase.mixed(market)) == ([], 0)
    # Alone, readers see the one night there is: the second of four, then the third.
    assert {load.last for seen in phases[1].readers for load in seen.loads} == {market[1].last}
    assert {load.last for seen in phases[3].readers for load in seen.loads} == {market[2].last}
    assert "| warm readers, nights |" in section(phases, market, 3, 0.0)


def test_a_load_of_half_a_night_is_counted() -> None:
    market = nights(0, start=date(2025, 6, 2))
    (night,) = market
    whole, other = Load(0.1, 0.1, night.last, night.digest), Load(0.3, 0.1, night.last, night.digest + 1)
    phase = Phase("both", (), (Seen((whole, other), 1.0), Seen((Load(0.2, fault="refused"),), 1.0)))
    assert phase.mixed(market) == 1
    assert phase.faults == ["refused"]
    assert [load.seconds for load in phase.loads] == [0.1, 0.3, 0.2]
