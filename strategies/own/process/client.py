"""Ask a user's file: in a process of its own, which the answer ends."""

from __future__ import annotations

import atexit
import json
import logging
import os
import select
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from time import monotonic

from data_sources.errors import UserError
from strategies.contract.bounded import is_bounded
from strategies.own.process.code_files import OURS
from strategies.own.process.environment import ENVIRONMENT
from strategies.own.process.payload import pack
from strategies.own.process.question import Question

START = "import sys; sys.path[:] = {path!r}; from strategies.own.process.server import serve; serve({descriptor})"
_OF_THE_PROGRAM = tuple(each + os.sep for each in OURS)
_LOCK = threading.Lock()
WAITS = 15.0
"""Seconds after which whoever waits for a decision is told so; there is no limit to it."""
FIRST, SLACK, TIMES = 60.0, 5.0, 5.0
"""Seconds for a changed history: before anything else was asked, and else over so many times the longest answer."""
GRACE = 2.0
"""Seconds after which a process that was to be ended is not waited for any longer."""
_longest: dict[tuple[str, str], float] = {}
log = logging.getLogger(__name__)


class TookTooLong(UserError, TimeoutError):  # noqa: N818 - reads as what happened
    """A rule that took far longer on a changed history than on the whole one; its process was ended."""


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
                env=ENVIRONMENT,
                pass_fds=[theirs.fileno()],
            )
        self.socket, self.owner = ours, os.getpid()

    def lives(self) -> bool:
        return self.owner == os.getpid() and self.process.poll() is None

    def send(self, told: Mapping[str, object], payload: int, answer: int) -> None:
        message = json.dumps(told).encode() + b"\n"
        sent = socket.send_fds(self.socket, [message[:1]], [payload, answer])
        self.socket.sendall(message[sent:])

    def end(self, number: int) -> None:
        """Let the process that answers a question be ended, before any other question is heard."""
        with suppress(OSError):
            self.socket.sendall(json.dumps({"ended": number}).encode() + b"\n")

    def close(self) -> None:
        self.socket.close()
        if self.owner == os.getpid():
            self.process.wait()


_servers: list[_Server] = []
_numbers = count()
_read_by: dict[str, set[str]] = {}


def ask(question: Question, packages: Sequence[str] = ()) -> bytes:
    """Put a question to a user's file and return its answer.

    Parameters
    ----------
    question : Question
        What is asked; all that the file's process knows.
    packages : sequence of str
        Names of what the file imports of installed packages, loaded once for all its processes.

    Raises
    ------
    UserError
        What the file raised, in one line with its file and line; a process that ended without an answer.
        ``TookTooLong`` where it is ``bounded``.
    """
    limit, begun = _limit(question), monotonic()
    payload = pack(question)
    ours, theirs = os.pipe()
    try:
        with _LOCK:
            server, number = _server(), next(_numbers)
            told = {"number": number, "packages": list(packages), "folder": question.folder, "seconds": limit}
            server.send(told, payload, theirs)
    except OSError as fault:
        os.close(ours)
        raise UserError(f"{question.path}: no process to decide in could be started: {fault.strerror}") from None
    finally:
        os.close(payload)
        os.close(theirs)
    try:
        text = _awaited(question.path, ours, limit)
    finally:
        os.close(ours)
        with _LOCK:
            server.end(number)
    if limit is None:
        key = _key(question)
        _longest[key] = max(_longest.get(key, 0.0), monotonic() - begun)
    elif not text and monotonic() - begun >= limit:
        raise TookTooLong(f"it took longer than the {limit:.0f} s there were for it; its process was ended")
    return _read(question.path, text)


def _key(question: Question) -> tuple[str, str]:
    return str(question.path.absolute()), question.task


def _limit(question: Question) -> float | None:
    if not is_bounded():
        return None
    took = _longest.get(_key(question))
    return FIRST if took is None else SLACK + TIMES * took


def _awaited(path: Path, answer: int, limit: float | None) -> bytes:
    """Read until the process has ended; nothing of one that is over its time."""
    parts: list[bytes] = []
    begun, wait = monotonic(), WAITS
    while True:
        left = None if limit is None else begun + limit + GRACE - monotonic()
        ready, _, _ = select.select([answer], [], [], wait if left is None else max(0.0, min(wait, left)))
        if not ready and left is not None and left <= wait:
            return b""
        if not ready:
            told = "Ctrl-C ends it" if limit is None else f"at most {limit:.0f} s for each history of its audit"
            log.warning("%s has not decided yet; it is waited for, %s", path, told)
            wait = 20 * WAITS
            continue
        part = os.read(answer, 1 << 20)
        if not part:
            return b"".join(parts)
        parts.append(part)


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


def servers() -> list[int]:
    """Return the numbers of the processes that answer for this one: one, or none before the first question."""
    return [server.process.pid for server in _servers if server.lives()]


def modules_read(path: Path) -> set[str]:
    """Return the files of code that the processes of a user's file have read so far, however they were imported."""
    return set(_read_by.get(str(path.absolute()), ()))


def _modules(names: bytes) -> list[str]:
    try:
        found = json.loads(names)
    except ValueError:
        return []
    named = [name for name in found if isinstance(name, str)] if isinstance(found, list) else []
    return [name for name in named if not name.startswith(_OF_THE_PROGRAM)]


def _server() -> _Server:
    if not _servers or not _servers[-1].lives():
        _servers[:] = [_Server()]
    return _servers[-1]


@atexit.register
def _end() -> None:
    for server in _servers:
        server.close()
