"""A file or folder replaced whole: the new one is there, or the old one is, and nothing else is left beside it."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from data_sources.files import replaced, write_whole


def content(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def _half_written(path: Path) -> None:
    path.write_text("half")
    raise OSError("the disk is full")


def test_a_file_is_made_and_replaced(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.json", b"old")
    write_whole(tmp_path / "a.json", b"new")
    assert content(tmp_path) == {"a.json": "new"}


def test_a_folder_is_made_and_replaced(tmp_path: Path) -> None:
    for word in ("old", "new"):
        with replaced(tmp_path / "cache") as unfinished:
            unfinished.mkdir()
            (unfinished / f"{word}.txt").write_text(word)
    assert content(tmp_path) == {"cache/new.txt": "new"}


@pytest.mark.parametrize("name", ["a.json", "cache"])
def test_what_fails_half_way_leaves_the_old_one_and_nothing_else(name: str, tmp_path: Path) -> None:
    write_whole(tmp_path / "a.json", b"old")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "old.txt").write_text("old")
    before = content(tmp_path)
    with pytest.raises(OSError, match="disk is full"), replaced(tmp_path / name) as unfinished:
        _half_written(unfinished)
    assert content(tmp_path) == before


def test_a_file_never_takes_the_place_of_a_folder_nor_a_folder_that_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "mine.txt").write_text("mine")
    write_whole(tmp_path / "notes", b"mine")
    before = content(tmp_path)
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path / "pages", b"new")
    with pytest.raises(NotADirectoryError), replaced(tmp_path / "notes") as unfinished:
        unfinished.mkdir()
    assert content(tmp_path) == before


def test_a_folder_that_is_not_there_is_an_error_and_made_by_nobody(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "nowhere" / "a.json", b"new")
    assert content(tmp_path) == {}


def test_two_writers_of_one_file_leave_one_whole_one(tmp_path: Path) -> None:
    words = [f"{number}" * 100_000 for number in range(4)]
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_whole, args=(tmp_path / "a", word.encode())) for word in words]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert list(content(tmp_path)) == ["a"]
    assert content(tmp_path)["a"] in words
