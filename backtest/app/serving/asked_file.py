"""Which file of a folder an address asks for: none outside of it, none that is hidden, no listing."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote, unquote_to_bytes

INDEX = "index.html"
LONGEST = 4_096
"""Characters of a path; no file system takes more."""


class Refused(Exception):  # noqa: N818 - what happened, as it is said
    """A request that has no file as its answer: an HTTP status, one line of text, and where to look instead."""

    def __init__(self, status: int, words: str, location: str = "") -> None:
        super().__init__(words)
        self.status = status
        self.words = words
        self.location = location


@dataclass(frozen=True)
class AskedFile:
    """An open file; ``size`` in bytes and ``changed`` (nanoseconds since 1970) are those of what is open."""

    name: str
    file: BinaryIO
    size: int
    changed: int


NOT_HERE = "no such page here\n"


def asked_file(root: Path, target: str) -> AskedFile:
    """Open what the target of a request names below a folder.

    The folder may itself be a link, which is followed anew for each request: a night moves its site by one. Links in
    it are followed as long as they stay in it. A folder answers with its ``index.html``, without the slash at its end
    by a redirect, and is never listed. Raises Refused.
    """
    parts, is_folder = _parts(target)
    try:
        real = root.resolve(strict=True)
        path = real.joinpath(*parts).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        raise Refused(404, NOT_HERE) from None
    if not path.is_relative_to(real) or any(part.startswith(".") for part in path.relative_to(real).parts):
        raise Refused(404, NOT_HERE)
    if path.is_dir():
        if not is_folder:
            # From the root and never "//elsewhere", which a browser reads as another host.
            raise Refused(301, "it is a folder\n", quote("/" + "/".join(parts)) + "/")
        return asked_file(root, f"{target.partition('?')[0]}{INDEX}")
    if is_folder:
        raise Refused(404, NOT_HERE)
    return _opened(path)


def _parts(target: str) -> tuple[list[str], bool]:
    """Return the names on the way to a file, each decoded once, and whether a slash ends it."""
    path = target.partition("#")[0].partition("?")[0]
    if not path.startswith("/") or len(path) > LONGEST:
        raise Refused(400, "the address is no path\n")
    *folders, last = path[1:].split("/")
    parts = [_decoded(part) for part in (*folders, *([last] if last else []))]
    if any(not part or part.startswith(".") or set(part) & set("/\\:\0") or not part.isprintable() for part in parts):
        raise Refused(404, NOT_HERE)
    return parts, not last


def _decoded(part: str) -> str:
    try:
        return unquote_to_bytes(part).decode()
    except UnicodeDecodeError:
        raise Refused(400, "the address is no UTF-8\n") from None


def _opened(path: Path) -> AskedFile:
    """Open a plain file; never a pipe or a device, which would hold up its reader."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        number = os.open(path, flags)
    except OSError as fault:
        denied = fault.errno in (errno.EACCES, errno.EPERM)
        raise Refused(403 if denied else 404, "it cannot be read\n" if denied else NOT_HERE) from None
    state = os.fstat(number)
    if not stat.S_ISREG(state.st_mode):
        os.close(number)
        raise Refused(404, NOT_HERE)
    return AskedFile(path.name, os.fdopen(number, "rb"), state.st_size, state.st_mtime_ns)
