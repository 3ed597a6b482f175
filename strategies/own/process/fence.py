"""What the kernel lets the processes of a file open, made once for each folder and again when the folder changes."""

from __future__ import annotations

import os
import sys

from strategies.own.process.code_files import OURS, CodeFiles, code_files, installed, is_folder, without
from strategies.own.process.landlock import restrict, ruleset

LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache")
"""Where the system's own libraries lie, which packages in C need when they are imported."""
MOST = 16
"""Folders whose rules are kept; each is an open descriptor."""
made: dict[str, tuple[CodeFiles, int | None]] = {}
"""By folder: its files of code, and the descriptor of the rules."""


def fence(folder: str) -> int | None:
    """Return the descriptor of the rules for files in a folder; None where the kernel has none."""
    kept = made.get(folder)
    if kept and kept[0].still_so():
        return kept[1]
    forget(folder if kept else next(iter(made)) if len(made) >= MOST else "")
    places = [each for each in (*sys.path, folder) if is_folder(each)]
    inside = (*installed(), *LIBRARIES)
    own = code_files(each for each in (*places, *OURS) if not os.path.realpath(each).startswith(_beneath(inside)))
    open_to_all = (part for each in inside for part in without(each, OURS))
    made[folder] = own, ruleset((*open_to_all, *own.paths), (*places, *OURS))
    return made[folder][1]


def enter(descriptor: int | None) -> None:
    """Put this process behind the rules, for ever, and let go of all descriptors of rules."""
    if descriptor is not None:
        restrict(descriptor)
    for folder in list(made):
        forget(folder)


def forget(folder: str) -> None:
    """Let go of the rules for a folder."""
    _, descriptor = made.pop(folder, (None, None))
    if descriptor is not None:
        os.close(descriptor)


def _beneath(folders: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each.rstrip(os.sep) + os.sep for each in folders)
