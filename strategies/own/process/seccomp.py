"""The operating system's own refusal of system calls (seccomp of Linux), which no code in C gets around.

Landlock knows paths and TCP ports. A socket at a path, memory that processes share, and what one process may tell of
another are reached by calls of their own, which a filter refuses (seccomp(2); the numbers below are those of
linux/filter.h, linux/seccomp.h and linux/audit.h). Nobody can take it back.
"""

from __future__ import annotations

import ctypes
import platform
import struct
import sys
from errno import ENOSYS, EPERM

from strategies.own.process.system_calls import CLONE, CLONE3, REFUSED

ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""By machine: which number of a call is its own, and how the kernel names it."""
NO_NEW_PRIVILEGES, SET_SECCOMP, GET_SECCOMP, FILTER = 38, 22, 21, 2
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER_AT, ARCHITECTURE_AT, FIRST_ARGUMENT_AT = 0, 4, 16
THREAD = 0x00010000
"""CLONE_THREAD: what is made is a thread."""
OTHER_NUMBERS = 0x40000000
"""From here on the numbers of x32 stand, another way to the same calls of x86_64."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def can_filter() -> bool:
    """Whether this machine has such filters and its calls are known here."""
    known = sys.platform == "linux" and platform.machine() in ARCHITECTURES
    return known and ctypes.CDLL(None).prctl(GET_SECCOMP, 0, 0, 0, 0) >= 0


def filter_calls() -> None:
    """Refuse calls to this process from now on, for ever; nothing where ``can_filter`` is false. Raises OSError."""
    if not can_filter():
        return
    code = program(platform.machine())
    library = ctypes.CDLL(None, use_errno=True)
    filled = _Program(len(code) // 8, code)
    if library.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) or library.prctl(
        SET_SECCOMP, FILTER, ctypes.byref(filled), ctypes.c_ulong(0), ctypes.c_ulong(0)
    ):
        raise OSError(ctypes.get_errno(), "no filter of system calls could be set")


def program(machine: str) -> bytes:
    """Return the filter for a machine, in the kernel's own code, eight bytes an instruction.

    A jump names how many instructions it leaves out where its condition holds, and where it does not.
    """
    column, architecture = ARCHITECTURES[machine]
    refused = [number for numbers in REFUSED.values() if (number := numbers[column]) is not None]
    count = len(refused)
    lines = [
        _line(LOAD, ARCHITECTURE_AT),
        _line(EQUAL, architecture, 0, count + 7),
        _line(LOAD, NUMBER_AT),
        _line(AT_LEAST, OTHER_NUMBERS, count + 5, 0),
        _line(EQUAL, CLONE3[column], count + 5, 0),
        _line(EQUAL, CLONE[column], 0, 2),
        _line(LOAD, FIRST_ARGUMENT_AT),
        _line(ANY_BIT, THREAD, count, count + 1),
        *(_line(EQUAL, number, count - place, 0) for place, number in enumerate(refused)),
        _line(RETURN, ALLOW),
        _line(RETURN, REFUSE | EPERM),
        # The library that asks for it then makes threads the older way, whose purpose can be seen.
        _line(RETURN, REFUSE | ENOSYS),
    ]
    return b"".join(lines)


def _line(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_so, if_not, value)
