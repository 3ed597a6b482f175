"""Where code lies: the folders of the installation, and the files of code in the folders that modules come from."""

from __future__ import annotations

import os
import stat
import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

CODE = (".py", ".pyc", ".so", ".pyd", ".dylib")
ZONES = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")
ROOT = Path(__file__).parents[3]
_PACKAGES = [str(ROOT / name) for name in ("backtest", "data_sources", "reports", "strategies")]
OURS = tuple(dict.fromkeys((*_PACKAGES, *map(os.path.realpath, _PACKAGES))))
"""The program's own packages: beside their code lie reports and values that a rule may not know yet."""
MOST = 20_000
"""Files of code and folders of packages that are looked at; those nearest to the top come first."""


@dataclass(frozen=True)
class CodeFiles:
    """Files of code, and the folders they were found in with the time of their last change, in nanoseconds."""

    paths: tuple[str, ...]
    folders: tuple[tuple[str, int], ...]

    def still_so(self) -> bool:
        """Whether no folder has changed since: a file that an editor saved anew is another one."""
        return all(_changed_at(folder) == before for folder, before in self.folders)


def installed() -> tuple[str, ...]:
    """Return the folders of Python and its packages, as they are spelled and as they are, whose files may be read.

    Not the prefix itself: of an environment made in a project's folder that is the project with its data.
    """
    prefixes = (sys.prefix, sys.base_prefix)
    folders = [str(Path(prefix) / name) for prefix in prefixes for name in ("lib", "lib64", "share/zoneinfo")]
    folders += [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    spelled = dict.fromkeys(way(each) for each in (*folders, *ZONES) for way in (os.path.abspath, os.path.realpath))
    return tuple(spelled)


def code_files(folders: Iterable[str]) -> CodeFiles:
    """Return the files of code in folders and in those below them that have a module's name; links are followed."""
    waiting = list(dict.fromkeys(map(os.path.realpath, folders)))
    seen, found, looked = set(waiting), [], 0
    stamps: list[tuple[str, int]] = []
    for folder in waiting:
        if looked >= MOST:
            break
        stamps.append((folder, _changed_at(folder)))
        for entry in entries(folder):
            real = os.path.realpath(entry.path) if entry.is_symlink() else entry.path
            if entry.name.endswith(CODE):
                # A link that calls itself code may lead to anything.
                found += [entry.path] if real.endswith(CODE) and _is(stat.S_ISREG, real) else []
                looked += 1
            elif entry.name.isidentifier() and is_folder(real):
                waiting += [real] if real not in seen else []
                seen.add(real)
                looked += 1
    return CodeFiles(tuple(found), tuple(stamps))


def without(folder: str, hidden: Iterable[str]) -> Iterator[str]:
    """Return a folder, by its real path; where hidden ones lie in it, what else is in it instead."""
    folder = os.path.realpath(folder)
    inside = [each for each in hidden if each == folder or each.startswith(folder + os.sep)]
    if not inside:
        yield folder
    elif folder not in inside:
        for entry in entries(folder):
            yield from without(entry.path, inside)


def entries(folder: str) -> list[os.DirEntry[str]]:
    """Return what is in a folder; nothing where it cannot be read."""
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def is_folder(path: str) -> bool:
    """Whether there is a folder that can be looked at; a link counts as what it leads to."""
    return _is(stat.S_ISDIR, path)


def _is(kind: Callable[[int], bool], path: str) -> bool:
    try:
        return kind(Path(path).stat().st_mode)
    except (OSError, ValueError):
        return False


def _changed_at(folder: str) -> int:
    try:
        return Path(folder).stat().st_mtime_ns
    except OSError:
        return 0
