"""Ask a user's file: in a process of its own, which the answer ends."""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from data_sources.errors import UserError
from strategies.own.process.payload import pack
from strategies.own.process.question import Question
from strategies.own.process.still_clock import ZONE

START = "import sys; sys.path[:] = {path!r}; from strategies.own.process.server import serve; serve({descriptor})"
ENVIRONMENT = {"TZ": ZONE, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL", "NUMEXPR")}
ROOT = Path(__file__).parents[3]
OURS = tuple(f"{ROOT / name}{os.sep}" for name in ("backtest", "data_sources", "reports", "strategies"))
"""Where the program's own modules lie."""
_LOCK = threading.Lock()


class _Server:
    """The process that answers; it ends with this one."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            start = START.format(path=[each or str(Path.cwd()) for each in sys.path], descriptor=theirs.fileno())
            self.process = subprocess.Popen(  # noqa: S603 - this Python, and words of ours
                [sys.executable, "-c", start],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=ENVIRONMENT | ONE_THREAD,
                pass_fds=[theirs.fileno()],
            )
        self.socket, self.owner = ours, os.getpid()

    def lives(self) -> bool:
        return self.owner == os.getpid() and self.process.poll() is None

    def send(self, packages: Sequence[str], payload: int, answer: int) -> None:
        message = json.dumps(list(packages)).encode() + b"\n"
        sent = socket.send_fds(self.socket, [message[:1]], [payload, answer])
        self.socket.sendall(message[sent:])

    def close(self) -> None:
        self.socket.close()
        if self.owner == os.getpid():
            self.process.wait()


_servers: list[_Server] = []
_read_by: dict[str, set[str]] = {}


def ask(question: Question, packages: Sequence[str] = ()) -> bytes:
    """Put a question to a user's file and return its answer.

    Parameters
    ----------
    question : Question
        What is asked; all that the file's process knows.
    packages : sequence of str
        Installed packages that the file imports, loaded once for all its processes.

    Raises
    ------
    UserError
        What the file raised, in one line with its file and line; a process that ended without an answer.
    """
    payload = pack(question)
    ours, theirs = os.pipe()
    try:
        with _LOCK:
            _server().send(packages, payload, theirs)
    except OSError as fault:
        os.close(ours)
        raise UserError(f"{question.path}: no process to decide in could be started: {fault.strerror}") from None
    finally:
        os.close(payload)
        os.close(theirs)
    with open(ours, "rb") as answered:  # noqa: PTH123 - a descriptor has no path
        return _read(question.path, answered.read())


def _read(path: Path, text: bytes) -> bytes:
    head, _, rest = text.partition(b"\n")
    kind, *lengths = head.split(b" ")
    if kind not in {b"answer", b"fault"} or len(lengths) != 2 or not all(each.isdigit() for each in lengths):  # noqa: PLR2004
        raise UserError(
            f"{path}: its process ended without an answer: it ended itself, or was ended for want of memory"
        )
    said, seen = map(int, lengths)
    printed, names, answer = rest[:said], rest[said : said + seen], rest[said + seen :]
    _read_by.setdefault(str(path.absolute()), set()).update(_modules(names))
    if printed:
        sys.stdout.write(printed.decode(errors="replace"))
    if kind == b"fault":
        raise UserError(answer.decode(errors="replace"))
    return answer


def modules_read(path: Path) -> set[str]:
    """Return the files of code that the processes of a user's file have read so far, however they were imported."""
    return set(_read_by.get(str(path.absolute()), ()))


def _modules(names: bytes) -> list[str]:
    try:
        found = json.loads(names)
    except ValueError:
        return []
    named = [name for name in found if isinstance(name, str)] if isinstance(found, list) else []
    return [name for name in named if not name.startswith(OURS)]


def _server() -> _Server:
    if not _servers or not _servers[-1].lives():
        _servers[:] = [_Server()]
    return _servers[-1]


@atexit.register
def _end() -> None:
    for server in _servers:
        server.close()
