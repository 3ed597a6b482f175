"""The files that paths stand for: a file, a folder with all below it, an archive, and which table each belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from data_sources.csv_folder.archives import unfolded
from data_sources.csv_folder.entries import ZIP, Entry, all_below, in_archive, in_folder, of_file
from data_sources.errors import UserError
from data_sources.given_path import given_path
from data_sources.language.refusals import reason_of
from data_sources.language.text import both
from data_sources.tables.file_names import (
    DAY_ENDING,
    ENDINGS,
    bare_name,
    ending_of,
    share_or_index_of_day_file,
    symbol_of_file,
)
from data_sources.tables.schema import TABLES

SIMULATED_MARK = "SIMULATED.txt"
"""A folder with this file holds a simulated market; everything made from it says so."""
ABOUT_THE_DATA = ("readme", "license", "licence", "changelog")
"""Beginnings of the names of texts without rows."""


@dataclass(frozen=True)
class GivenFile:
    """One readable file. ``name`` is how findings call it: its path below what was given, ``bars.zip/600000.SH.csv``.

    ``table`` is the table that its place names, "" where it names none; ``ending`` the kind of file, without ``.gz``;
    ``in_path`` the columns that the folders above it name, such as ``symbol=600000.SH/``. ``read`` returns its bytes
    and raises FileFaultError.
    """

    name: str
    table: str
    ending: str
    read: Callable[[], bytes] = field(compare=False, repr=False)
    in_path: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """The readable files of what was given, in a stable order, and the names of what is left alone.

    ``own_layout``: one of our tables stands at its top. ``simulated``: it has the mark of a simulated market.
    ``beside`` returns the readable files of what is left alone beside our own tables.
    """

    files: tuple[GivenFile, ...]
    left_alone: tuple[str, ...]
    own_layout: bool
    simulated: bool
    beside: Callable[[], tuple[GivenFile, ...]] = field(default=tuple, compare=False, repr=False)


def find_files(paths: Sequence[Path]) -> Found:
    """Return the readable files below the given files, folders and archives; only archives are opened.

    A folder is of our own layout when one of our tables stands at its top: then only what is named like a table, or
    stands below a folder of that name, counts. Otherwise every readable file below it does. Hidden files and those that
    hold no rows by their name or ending are left alone. With several paths each name begins with the path's own.

    Raises UserError for a path where nothing is, and for a file given by itself that is of no readable kind.
    """
    given = list(dict.fromkeys(given_path(path, "the path") for path in paths))
    labels = [path.resolve().name for path in given]
    if len(set(labels)) < len(labels):
        labels = [str(path) for path in given]
    alone = len(given) == 1
    found = [_found(path, "" if alone and path.is_dir() else label) for path, label in zip(given, labels, strict=True)]
    return Found(
        tuple(file for each in found for file in each.files),
        tuple(name for each in found for name in each.left_alone),
        any(each.own_layout for each in found),
        any(each.simulated for each in found),
        lambda: tuple(file for each in found for file in each.beside()),
    )


def left_alone_in(table: str, found: Found) -> tuple[str, ...]:
    """Return the names of what was left alone below the folder of a table."""
    return tuple(name for name in found.left_alone if _table_of(tuple(name.split("/")[:-1])) == table)


def _found(path: Path, label: str) -> Found:
    try:
        if path.is_dir():
            return _sorted_out(in_folder(path, ()), path.resolve().parts, f"{label}/" if label else "")
    except OSError as error:
        raise UserError(
            both(
                f"{error.filename or path} cannot be read: {error.strerror}",
                f"{error.filename or path} 无法读取：{reason_of(error).zh}",
            )
        ) from None
    if not path.is_file():
        state = both("is a pipe or a device", "是管道或设备") if path.exists() else both("is not there", "不存在")
        raise UserError(
            both(
                f"{path} {state}; give a file, a folder or a .zip",
                f"{path} {state.zh}；请给出文件、文件夹或 .zip",
            )
        )
    above = path.resolve().parts[:-1]
    if path.name.lower().endswith(ZIP):
        return _sorted_out(_unwrapped(in_archive(path, ())), (*above, path.name), f"{label}/")
    if not ending_of(path.name):
        raise UserError(
            both(
                f"{path} is of no kind that is read; there are {', '.join((*ENDINGS, ZIP))} and each as .gz",
                f"{path} 不是可读取的类型；可用的有 {'、'.join((*ENDINGS, ZIP))}，以及各自的 .gz",
            )
        )
    own = _table_of((path.name,))
    file = _given_file(of_file(path, (path.name,)), own or _table_of(above[-1:]), above, label)
    return Found((file,), (), bool(own), simulated=False)


def _unwrapped(entries: list[Entry]) -> list[Entry]:
    """Return what a packed folder holds: the folder itself mostly stands at the top of its archive."""
    tops = {entry.parts[0] for entry in entries}
    if len(tops) > 1 or _table_of(tuple(tops)) or not all(entry.parts[1:] for entry in entries):
        return entries
    return [replace(entry, parts=entry.parts[1:]) for entry in entries]


def _sorted_out(entries: Sequence[Entry], above: tuple[str, ...], prefix: str) -> Found:
    """Return what counts among the entries of a folder; ``above`` is its own path, which may name table and columns."""
    own = any(map(_names_table, entries))
    left_alone = {_top(entry) for entry in entries if own and not _names_table(entry)}
    table_above = "" if own else _table_of(above[-1:])
    files: list[GivenFile] = []
    for entry in all_below([each for each in entries if not own or _names_table(each)], left_alone):
        table = _table_of(entry.parts) or table_above
        if _counts(entry, own=own):
            files.append(_given_file(entry, table, (*above, *entry.parts[:-1]), prefix + entry.name))
        else:
            left_alone.add(entry.name)
    order = [*TABLES, ""]
    files.sort(key=lambda file: (order.index(file.table), "/" in file.name[len(prefix) :], file.name.split("/")))
    simulated = any(entry.parts == (SIMULATED_MARK,) for entry in entries)
    names = tuple(prefix + name for name in sorted(left_alone - {SIMULATED_MARK}))
    others = [entry for entry in entries if not _names_table(entry)] if own else []
    return Found(tuple(files), names, own, simulated, partial(_beside, others, above, prefix))


def _beside(entries: Sequence[Entry], above: tuple[str, ...], prefix: str) -> tuple[GivenFile, ...]:
    """Return the readable files below entries that are no tables of ours, in a stable order."""
    below = [entry for entry in all_below(entries, set()) if not entry.faulty and _counts(entry, own=False)]
    files = [_given_file(each, "", (*above, *each.parts[:-1]), prefix + each.name) for each in below]
    return tuple(sorted(files, key=lambda file: file.name.split("/")))


def _names_table(entry: Entry) -> bool:
    """Whether an entry at the top is a table of ours: a folder or an archive, or a file of a readable kind."""
    top = entry.parts[0]
    inside = entry.within is not None or len(entry.parts) > 1
    return bare_name(top) in TABLES and bool(inside or ending_of(top) or top.lower().endswith(ZIP))


def _top(entry: Entry) -> str:
    is_folder = len(entry.parts) > 1 or (entry.within is not None and not entry.name.lower().endswith(ZIP))
    return f"{entry.parts[0]}/" if is_folder else entry.parts[0]


def _table_of(parts: tuple[str, ...]) -> str:
    return next((name for part in parts if (name := bare_name(part)) in TABLES), "")


def _counts(entry: Entry, *, own: bool) -> bool:
    """Whether a file holds rows, by its name: among our own tables a text is named like one or after a security."""
    name = entry.parts[-1]
    ending, bare = ending_of(name), bare_name(name)
    if entry.faulty or entry.read is None or not ending:
        return entry.faulty
    if ending == DAY_ENDING:
        return bool(share_or_index_of_day_file(name))
    if ending != ".txt":
        return True
    if own:
        return bare in TABLES or bool(symbol_of_file(name, {}))
    return not bare.startswith(ABOUT_THE_DATA) and name != SIMULATED_MARK


def _given_file(entry: Entry, table: str, above: tuple[str, ...], name: str) -> GivenFile:
    read = partial(_plain, entry) if entry.name.lower().endswith(".gz") else partial(_as_it_is, entry)
    return GivenFile(name, table, ending_of(entry.name), read, _columns_in(above))


def _as_it_is(entry: Entry) -> bytes:
    return entry.read() if entry.read else b""


def _plain(entry: Entry) -> bytes:
    return unfolded(_as_it_is(entry))


def _columns_in(above: tuple[str, ...]) -> dict[str, str]:
    """Return the columns that folders like ``symbol=600000.SH`` name."""
    pairs = [part.partition("=") for part in above if "=" in part]
    return {name.strip().casefold(): unquote(value).strip() for name, _, value in pairs if name}
