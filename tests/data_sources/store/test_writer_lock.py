"""One writer, many readers: a second writer is told who is at work, a reader sees the old snapshot or the new one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from data_sources.errors import StoreError
from data_sources.store import open_store, publish, read_facts
from data_sources.store.writer_lock import Holder, StoreBusy, lock_connection, writer_lock
from data_sources.tables.fact_frames import frame_from_cells
from data_sources.tables.frame import Frame
from data_sources.tables.schema import BARS

NOW = datetime(2035, 3, 2, 10)  # noqa: DTZ001 - UTC without a zone; after the store was made
SYMBOLS = tuple(f"{600000 + n}.SH" for n in range(300))


def bars(close: float, symbols: tuple[str, ...] = ("600000.SH",)) -> dict[str, Frame]:
    """One bar of each symbol, all at the same price."""
    cells = {column: [None] * len(symbols) for column in BARS.names()}
    day = [datetime(2024, 1, 2).date()] * len(symbols)  # noqa: DTZ001
    return {"bars": frame_from_cells(BARS, {**cells, "symbol": symbols, "date": day, "close": [close] * len(symbols)})}


@contextmanager
def process(program: str, *words: str) -> Iterator[subprocess.Popen[str]]:
    """A Python process that has said ``ready``; it is killed at the end."""
    command = [sys.executable, "-c", program, *words]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:  # noqa: S603
        try:
            assert running.stdout is not None
            assert running.stdout.readline() == "ready\n"
            yield running
        finally:
            running.kill()


HOLD = """
import sys
from data_sources.store import open_store
from data_sources.store.writer_lock import writer_lock
with writer_lock(open_store(sys.argv[1], create=True), "refresh"):
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_told_who_is_at_work_and_leaves(filled: str) -> None:
    engine = open_store(filled, create=True)
    before = read_facts(engine).snapshot
    with process(HOLD, filled) as other:
        started = time.monotonic()
        words = rf"is being written by process {other.pid} \(refresh\) since 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC"
        for attempt in (lambda: publish(engine, bars(1.0), (), "vendor", NOW), lambda: enter(engine)):
            with pytest.raises(StoreBusy, match=f"{words}; try again when it is done"):
                attempt()
        assert time.monotonic() - started < 25, "the second writer waited"
        assert read_facts(engine).snapshot == before


def test_a_writer_that_was_killed_leaves_no_lock(filled: str) -> None:
    engine = open_store(filled, create=True)
    with process(HOLD, filled) as other:
        other.kill()
        other.wait()
    # A server may need a moment to see that its client is gone.
    for _ in range(600):
        try:
            publish(engine, bars(1.0), (), "vendor", NOW)
            break
        except StoreBusy:
            time.sleep(0.1)
    assert read_facts(engine).snapshot.startswith("s2-")


def test_who_holds_the_lock_publishes_under_it_as_often_as_he_likes(filled: str) -> None:
    engine = open_store(filled, create=True)
    with writer_lock(engine, "refresh"), writer_lock(engine, "again"):
        assert publish(engine, bars(1.0), (), "vendor", NOW).snapshot.startswith("s2-")
        assert publish(engine, bars(2.0), (), "vendor", NOW).snapshot.startswith("s3-")
        assert read_facts(engine).snapshot.startswith("s3-")
    with writer_lock(engine, "later"):
        pass


def test_another_thread_is_another_writer(filled: str) -> None:
    engine = open_store(filled, create=True)
    said: list[str] = []

    def second() -> None:
        try:
            publish(engine, bars(1.0), (), "vendor", NOW)
        except StoreBusy as error:
            said.append(str(error))

    with writer_lock(engine, "refresh"):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert re.search(rf"by process {os.getpid()} \(refresh\)", said[0])


def test_the_lock_leaves_nothing_behind(url: str, tmp_path: Path) -> None:
    engine = open_store(url, create=True)
    with writer_lock(engine, "refresh"):
        pass
    with pytest.raises(ZeroDivisionError), writer_lock(engine, "refresh"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.postgres
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_lock_that_the_server_dropped_stops_its_holder(filled: str) -> None:
    engine = open_store(filled, create=True)
    before = read_facts(engine).snapshot
    with writer_lock(engine, "refresh"):
        held = lock_connection(engine)
        assert held is not None
        pid = held.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        held.commit()
        with engine.begin() as admin:
            admin.execute(sa.select(sa.func.pg_terminate_backend(pid)))
        publish(open_store(filled, create=True), bars(1.0), (), "another", NOW)
        with pytest.raises(StoreError, match="cannot be used: "):
            publish(engine, bars(2.0), (), "vendor", NOW)
    assert read_facts(engine).bars.close[-4] == 1.0
    assert read_facts(engine).snapshot.startswith("s2-")
    assert before.startswith("s1-")


def test_a_line_about_the_holder_is_read_as_it_was_written() -> None:
    line = str(Holder("a-purpose-that-is-far-too-long", 4194304, NOW))
    assert line == "a-purpose-that-is-fa 4194304 2035-03-02T10:00:00Z"
    assert len(line) < 64
    holder = Holder.read(line)
    assert holder is not None
    assert holder.pid == 4194304
    for text in ("", "refresh", "refresh x y", "a b c d"):
        assert Holder.read(text) is None


PUBLISH = """
import sys
from data_sources.store import open_store, publish
from tests.data_sources.store.test_writer_lock import NOW, SYMBOLS, bars
engine = open_store(sys.argv[1], create=True)
publish(engine, bars(1.0, SYMBOLS), (), "vendor", NOW)
print("ready", flush=True)
sys.stdin.readline()
for close in range(2, 13):
    publish(engine, bars(float(close), SYMBOLS), (), "vendor", NOW)
engine.dispose()
print("done", flush=True)
"""


def test_readers_see_each_snapshot_whole_while_another_process_publishes(url: str) -> None:
    seen: dict[str, set[float]] = {}
    wrong: list[object] = []
    begun, stop = threading.Event(), threading.Event()

    def look(engine: Engine) -> None:
        facts = read_facts(engine)
        closes = set(facts.bars.close.tolist())
        seen.setdefault(facts.snapshot, set()).update(closes)
        if len(facts.bars.close) != len(SYMBOLS) or len(closes) != 1:
            wrong.append(facts.snapshot)

    def read() -> None:
        engine = open_store(url)
        while not stop.is_set():
            look(engine)
            begun.set()
        # However slow the reader was, what was published meanwhile is there now.
        look(engine)
        engine.dispose()

    with process(PUBLISH, url) as writer:
        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        assert writer.stdin is not None
        assert writer.stdout is not None
        assert begun.wait(60), "nothing could be read"
        writer.stdin.write("begin\n")
        writer.stdin.flush()
        assert writer.stdout.readline() == "done\n"
        stop.set()
        for reader in readers:
            reader.join()
    assert wrong == []
    # Snapshot n has price n in every row, whenever and by whomever it was read.
    assert {name: closes for name, closes in seen.items() if closes != {float(name[1:].split("-")[0])}} == {}
    assert len(seen) > 1, "nothing was read while the other process published"


def enter(engine: Engine) -> None:
    with writer_lock(engine, "import"):
        pass


@pytest.mark.parametrize("kind", ["link", "hard link", "pipe", "folder", "other file"])
def test_a_lock_that_is_none_of_ours_is_refused_and_left_as_it_is(kind: str, tmp_path: Path) -> None:
    precious, lock = tmp_path / "precious", tmp_path / "market.db.lock"
    precious.write_text("export PATH=/usr/bin\n")
    plant: dict[str, Callable[[], object]] = {
        "link": lambda: lock.symlink_to(precious),
        "hard link": lambda: os.link(precious, lock),
        "pipe": lambda: os.mkfifo(lock),
        "folder": lock.mkdir,
        "other file": lambda: lock.write_text("somebody's\n"),
    }
    plant[kind]()
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'market.db'}")
    with pytest.raises(StoreError, match=r"market\.db\.lock is no lock of this program"), writer_lock(engine, "import"):
        pass
    assert precious.read_text() == "export PATH=/usr/bin\n"
    assert lock.is_symlink() or lock.exists()


def test_a_lock_that_a_killed_writer_left_is_taken(tmp_path: Path) -> None:
    (tmp_path / "market.db.lock").write_text("import 4711 2024-01-05T08:00:00Z")
    with writer_lock(sa.create_engine(f"sqlite:///{tmp_path / 'market.db'}"), "import"):
        assert (tmp_path / "market.db.lock").read_text().startswith(f"import {os.getpid()} ")
