"""A refresh killed at any moment and run again leaves the store that an undisturbed one leaves.

``BACKTEST_KILLS`` is the number of moments on each database; without it 15 on SQLite and 3 on PostgreSQL.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from data_sources.store import open_store, read_facts
from data_sources.store.cache import cache_folder
from tests.data_sources import postgres
from tests.data_sources.refresh.nights import after_close, dump, sqlite, until
from tests.data_sources.test_round_trip import assert_same
from tests.vendor_server.server import VendorServer, running
from tests.vendor_server.tiny_market import MARKET, SESSIONS

KILLS = {name: int(os.environ.get("BACKTEST_KILLS", number)) for name, number in (("sqlite", 15), ("postgresql", 3))}
ROOT = Path(__file__).parents[3]
BEFORE, LAST = SESSIONS[-2], SESSIONS[-1]


@dataclass
class Driver:
    """The process that refreshes and kills; ``server`` is where its vendors live."""

    process: subprocess.Popen[str]
    server: VendorServer

    def attempt(self, url: str, day: str, seconds: float = -1.0) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(url, day, seconds, file=self.process.stdin, flush=True)
        return self.process.stdout.readline().strip()

    def night(self, url: str, seconds: float = -1.0) -> str:
        """The last night, after the one before has been done undisturbed."""
        self.server.market, self.server.clock = MARKET, after_close(LAST)
        return self.attempt(url, str(LAST), seconds)

    def first(self, url: str) -> None:
        self.server.market, self.server.clock = until(MARKET, BEFORE), after_close(BEFORE)
        assert self.attempt(url, str(BEFORE)) == "0"


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    folder = tmp_path_factory.mktemp("states")
    with running(VendorServer()) as server:
        process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "tests.data_sources.refresh.driver", str(server.port)],
            cwd=ROOT,
            env={**os.environ, "XDG_STATE_HOME": str(folder), "XDG_CACHE_HOME": str(folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "ready"
        yield Driver(process, server)
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=600)
        process.stdout.close()


@pytest.mark.slow
def test_a_refresh_killed_anywhere_ends_as_if_it_had_never_been_on_sqlite(driver: Driver, tmp_path: Path) -> None:
    def store(name: str) -> str:
        folder = tmp_path / name
        folder.mkdir()
        return sqlite(folder)

    def prepared(name: str) -> str:
        if not (tmp_path / "prepared").exists():
            driver.first(store("prepared"))
        shutil.copytree(tmp_path / "prepared", tmp_path / name)
        return sqlite(tmp_path / name)

    kill_and_compare(driver, store, prepared, KILLS["sqlite"])


@pytest.mark.slow
@pytest.mark.postgres
def test_a_refresh_killed_anywhere_ends_as_if_it_had_never_been_on_postgresql(driver: Driver) -> None:
    with ExitStack() as stack:
        server = next(servers := postgres.server())
        stack.callback(lambda: next(servers, None))

        def store(name: str) -> str:
            made: URL = stack.enter_context(postgres.database(server, f"killed_{name}"))
            return made.render_as_string(hide_password=False)

        def prepared(name: str) -> str:
            url = store(name)
            driver.first(url)
            return url

        kill_and_compare(driver, store, prepared, KILLS["postgresql"])


def insist_on_the_cache(url: str) -> None:
    """Whatever columns the killed ones and the last one left, they are those of the tables."""
    engine = open_store(url)
    try:
        kept = read_facts(engine)
        folder = cache_folder(engine.url)
        assert folder is not None
        shutil.rmtree(folder)
        assert_same(read_facts(engine), kept)
    finally:
        engine.dispose()


def kill_and_compare(driver: Driver, empty: Callable[[str], str], prepared: Callable[[str], str], kills: int) -> None:
    """Half of the moments are in a first load, half in the night after one; one in three is killed twice."""
    expected, lasts = {}, {}
    stores = {"load": empty, "night": prepared}
    for kind, store in stores.items():
        url = store(kind)
        began = time.monotonic()
        assert driver.night(url) == "0"
        lasts[kind] = time.monotonic() - began
        expected[kind] = dump(url)
    chance, killed = random.Random(20240109), 0  # noqa: S311 - moments, no secrets
    for number in range(kills):
        kind = ("load", "night")[number % 2]
        url = stores[kind](f"{kind}{number}")
        for _ in range(2 if number % 3 == 0 else 1):
            killed += driver.night(url, chance.uniform(0.0, lasts[kind])) == "killed"
        assert driver.night(url) == "0"
        assert dump(url) == expected[kind], (kind, number)
        if url.startswith("sqlite"):
            insist_on_the_cache(url)
    # Moments are drawn from the length of an undisturbed run. On a busy machine later runs may be much shorter than
    # that one was, and end before their moment comes.
    assert killed >= kills // 4
