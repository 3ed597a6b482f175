"""What a killed process left is cleared away; what a live one is writing is not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from data_sources.leftovers import clear_leftovers, locked_folder, unfinished_name

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there only what is old is cleared")


HOLD = """
import fcntl, os, sys
os.mkdir(sys.argv[1])
opened = os.open(sys.argv[1], os.O_RDONLY)
fcntl.flock(opened, fcntl.LOCK_EX)
print("locked", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def dead() -> int:
    """The number of a process that has ended."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_dead_processes_left_goes_and_what_is_called_otherwise_stays(dead: int, tmp_path: Path) -> None:
    (tmp_path / f".a.csv.{dead}-7.part").write_text("half")
    (tmp_path / f".run.{dead}-7.part").mkdir()
    (tmp_path / f".run.{dead}-7.part" / "a.csv").write_text("half")
    for name in ("run.part", ".mine.part", ".run.x-7.part"):
        (tmp_path / name).write_text("mine")
    clear_leftovers(tmp_path)
    assert names(tmp_path) == [".mine.part", ".run.x-7.part", "run.part"]


def test_what_was_moved_aside_comes_back_unless_its_place_is_taken(dead: int, tmp_path: Path) -> None:
    for name in ("lost", "there"):
        (tmp_path / f".{name}.{dead}-7.old").mkdir()
        (tmp_path / f".{name}.{dead}-7.old" / "a.csv").write_text("old")
    (tmp_path / "there").mkdir()
    clear_leftovers(tmp_path)
    assert names(tmp_path) == ["lost", "there"]
    assert (tmp_path / "lost" / "a.csv").read_text() == "old"
    assert names(tmp_path / "there") == []


def test_what_a_live_process_writes_stays(tmp_path: Path) -> None:
    (tmp_path / f".a.csv.{os.getppid()}-7.part").write_text("half")
    clear_leftovers(tmp_path)
    assert names(tmp_path) == [f".a.csv.{os.getppid()}-7.part"]


def test_a_number_of_this_process_is_another_ones_when_it_does_not_write_it(tmp_path: Path) -> None:
    (tmp_path / f".a.csv.{os.getpid()}-7.part").write_text("half")
    with locked_folder(unfinished_name(tmp_path / "run")):
        clear_leftovers(tmp_path)
        assert names(tmp_path) == [unfinished_name(tmp_path / "run").name]


def test_a_locked_folder_stays_though_no_process_here_has_its_number(dead: int, tmp_path: Path) -> None:
    # As of a process in another container, whose numbers are others.
    folder = tmp_path / f".run.{dead}-7.part"
    holder = subprocess.Popen(  # noqa: S603 - this Python
        [
            sys.executable, "-c",
            HOLD, str(folder),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"locked\n"
    clear_leftovers(tmp_path)
    assert folder.is_dir()
    holder.communicate()
    clear_leftovers(tmp_path)
    assert not folder.exists()
