"""The process without a market: it makes a copy of itself for each question, and the copy executes the user's file."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import sys
from dataclasses import dataclass
from importlib import import_module
from time import monotonic

from strategies.own.process.answer import answer_and_end
from strategies.own.process.fence import fence
from strategies.own.process.known_library import load_library

tried: set[str] = set()
"""Names that may be modules, or things in one: whether they are shows when they are imported."""


@dataclass(frozen=True)
class _Work:
    """What a copy is made for: descriptors of the question, of its answer and of the kernel's rules."""

    payload: int
    answer: int
    behind: int | None


def serve(descriptor: int) -> None:
    """Answer until whoever asks is gone; then end, and with it every copy that still works."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    load_library()
    work = _copies(descriptor)
    if work:
        answer_and_end(work.payload, work.answer, work.behind)


def _copies(descriptor: int) -> _Work | None:
    """Make a copy for each question, in which this returns its work; None when whoever asks is gone.

    It has returned before a rule is executed, which could read in its frame how many questions there were before.
    """
    copies: dict[int, float | None] = {}
    numbers: dict[int, int] = {}
    with socket.socket(fileno=descriptor) as asked:
        while True:
            _wait(asked, copies)
            question = _received(asked)
            if question is None:
                break
            message, descriptors = question
            told = json.loads(message)
            if "ended" in told:
                _end(numbers.pop(told["ended"], 0), copies)
                continue
            payload, answer = descriptors
            _prepare(told["packages"])
            behind = fence(told["folder"])
            copy = os.fork()
            if not copy:
                return _Work(payload, answer, behind)
            os.close(payload)
            os.close(answer)
            numbers[told["number"]] = copy
            copies[copy] = None if told["seconds"] is None else monotonic() + told["seconds"]
    for each in copies:
        with contextlib.suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)
    return None


def _wait(asked: socket.socket, copies: dict[int, float | None]) -> None:
    """Wait for the next question, and end every copy whose time is over."""
    while True:
        ends = [end for end in copies.values() if end is not None]
        ready, _, _ = select.select([asked], [], [], max(min(ends) - monotonic(), 0.0) if ends else None)
        if ready:
            return
        for each in [each for each, end in copies.items() if end is not None and end <= monotonic()]:
            _end(each, copies)


def _end(copy: int, copies: dict[int, float | None]) -> None:
    """End a copy, whatever it still does: its answer was read, or its time is over.

    A copy that answered and lived on could tell the next ones what it knows.
    """
    # One that has ended by itself and was waited for has lost its number, which may be another process's now.
    if copies.pop(copy, False) is not False and not _ended(copy):
        os.kill(copy, signal.SIGKILL)
        os.waitpid(copy, 0)


def _received(asked: socket.socket) -> tuple[bytes, list[int]] | None:
    message, descriptors, _, _ = socket.recv_fds(asked, 1, 2)
    if not message:
        return None
    while not message.endswith(b"\n"):
        more = asked.recv(1)
        if not more:
            return None
        message += more
    return message, descriptors


def _prepare(packages: list[str]) -> None:
    """Import what the file will import of installed packages, once for all its copies; what fails there fails again."""
    for name in packages:
        if name not in sys.modules and name not in tried:
            tried.add(name)
            with contextlib.suppress(Exception):
                import_module(name)


def _ended(copy: int) -> bool:
    try:
        return os.waitpid(copy, os.WNOHANG)[0] == copy
    except ChildProcessError:
        return True
