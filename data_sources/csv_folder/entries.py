"""What stands below a folder or in an archive, as one kind of entry; an archive is a folder here."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from data_sources.csv_folder.archives import member_bytes, members_of
from data_sources.tables.raw import FileFaultError
from data_sources.whole_file import read_whole

DEEPEST = 32
"""Folders below each other."""
HIDDEN = (".", "__MACOSX", "~$")
"""Beginnings of names that systems and programs give their own files."""
MOST_BYTES = 4 << 30
"""Of one file: the bars of all shares over twenty years are less."""
ZIP = ".zip"


@dataclass(frozen=True)
class Entry:
    """A file or a folder below what was given; ``parts`` are the folders above it and its name, archives as folders.

    ``within`` lists what a folder or an archive holds; ``read`` returns the bytes of a file. ``faulty``: an archive
    that cannot be opened, whose ``read`` says why.
    """

    parts: tuple[str, ...]
    read: Callable[[], bytes] | None = None
    within: Callable[[], Sequence[Entry]] | None = None
    faulty: bool = False

    @property
    def name(self) -> str:
        """Its path below what was given."""
        return "/".join(self.parts)


def all_below(entries: Sequence[Entry], left_alone: set[str]) -> Iterator[Entry]:
    """Yield the files among entries and below them; hidden ones and folders without end are named instead."""
    for entry in entries:
        hidden = any(part.startswith(HIDDEN) for part in entry.parts)
        if hidden or len(entry.parts) > DEEPEST:
            left_alone.add(f"{entry.name}/" if entry.within else entry.name)
        elif entry.within:
            yield from all_below(entry.within(), left_alone)
        else:
            yield entry


def in_folder(folder: Path, parts: tuple[str, ...]) -> list[Entry]:
    """Return what a folder holds by name; a pipe, a device and a link back to a folder above have nothing to read."""
    entries: list[Entry] = []
    with os.scandir(folder) as found:
        for each in sorted(found, key=lambda each: each.name):
            path, inner = Path(each.path), (*parts, each.name)
            if each.is_symlink() and each.is_dir() and path.resolve() in (folder.resolve(), *folder.resolve().parents):
                entries.append(Entry(inner))
            elif each.is_dir():
                entries.append(Entry(inner, within=partial(in_folder, path, inner)))
            else:
                entries.append(of_file(path, inner) if each.is_file() else Entry(inner))
    return entries


def of_file(path: Path, parts: tuple[str, ...]) -> Entry:
    """Return a file on disk as an entry."""
    if path.name.lower().endswith(ZIP):
        return Entry(parts, within=partial(in_archive, path, parts))
    return Entry(parts, partial(_bytes_of, path))


def in_archive(path: Path, parts: tuple[str, ...]) -> list[Entry]:
    """Return the files in an archive; one that cannot be opened is a file that says so when it is read."""
    try:
        members = sorted(members_of(path), key=lambda member: member.filename)
    except FileFaultError:
        return [Entry(parts or (path.name,), partial(_listed, path), faulty=True)]
    named = [(tuple(filter(None, member.filename.split("/"))), member) for member in members]
    return [Entry((*parts, *inner), partial(member_bytes, path, member)) for inner, member in named if inner]


def _listed(path: Path) -> bytes:
    """Raise the fault for which an archive's files cannot be listed."""
    members_of(path)
    return b""


def _bytes_of(path: Path) -> bytes:
    try:
        return read_whole(path, MOST_BYTES)
    except OSError as error:
        raise FileFaultError("unreadable_file", f"the file cannot be read: {error.strerror}") from None
