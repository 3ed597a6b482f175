"""The operating system's own refusal of files, where it has one: Landlock of Linux, from 5.13 on.

Python's watch hears of what Python opens. A package in C, such as pyarrow, opens files without a word to it; what a
process may open at all, the kernel decides by rules that nobody can take back (landlock(7); the numbers below are those
of linux/landlock.h). Reaching a TCP port is refused from 6.7 on, signals and abstract sockets from 6.12 on.
"""

from __future__ import annotations

import ctypes
import os
import stat
import sys
from collections.abc import Callable, Iterable

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
"""System calls, with the same numbers on every architecture."""
VERSION_ASKED = 1
PATH_BENEATH = 1
NO_NEW_PRIVILEGES = 38
READ_FILE, READ_FOLDER = 1 << 2, 1 << 3
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
"""How many rights over files there are from each version on."""
PORTS_FROM, PORTS = 4, 0b11
SCOPES_FROM, SCOPES = 6, 0b11


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("ports", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def version() -> int:
    """Return which version the kernel has; 0: none, or another operating system, or one that has it switched off."""
    return max(_call(CREATE_RULESET, None, 0, VERSION_ASKED), 0) if sys.platform == "linux" else 0


def ruleset(readable: Iterable[str], listed: Iterable[str]) -> int | None:
    """Make a set of rules that refuses every file but some, and return its descriptor; None without Landlock.

    Parameters
    ----------
    readable : iterable of str
        Files that may be read, and folders whose files may be, with the folders below.
    listed : iterable of str
        Folders whose names may be listed, with those below.
    """
    has = version()
    if not has:
        return None
    rights = max(count for since, count in FILE_RIGHTS.items() if since <= has)
    wanted = _Ruleset((1 << rights) - 1, PORTS if has >= PORTS_FROM else 0, SCOPES if has >= SCOPES_FROM else 0)
    size = 8 * (1 + (has >= PORTS_FROM) + (has >= SCOPES_FROM))
    made = _call(CREATE_RULESET, ctypes.byref(wanted), size, 0)
    if made < 0:
        return None
    call = _system_call()
    for path in readable:
        _allow(call, made, path, READ_FILE | READ_FOLDER)
    for path in listed:
        _allow(call, made, path, READ_FOLDER)
    return made


def restrict(made: int) -> None:
    """Put this process under a set of rules, for ever; raises OSError when the kernel refuses that."""
    refused = (
        ctypes.CDLL(None, use_errno=True).prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) or _call(RESTRICT_SELF, made, 0) < 0
    )
    if refused:
        raise OSError(ctypes.get_errno(), "no rules over files could be set")


def _allow(call: Callable[..., int], made: int, path: str, rights: int) -> None:
    """Allow what is beneath a path, or the file itself; a path that is not there needs no rule."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        folder = stat.S_ISDIR(os.fstat(place).st_mode)
        beneath = _Beneath(rights if folder else rights & READ_FILE, place)
        if beneath.allowed:
            call(ADD_RULE, made, PATH_BENEATH, ctypes.byref(beneath), 0)
    finally:
        os.close(place)


def _call(number: int, *arguments: object) -> int:
    return _system_call()(number, *arguments)


def _system_call() -> Callable[..., int]:
    """Return a function that makes system calls. It is not kept: a rule could call the system by it."""
    function = ctypes.CDLL(None, use_errno=True).syscall
    function.restype = ctypes.c_long

    def call(*words: object) -> int:
        return int(function(*(ctypes.c_long(each) if isinstance(each, int) else each for each in words)))

    return call
