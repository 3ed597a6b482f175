"""What a rule may not do while it decides: read or write files, reach the network, start or look into processes.

What is read there could come from the future, and what is written could be read by the next decision, so neither can
be audited. Modules may be imported at any time, also those beside the file, and what the installed packages bring with
them may be read. The watch is Python's own (``sys.addaudithook``) and cannot be taken away again; code in C, for which
a rule would have to bring a compiled module, is not seen by it. What Python does not announce is taken away before
(``_take_away``), and the streams that other processes hold too are closed (``_own_streams``).
"""

from __future__ import annotations

import os
import posix
import resource
import signal
import subprocess
import sys
import time
from functools import partial
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
    "gc.get_", "signal.pthread_kill", "syslog.", "cpython.run_", "resource.", "sys.settrace", "sys.setprofile",
)  # fmt: skip
NETWORK = ("socket.", "ssl.", "http.", "urllib.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "telnetlib.")
UNANNOUNCED = ("_posixshmem", "_multiprocessing", "_posixsubprocess", "_xxsubinterpreters", "_interpreters")
"""Modules in C that share memory or start processes without a word to the watch."""
CALLS = (
    "mkfifo", "mknod", "kill", "killpg", "memfd_create", "eventfd", "pidfd_open", "setpriority", "nice",
    "sched_setaffinity", "sched_setscheduler", "sched_setparam", "setpgid", "setsid", "ptrace", "unshare", "setns",
    "sendfile", "copy_file_range", "splice", "chroot", "mount", "umount", "login_tty", "posix_openpt", "openpty",
    "set_blocking",
)  # fmt: skip
"""Of ``os``: what leaves something behind for other processes, and that the watch does not hear of."""


def shut(folder: str, read: set[str]) -> None:
    """Refuse from now on what a rule may not do; ``folder`` is that of its file, whose modules it may import.

    The files of code outside of the installation that are read from now on are added to ``read``.
    """
    _take_away()
    _own_streams()
    os.environ.clear()
    installed = (sys.prefix, sys.base_prefix, str(Path(os.__file__).parent))
    spelled = dict.fromkeys(way(each) for each in installed for way in (os.path.abspath, os.path.realpath))
    # A whole disk is no installation: with Python in / or in /usr its libraries alone may be read.
    readable = tuple(each + os.sep for each in (*spelled, *ZONES) if each.count(os.sep) > 1)
    listed = frozenset(str(Path(each).absolute()) for each in (*sys.path, folder))
    packages = tuple(each + "/" for each in listed)
    # Held by the call and not by names of this or of another module, nor by cells: what a rule can reach it can change.
    kept = (
        PermissionError, isinstance, int, str, bytes, read.add, posix.getcwd, posix._path_normpath, CODE, readable,  # type: ignore[attr-defined]  # noqa: SLF001
        listed, (*readable, *packages), FILES, PROCESSES + NETWORK, UNANNOUNCED,
        os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND,
    )  # fmt: skip
    sys.addaudithook(partial(_watch, kept))


def _watch(kept: tuple[Any, ...], event: str, arguments: tuple[Any, ...]) -> None:  # noqa: C901, PLR0912 - calls nothing
    """Refuse what a rule may not do. Uses nothing but its arguments and methods of C, which no rule can replace."""
    (refused, is_a, number, text, raw, note, here, normal, code, readable, listed, visible, files, elsewhere, shared,
     writing) = kept  # fmt: skip
    if event == "open" or event == "os.listdir" or event == "os.scandir":  # noqa: PLR1714 - a set may be changed, this not
        path = arguments[0]
        if path is None:
            path = "."
        if is_a(path, number):
            raise refused("a rule may not open files while it decides; its answer is all that it gives")
        if is_a(path, raw):
            path = raw.decode(path, "utf-8", "surrogateescape")
        if not is_a(path, text):
            raise refused("a rule may not open files while it decides but by their paths")
        whole = text.startswith(path, "/")
        place = normal(text.join("/", (here(), path)) if not whole else text.join("", (path, "")))
        if event != "open":
            if place not in listed and not text.startswith(text.join("/", (place, "")), visible):
                raise refused(f"a rule may not look into folders while it decides ({place})")
            return
        if (arguments[2] or 0) & writing:
            raise refused("a rule may not open files while it decides; its answer is all that it gives")
        # A path of os.open may start in a folder that is not named here (``dir_fd``).
        through = arguments[1] is None and not whole
        if text.startswith(place, readable) and not through:
            return
        note(place)
        if through or not text.endswith(place, code):
            raise refused(
                f"a rule may not read files while it decides ({place}): they may hold the future, which no audit "
                "can take away; store the values as signals, or hand the weights over as a table with --targets"
            )
    elif event == "import":
        if arguments[0] in shared:
            raise refused(f"a rule may not reach beyond what it is given while it decides (import {arguments[0]})")
    elif event == "object.__setattr__":
        if arguments[1] == "__code__":
            raise refused("a rule may not replace the code of functions while it decides")
    elif text.startswith(event, files):
        raise refused(f"a rule may not touch files while it decides ({event})")
    elif text.startswith(event, "ctypes."):
        raise refused(
            f"a rule may not call code in C by itself while it decides ({event}), nor what compiles to it, such as "
            "numba: no watch sees what it reads; numpy and scipy do the same work"
        )
    elif text.startswith(event, elsewhere):
        raise refused(f"a rule may not reach beyond what it is given while it decides ({event})")


def _take_away() -> None:
    """Take away what reaches other processes or outlasts this one without an event that the watch could hear."""
    for name in UNANNOUNCED:
        module = sys.modules.get(name)
        if module:
            for each in [key for key in vars(module) if not key.startswith("__")]:
                delattr(module, each)
        sys.modules[name] = None  # type: ignore[assignment] # an import of it fails
    for name in CALLS:
        for module in (os, posix):
            if hasattr(module, name):
                setattr(module, name, _refuse(f"os.{name}"))
    for module, name in (
        (time, "clock_settime"), (time, "clock_settime_ns"), (signal, "pidfd_send_signal"), (resource, "prlimit"),
        (subprocess, "_fork_exec"),
    ):  # fmt: skip
        if hasattr(module, name):
            setattr(module, name, _refuse(f"{module.__name__}.{name}"))


def _own_streams() -> None:
    """Hold no stream that another process holds too: its place and its flags could be read by the next decision.

    No file of this process, nor of one that it would start after all, can grow.
    """
    for stream in range(3):
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, stream)
        if nothing > 2:  # noqa: PLR2004 - after the three streams
            os.close(nothing)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _refuse(name: str) -> Any:  # noqa: ANN401 - stands for any function
    def refuse(*_arguments: object, **_named: object) -> None:
        raise PermissionError(f"a rule may not reach beyond what it is given while it decides ({name})")

    return refuse
