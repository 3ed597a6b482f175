"""What a rule can see of files without opening them: of code where modules come from, and folders on the way to it.

The size, the name and the bare presence of any other file may speak of the future, or of what another question left
behind. These functions hold what they need themselves: the names of a module are a rule's to change.
"""

from __future__ import annotations

import os
import posix
import stat
from collections.abc import Callable
from dataclasses import dataclass
from errno import ENOENT
from typing import Any

from strategies.own.process.code_files import CODE

STATES, LOOKS = ("stat", "lstat"), ("readlink", "access", "chdir")


@dataclass(frozen=True)
class Places:
    """Folders, each with a slash behind: of the installation, of modules, and the program's own among these."""

    installed: tuple[str, ...]
    visible: tuple[str, ...]
    ours: tuple[str, ...]


def seen_files(places: Places) -> dict[str, Callable[..., Any]]:
    """Return what takes the place of the functions of ``os`` that look at files, by their names."""
    state = posix.stat
    return {
        **{name: _told(places, getattr(posix, name)) for name in STATES},
        **{name: _seen(places, getattr(posix, name), state) for name in LOOKS},
        "fstat": _without_access(posix.fstat),
        "listdir": _listed(places, posix.listdir, state),
    }


def _told(places: Places, function: Callable[..., Any]) -> Callable[..., Any]:
    """``stat`` of files of code and of folders alone, without the time of last access, which every reading changes."""
    where, hidden, without, is_folder = _where(places), _hidden, _without_access(function), stat.S_ISDIR

    def tell(path: Any, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - as os takes it
        if isinstance(path, int):
            return without(path, *arguments, **named)
        kind = where(path)
        found = without(path, *arguments, **named) if kind else None
        if found is None or (kind == "folder" and not is_folder(found.st_mode)):
            raise hidden(path)
        return found

    return tell


def _seen(places: Places, function: Callable[..., Any], state: Callable[..., Any]) -> Callable[..., Any]:
    """A function of one path, for which there are no others than ``_told`` tells of."""
    hidden, told = _hidden, _told(places, state)

    def look(path: Any, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - as os takes it
        try:
            told(path)
        except FileNotFoundError:
            raise hidden(path) from None
        return function(path, *arguments, **named)

    return look


def _listed(places: Places, function: Callable[..., Any], state: Callable[..., Any]) -> Callable[..., Any]:
    """``listdir`` that names files of code and folders of modules alone, but for those of the installation."""
    where, told, decoded, code, text = _where(places), _told(places, state), os.fsdecode, CODE, str

    def names(path: Any = ".") -> Any:  # noqa: ANN401 - as os takes it
        found = function(path)
        if isinstance(path, int) or where(f"{decoded(path)}/any") == "any":
            return found
        return [each for each in found if of_code(decoded(path), decoded(each))]

    def of_code(folder: str, name: str) -> bool:
        if text.endswith(name, code) or not text.isidentifier(name):
            return text.endswith(name, code)
        try:
            return bool(told(f"{folder}/{name}"))
        except OSError:
            return False

    return names


def _where(places: Places) -> Callable[[Any], str]:
    """Return a function that says of a path whether "any" file may be seen there, a "folder" alone, or nothing ("")."""
    decoded, here, normal, text = os.fsdecode, posix.getcwd, posix._path_normpath, str  # type: ignore[attr-defined]  # noqa: SLF001
    installed, visible, ours, code = places.installed, places.visible, places.ours, CODE

    def where(path: Any) -> str:  # noqa: ANN401 - as os takes it
        given = decoded(path)
        place = "/" + text.lstrip(normal(given if text.startswith(given, "/") else f"{here()}/{given}"), "/")
        beneath = text.rstrip(place, "/") + "/"
        if text.startswith(beneath, installed) and not text.startswith(beneath, ours):
            return "any"
        if text.startswith(beneath, visible):
            return "any" if text.endswith(place, code) else "folder"
        # A folder around one of them is on the way to it.
        return "folder" if any(text.startswith(each, beneath) for each in (*installed, *visible)) else ""

    return where


def _hidden(path: Any) -> FileNotFoundError:  # noqa: ANN401 - as os takes it
    return FileNotFoundError(ENOENT, "a rule may not look at files, processes or the machine while it decides", path)


def _without_access(function: Callable[..., Any]) -> Callable[..., Any]:
    kind, names = (
        os.stat_result,
        ("st_mtime", "st_ctime", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev"),
    )

    def state(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - as os takes it
        found = function(*arguments, **named)
        more = {name: getattr(found, name, 0) for name in names}
        return kind((*found[:7], 0, *found[8:10]), {"st_atime": 0.0, "st_atime_ns": 0, **more})

    return state
