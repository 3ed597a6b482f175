"""A saved run read: from its folder, from its one file, or from the folder of ``backtest run --out``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import BadZipFile, ZipFile, is_zipfile

from backtest.app.run_manifest import read_manifest
from backtest.app.run_tables import read_numbers, read_rows
from backtest.app.saved.mark import MARK, read_mark
from backtest.app.saved.run import Rows, SavedRun
from backtest.app.saved.successors import successors_seen
from backtest.result.run_folder import PAGE, VERDICT
from backtest.result.tables import COLUMNS
from backtest.result.verdict_file import read_verdict
from data_sources.errors import InputError, UserError
from data_sources.given_path import given_path
from data_sources.language.text import Text, both, same
from data_sources.whole_file import read_whole

LARGEST_PAGE = 1 << 24
LARGEST = 1 << 32
"""Bytes of all files of a saved run; a thousand names over twenty years have a third of a billion."""
MOST_FILES = 10_000

CELLS: dict[str, Callable[[str], Any]] = {
    "date": date.fromisoformat, "symbol": str, "side": str, "kind": str, "reason": str, "quantity": int, "shares": int,
}  # fmt: skip
"""How the cells of a column are read; all others are numbers."""


def load(path: str | Path) -> SavedRun:
    """Read a saved run; no store is needed, and nothing in it is executed.

    Parameters
    ----------
    path : str or Path
        What ``run.save(path)`` wrote, a folder or a ``.zip``, or a folder that ``backtest run --out`` wrote.

    Returns
    -------
    SavedRun
        Its frames (``equity``, ``fills``, ``trades``, ...), ``metrics``, ``manifest`` and ``verdict``; ``report(path)``
        writes its page. A hindsight run is read as it was executed; its test lies in the folder ``as_published``.

    Raises
    ------
    UserError
        For what is no saved run, is not whole, or is of a later version, in one line.
    """
    place = given_path(path, "the saved run")
    if not place.is_file():
        return _read(place, place)
    with TemporaryDirectory() as temporary, _named(place, temporary):
        _unpack(place, Path(temporary))
        return _read(Path(temporary), place)


def _read(folder: Path, place: Path) -> SavedRun:
    kept = read_manifest(folder)
    tables = {name: _table(folder / f"{name}.csv", name) for name in COLUMNS}
    if not tables["equity"]:
        raise InputError(both(f"{folder} is a run without a session", f"{folder} 中的回测没有交易日"))
    mark = read_mark(folder / MARK)
    successors = mark.successors if mark else successors_seen(tables)
    page = folder / PAGE
    return SavedRun(
        place,
        kept,
        read_numbers(folder / "metrics.json"),
        read_numbers(folder / "split.json"),
        read_verdict(folder / VERDICT),
        tables,
        successors,
        bool(mark and mark.looks_ahead),
        read_whole(page, LARGEST_PAGE) if page.is_file() else None,
    )


def _table(path: Path, name: str) -> Rows:
    columns = COLUMNS[name]
    readers = [CELLS.get(column, float) for column in columns]
    rows: Rows = []
    for number, cells in enumerate(read_rows(path, columns), 2):
        try:
            rows.append(tuple(read(cell) for read, cell in zip(readers, cells, strict=True)))
        except ValueError as fault:
            raise InputError(
                both(
                    f"{path}, line {number}: {fault}; make the run again",
                    f"{path} 第 {number} 行：{fault}；请重新运行该回测",
                )
            ) from None
    return rows


def _unpack(place: Path, folder: Path) -> None:
    """Unpack a saved run; InputError for a file that is none, or would write elsewhere or without end."""
    if not is_zipfile(place):
        raise InputError(
            both(
                f"{place} is no saved run; give what run.save(path) wrote, or a folder of backtest run --out",
                f"{place} 不是已保存的回测；请给出 run.save(path) 写出的文件，或 backtest run --out 的文件夹",
            )
        )
    try:
        with ZipFile(place) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_FILES or sum(each.file_size for each in entries) > LARGEST:
                raise InputError(
                    both(f"{place} holds more than a saved run has", f"{place} 的内容超过已保存回测应有的大小")
                )
            archive.extractall(folder)
    except (BadZipFile, OSError, RuntimeError, NotImplementedError) as fault:
        raise UserError(
            both(
                f"{place} cannot be unpacked: {fault}; save the run again",
                f"无法解压 {place}：{fault}；请重新保存该回测",
            )
        ) from None


@contextmanager
def _named(place: Path, temporary: str) -> Iterator[None]:
    """Let what is wrong be said of the file that was given, not of where it was unpacked."""
    try:
        yield
    except UserError as fault:
        words = same(fault.words)
        en, zh = (said.replace(temporary, str(place)) for said in (str(words), words.zh))
        raise type(fault)(Text(en, zh)) from None
