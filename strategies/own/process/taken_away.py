"""What Python does not announce to a watch is taken away before: it reaches other processes, or outlasts this one."""

from __future__ import annotations

import _imp
import _thread
import os
import posix
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from errno import ESRCH
from importlib import import_module
from types import ModuleType
from typing import Any

from strategies.own.process.seen_files import Places, seen_files

UNANNOUNCED = (
    "_posixshmem", "_multiprocessing", "_posixsubprocess", "_xxsubinterpreters", "_interpreters", "_cffi_backend",
    "_tkinter", "readline", "_gdbm", "_dbm",
)  # fmt: skip
"""Modules in C that share memory, start processes, call any code or open files."""
CHANGED = ("posix", "time", "_signal", "_thread", "resource")
"""Modules in C that something is taken from: made anew they would have it again."""
_signal = sys.modules["_signal"]  # which has no types
CALLS = (
    "mkfifo", "mknod", "kill", "killpg", "memfd_create", "eventfd", "pidfd_open", "setpriority", "nice",
    "sched_setaffinity", "sched_setscheduler", "sched_setparam", "setpgid", "setsid", "ptrace", "unshare", "setns",
    "sendfile", "copy_file_range", "splice", "chroot", "mount", "umount", "login_tty", "posix_openpt", "openpty",
    "set_blocking", "statvfs", "fstatvfs", "getloadavg", "getpgid", "getpgrp", "getsid", "sched_getparam",
    "sched_getscheduler", "sched_rr_get_interval", "getpriority", "setuid", "setgid", "seteuid", "setegid", "setreuid",
    "setregid", "setresuid", "setresgid", "setgroups",
)  # fmt: skip
"""Of ``os``: what tells of other processes or leaves something behind for them."""
OTHERS = (
    (time, "clock_settime"), (time, "clock_settime_ns"), (signal, "pidfd_send_signal"), (resource, "prlimit"),
    (resource, "getrusage"), (subprocess, "_fork_exec"), (signal, "sigwaitinfo"), (signal, "sigtimedwait"),
    (_signal, "sigwaitinfo"), (_signal, "sigtimedwait"), (_signal, "pidfd_send_signal"),
)  # fmt: skip
NUMBERS = (
    (os, "getpid"), (os, "getppid"), (posix, "getpid"), (posix, "getppid"), (_thread, "get_native_id"),
    (threading, "get_native_id"), (threading, "_get_native_id"),
)  # fmt: skip
"""Each process and thread gets the next number, so they tell how much was done before; here they are 1."""
ORIGINALS = ("supports_fd", "supports_dir_fd", "supports_effective_ids", "supports_follow_symlinks")
"""Sets of ``os`` that hold its functions as they were."""
# Once they are all there, none has to be made any more: made anew they would have again what is taken from them.
for builtin in sys.builtin_module_names:
    import_module(builtin)


def take_away(places: Places) -> None:
    """Let all of it be refused in this process from now on; of files only those of code in ``places`` can be seen."""
    _replace(_imp, "create_builtin", _refuse("a module made anew"))
    for name in UNANNOUNCED:
        _empty(sys.modules.get(name))
        sys.modules[name] = None  # type: ignore[assignment] # an import of it fails
    for module, name in (*((each, name) for name in CALLS for each in (os, posix)), *OTHERS):
        _replace(module, name, _refuse(f"{module.__name__}.{name}".replace("posix.", "os.")))
    for module, name in NUMBERS:
        _replace(module, name, lambda: 1)
    changed = seen_files(places)
    if hasattr(posix, "sched_getaffinity"):
        changed["sched_getaffinity"] = _of_itself(posix.sched_getaffinity)
    for name, function in changed.items():
        for module in (os, posix):
            _replace(module, name, function)
    for name in ORIGINALS:
        getattr(os, name).clear()


def _empty(module: ModuleType | None) -> None:
    """Take everything out of a module that others may hold; whoever asks for it is told so, as of a refused file."""
    if module is None:
        return
    for each in [key for key in vars(module) if not key.startswith("__")]:
        delattr(module, each)
    vars(module)["__getattr__"] = _gone(module.__name__)


def _gone(module: str) -> Callable[[str], Any]:
    def gone(name: str) -> Any:  # noqa: ANN401 - a module's own hook
        if name.startswith("__"):
            raise AttributeError(name)
        raise PermissionError(
            f"a rule may not reach beyond what it is given while it decides ({module}.{name}); for work side by side "
            "use concurrent.futures.ThreadPoolExecutor, and n_jobs=1 in scikit-learn"
        )

    return gone


def _replace(module: ModuleType, name: str, function: Callable[..., Any]) -> None:
    if hasattr(module, name):
        setattr(module, name, function)


def _of_itself(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that is asked about a process, and answers for this one alone."""

    def ask(process: int = 0) -> Any:  # noqa: ANN401 - as os answers
        if process:
            raise ProcessLookupError(ESRCH, "a rule may not look at other processes while it decides")
        return function(0)

    return ask


def _refuse(name: str) -> Callable[..., Any]:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise PermissionError(f"a rule may not reach beyond what it is given while it decides ({name})")

    return refuse
