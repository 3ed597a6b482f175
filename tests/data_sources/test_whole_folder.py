"""The files of a folder exchanged together: whoever is killed anywhere leaves the old ones or the new ones, whole."""

from __future__ import annotations

import errno
import itertools
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from data_sources import files
from data_sources.leftovers import clear_leftovers
from data_sources.whole_folder import put_in_place, unfinished_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by fork")

OWN = ("a.csv", "b.csv", "below/c.csv", "manifest.json")
OLD = dict.fromkeys(OWN, "old")
# The new run has no file below, and one of its own name more.
NEW = {"a.csv": "new", "b.csv": "new", "manifest.json": "new", "d.csv": "new"}
MINE = {"notes.txt": "mine", "below/mine.txt": "mine", "plots/one/p.png": "mine"}
CALLS = ("rename", "replace", "unlink", "rmdir", "fsync", "mkdir", "link")


def write(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def content(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def put_new(folder: Path) -> None:
    with unfinished_folder(folder) as made:
        write(made.part, NEW)
        put_in_place(made, OWN, "manifest.json")


def die_at(nth: int, names: tuple[str, ...] = CALLS) -> None:
    """Let this process end, with nothing cleared up, in place of its nth call that changes a disk."""
    made = itertools.count(1)

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - stands in for any function
            if next(made) == nth:
                os._exit(9)
            return function(*args, **named)

        return call

    for name in names:
        setattr(os, name, counted(getattr(os, name)))
    files.exchange = counted(files.exchange)


def killed_at(nth: int, folder: Path, before: Callable[[], None]) -> bool:
    """Put the new files in place in a child that dies at its nth call; False when it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            before()
            die_at(nth)
            put_new(folder)
        except BaseException:  # noqa: BLE001 - a child must not come back into the tests
            os._exit(1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, 9)
    return code == 9


def no_exchange(one: Path, other: Path) -> None:  # noqa: ARG001 - as the one it stands in for
    raise OSError(errno.EINVAL, "as on a network disk")


def two_renames() -> None:
    files.exchange = no_exchange


def nothing() -> None:
    pass


@pytest.mark.parametrize("before", [nothing, two_renames])
def test_killed_anywhere_it_leaves_one_of_both_and_what_is_not_ours(before: Callable[[], None], tmp_path: Path) -> None:
    seen = set()
    for nth in itertools.count(1):
        place = tmp_path / str(nth)
        write(place / "run", {**OLD, **MINE})
        killed = killed_at(nth, place / "run", before)
        if before is nothing:
            assert content(place / "run") in ({**OLD, **MINE}, {**NEW, **MINE}), nth
        # The next command, or a reader, puts right what a system without an exchange left.
        clear_leftovers(place)
        assert content(place) == {f"run/{name}": text for name, text in content(place / "run").items()}
        assert content(place / "run") in ({**OLD, **MINE}, {**NEW, **MINE}), nth
        seen.add(content(place / "run")["a.csv"])
        if not killed:
            break
    assert seen == {"old", "new"}
    assert nth > 15


def test_where_somebody_stands_in_it_there_is_one_of_both_or_no_last_file(tmp_path: Path) -> None:
    for nth in itertools.count(1):
        place = tmp_path / str(nth) / "run"
        write(place, {**OLD, **MINE})
        killed = killed_at(nth, place, lambda place=place: os.chdir(place))  # type: ignore[misc]
        found = content(place)
        assert found.items() >= MINE.items()
        clear_leftovers(place)
        if "manifest.json" in found:
            assert content(place) in ({**OLD, **MINE}, {**NEW, **MINE}), nth
        if not killed:
            break
    assert content(place) == {**NEW, **MINE}
    assert nth > 10


def refused_at(nth: int, made: Iterator[int], function: Callable[..., Any], code: int) -> Callable[..., Any]:
    def call(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - stands in for any function
        if next(made) == nth:
            raise OSError(code, os.strerror(code))
        return function(*args, **named)

    return call


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
def test_a_disk_that_refuses_at_any_call_leaves_the_old_ones_or_puts_the_new_ones(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for nth in itertools.count(1):
        place = tmp_path / str(nth)
        write(place / "run", {**OLD, **MINE})
        made = itertools.count(1)
        with monkeypatch.context() as patch:
            for name in ("rename", "replace", "fsync", "mkdir"):
                patch.setattr(os, name, refused_at(nth, made, getattr(os, name), code))
            try:
                put_new(place / "run")
            except OSError as error:
                assert error.errno == code  # noqa: PT017 - whether it fails depends on the call
        found = content(place)
        assert found in (
            {f"run/{name}": text for name, text in {**OLD, **MINE}.items()},
            {f"run/{name}": text for name, text in {**NEW, **MINE}.items()},
        ), nth
        if next(made) <= nth:
            break
    assert nth > 5


def test_a_link_stays_a_link_and_a_mode_stays(tmp_path: Path) -> None:
    write(tmp_path / "real", {**OLD, **MINE})
    (tmp_path / "real").chmod(0o750)
    (tmp_path / "real" / "way").symlink_to("nowhere")
    (tmp_path / "run").symlink_to("real")
    put_new(tmp_path / "run")
    assert (tmp_path / "run").is_symlink()
    assert content(tmp_path / "real") == {**NEW, **MINE}
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o750
    assert (tmp_path / "real" / "way").is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["real", "run"]


def test_a_new_folder_is_made_and_nothing_stays_of_one_that_fails(tmp_path: Path) -> None:
    put_new(tmp_path / "some" / "run")
    assert content(tmp_path) == {f"some/run/{name}": "new" for name in NEW}

    def fails() -> None:
        with unfinished_folder(tmp_path / "other") as made:
            write(made.part, NEW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert [path.name for path in tmp_path.iterdir()] == ["some"]


def test_what_lies_below_and_is_being_written_is_found_again(tmp_path: Path) -> None:
    write(tmp_path / "run", OLD)
    with unfinished_folder(tmp_path / "run" / "plain") as inner:
        write(inner.part, NEW)
        put_new(tmp_path / "run")
        put_in_place(inner, OWN, "manifest.json")
    assert content(tmp_path) == {f"run/{name}": "new" for name in (*NEW, *(f"plain/{each}" for each in NEW))}


def test_of_two_writers_the_last_one_wins_whole(tmp_path: Path) -> None:
    with unfinished_folder(tmp_path / "run") as one:
        write(one.part, OLD)
        child = os.fork()
        if child == 0:
            put_new(tmp_path / "run")
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert content(tmp_path / "run") == NEW
        put_in_place(one, (*OWN, "d.csv"), "manifest.json")
    assert content(tmp_path) == {f"run/{name}": text for name, text in OLD.items()}
