"""What a rule may not do while it decides: read or write files, reach the network, start or look into processes.

What is read there could come from the future, and what is written could be read by the next decision, so neither can
be audited. Modules may be imported at any time, also those beside the file, and what the installed packages bring with
them may be read. The watch is Python's own (``sys.addaudithook``) and cannot be taken away again. It does not see what
code in C opens by itself, nor whom it calls: that the kernel refuses (``fence``, ``seccomp``). What else Python does
not announce is taken away before (``taken_away``), and the streams that other processes hold too are closed
(``_own_streams``).
"""

from __future__ import annotations

import os
import posix
import resource
import sys
from functools import partial
from pathlib import Path
from typing import Any

from strategies.own.process.code_files import CODE, OURS, installed
from strategies.own.process.fence import enter
from strategies.own.process.seccomp import filter_calls
from strategies.own.process.seen_files import Places
from strategies.own.process.taken_away import CHANGED, UNANNOUNCED, take_away

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
WHY = (
    ": they may hold the future, which no audit can take away; store the values as signals, or hand the weights over "
    "as a table with --targets"
)
"""Why files are not read, as it goes on behind the path."""


def shut(folder: str, behind: int | None, read: set[str]) -> None:
    """Refuse from now on what a rule may not do; ``folder`` is that of its file, whose modules it may import.

    ``behind`` are the kernel's rules for files in that folder (``fence``), None without any. The files of code outside
    of the installation that are read from now on are added to ``read``.
    """
    readable = tuple(each + os.sep for each in installed())
    ours = tuple(each + os.sep for each in OURS)
    listed = frozenset(str(Path(each).absolute()) for each in (*sys.path, folder))
    packages = tuple(each + "/" for each in listed)
    take_away(Places(readable, (*ours, *packages), ours))
    _own_streams()
    enter(behind)
    filter_calls()
    os.environ.clear()
    # Held by the call and not by names of this or of another module, nor by cells: what a rule can reach it can change.
    normal = posix._path_normpath  # type: ignore[attr-defined]  # noqa: SLF001
    kept = (
        PermissionError, ImportError, issubclass, type, int, str, bytes, read.add, posix.getcwd, normal, CODE, readable,
        ours, listed, (*readable, *packages), FILES, PROCESSES + NETWORK, UNANNOUNCED, (*UNANNOUNCED, *CHANGED), _watch,
        WHY, os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND,
    )  # fmt: skip
    sys.addaudithook(partial(_watch, kept))


def _watch(kept: tuple[Any, ...], event: str, arguments: tuple[Any, ...]) -> None:  # noqa: C901, PLR0912 - calls nothing
    """Refuse what a rule may not do. Uses nothing but its arguments and methods of C, which no rule can replace."""
    (refused, not_there, is_kind, kind, number, text, raw, note, here, normal, code, readable, ours, listed, visible,
     files, elsewhere, shared, loaded_once, watch, why, writing) = kept  # fmt: skip
    if event == "open" or event == "os.listdir" or event == "os.scandir":  # noqa: PLR1714 - a set may be changed, this not
        path = arguments[0]
        if path is None:
            path = "."
        if is_kind(kind(path), number):
            raise refused("a rule may not open files while it decides; its answer is all that it gives")
        if is_kind(kind(path), raw):
            path = raw.decode(path, "utf-8", "surrogateescape")
        if not is_kind(kind(path), text):
            raise refused("a rule may not open files while it decides but by their paths")
        whole = text.startswith(path, "/")
        place = normal(text.join("/", (here(), path)) if not whole else text.join("", (path, "")))
        if event != "open":
            hidden = event == "os.scandir" and (
                not text.startswith(text.join("/", (place, "")), readable)
                or text.startswith(text.join("/", (place, "")), ours)
            )
            if hidden or (place not in listed and not text.startswith(text.join("/", (place, "")), visible)):
                raise refused(f"a rule may not look into folders while it decides ({place})")
            return
        if (arguments[2] or 0) & writing:
            raise refused(
                f"a rule may not open files while it decides; its answer is all that it gives ({place} to be written)"
            )
        # A path of os.open may start in a folder that is not named here (``dir_fd``).
        through = arguments[1] is None and not whole
        if text.startswith(place, readable) and not text.startswith(place, ours) and not through:
            return
        note(place)
        if through or not text.endswith(place, code):
            raise refused(text.join("", ("a rule may not read files while it decides (", place, ")", why)))
    elif event == "import":
        # A text of the rule's own kind may say that it is another one; of a file in C the last part names what it is.
        by_file = arguments[1] is not None
        named = text.rpartition(arguments[0], ".")[2] if by_file else arguments[0]
        for name in loaded_once if by_file else shared:
            if text.__eq__(name, named) is True:
                raise not_there(f"a rule may not reach beyond what it is given while it decides (import {name})")
    elif event == "object.__setattr__":
        if arguments[0] is watch:
            raise refused("a rule may not replace the code of the watch over it")
    elif text.startswith(event, files):
        raise refused(f"a rule may not touch files while it decides ({event})")
    elif text.startswith(event, "ctypes."):
        raise refused(
            f"a rule may not call code in C by itself while it decides ({event}), nor what compiles to it, such as "
            "numba: no watch sees what it reads; numpy and scipy do the same work"
        )
    elif text.startswith(event, elsewhere):
        raise refused(f"a rule may not reach beyond what it is given while it decides ({event})")


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
