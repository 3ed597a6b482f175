"""What a rule may not do while it decides: read or write files, reach the network, start or look into processes.

What is read there could come from the future, and what is written could be read by the next decision, so neither can
be audited. Modules may be imported at any time, also those beside the file, and what the installed packages bring with
them may be read. The watch is Python's own (``sys.addaudithook``) and cannot be taken away again; code in C, for which
a rule would have to bring a compiled module, is not seen by it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

CODE = (".py", ".pyc", ".so", ".pyd", ".dylib")
ZONES = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")
FILES = (
    "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
    "os.utime", "os.chflags", "os.lockf", "os.setxattr", "os.getxattr", "os.listxattr", "os.removexattr", "shutil.",
    "tempfile.", "sqlite3.", "fcntl.", "glob.", "msvcrt.", "winreg.",
)  # fmt: skip
PROCESSES = (
    "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "pty.", "ctypes.",
    "gc.get_", "signal.pthread_kill", "syslog.", "cpython.run_",
)  # fmt: skip
NETWORK = ("socket.", "ssl.", "http.", "urllib.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "telnetlib.")
SHARED = ("_posixshmem", "_multiprocessing")


def shut(folder: str, read: set[str]) -> None:
    """Refuse from now on what a rule may not do; ``folder`` is that of its file, whose modules it may import.

    The files of code outside of the installation that are read from now on are added to ``read``.
    """
    for name in SHARED:
        sys.modules[name] = None  # type: ignore[assignment] # an import of it fails
    for name in ("mkfifo", "mknod", "kill", "killpg", "memfd_create", "eventfd"):
        for module in (os, sys.modules.get("posix")):
            if module and hasattr(module, name):
                setattr(module, name, _refuse(name))
    os.environ.clear()
    installed = {os.path.realpath(each) for each in (sys.prefix, sys.base_prefix, str(Path(os.__file__).parent))}
    # A whole disk is no installation: with Python in / or in /usr its libraries alone may be read.
    readable = tuple(each + os.sep for each in (*installed, *ZONES) if each.count(os.sep) > 1)
    listed = frozenset(str(Path(each).absolute()) for each in (*sys.path, folder))
    sys.addaudithook(_watch(readable, listed, read.add))


def _watch(
    readable: tuple[str, ...], listed: frozenset[str], note: Callable[[str], None]
) -> Callable[[str, tuple[Any, ...]], None]:
    """Return the watch; all that it needs is its own, so that no name changed elsewhere changes it."""
    files, elsewhere, code = FILES, PROCESSES + NETWORK, CODE
    absolute, decode, number = os.path.abspath, os.fsdecode, int
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT
    refused, is_a, real = PermissionError, isinstance, os.path.realpath
    packages = tuple(each + "/" for each in listed)

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _mode, flags = arguments
            if is_a(path, number) or (flags or 0) & writing:
                raise refused("a rule may not open files while it decides; its answer is all that it gives")
            place = absolute(decode(path))
            if place.startswith(readable) or real(place).startswith(readable):
                return
            note(place)
            if not place.endswith(code):
                raise refused(
                    f"a rule may not read files while it decides ({place}): they may hold the future, which no audit "
                    "can take away; store the values as signals, or hand the weights over as a table with --targets"
                )
        elif event in {"os.listdir", "os.scandir"}:
            place = absolute(decode(arguments[0] if arguments[0] is not None else "."))
            if place not in listed and not (place + "/").startswith((*readable, *packages)):
                raise refused(f"a rule may not look into folders while it decides ({place})")
        elif event.startswith(files):
            raise refused(f"a rule may not touch files while it decides ({event})")
        elif event.startswith(elsewhere):
            raise refused(f"a rule may not reach beyond what it is given while it decides ({event})")

    return watch


def _refuse(name: str) -> Callable[..., None]:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise PermissionError(f"a rule may not reach beyond what it is given while it decides (os.{name})")

    return refuse
