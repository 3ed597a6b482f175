"""The process without a market: it makes a copy of itself for each question, and the copy executes the user's file."""

from __future__ import annotations

import contextlib
import io
import json
import os
import select
import signal
import socket
import sys
import threading
from datetime import datetime, time
from importlib import import_module
from time import monotonic
from zoneinfo import ZoneInfo

from data_sources.errors import UserError
from strategies.contract.history import History
from strategies.own.faults import in_words, place_of
from strategies.own.module import run_text
from strategies.own.process.guard import shut
from strategies.own.process.known_library import forget_after, load_library
from strategies.own.process.payload import unpack
from strategies.own.process.question import Question, description, written
from strategies.own.process.still_clock import ZONE, fix_chance, stop_clock
from strategies.own.weights_file import strategy_of

PRINTED = 20_000
"""Characters of what a file prints that are handed on."""
CLOSE = time(15, 0)
SHANGHAI = ZoneInfo("Asia/Shanghai")


class _Printed(io.StringIO):
    """What a file prints; it may close its streams, and what it had printed is still there."""

    def close(self) -> None:
        """Stay readable."""


def serve(descriptor: int) -> None:
    """Answer until whoever asks is gone; then end, and with it every copy that still works."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    load_library()
    copies: dict[int, float | None] = {}
    with socket.socket(fileno=descriptor) as asked:
        while True:
            _wait(asked, copies)
            question = _received(asked)
            if question is None:
                break
            message, (payload, answer) = question
            told = json.loads(message)
            _prepare(told["packages"])
            copy = os.fork()
            if not copy:
                asked.close()
                _answer(payload, answer)
            os.close(payload)
            os.close(answer)
            copies[copy] = None if told["seconds"] is None else monotonic() + told["seconds"]
            copies = {each: end for each, end in copies.items() if not _ended(each)}
    for each in copies:
        with contextlib.suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)


def _wait(asked: socket.socket, copies: dict[int, float | None]) -> None:
    """Wait for the next question, and end every copy whose time is over."""
    while True:
        ends = [end for end in copies.values() if end is not None]
        ready, _, _ = select.select([asked], [], [], max(min(ends) - monotonic(), 0.0) if ends else None)
        if ready:
            return
        for each in [each for each, end in copies.items() if end is not None and end <= monotonic()]:
            # One that has ended by itself has lost its number, which may be another process's now.
            if not _ended(each):
                os.kill(each, signal.SIGKILL)
                os.waitpid(each, 0)
            del copies[each]


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
    """Import installed packages that the file will import, once for all its copies; what fails there fails again."""
    for name in packages:
        if name not in sys.modules:
            with contextlib.suppress(Exception):
                import_module(name)


def _ended(copy: int) -> bool:
    try:
        return os.waitpid(copy, os.WNOHANG)[0] == copy
    except ChildProcessError:
        return True


def _answer(payload: int, answer: int) -> None:
    """Answer one question and end at once: no thread and nothing that a file registered for the end runs on."""
    kind, text, printed = b"fault", b"", _Printed()
    read: set[str] = set()
    leave, write = os._exit, os.write
    threading.excepthook = lambda args: _one_line(printed, "a thread failed", args.exc_value)
    sys.unraisablehook = lambda args: _one_line(printed, "ignored", args.exc_value)
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            kind, text = _asked(unpack(payload), read)
    except BaseException as fault:  # noqa: BLE001 - whatever a file raises is its answer
        text = f"{type(fault).__name__}: {fault}".encode(errors="replace")
    said = printed.getvalue()[:PRINTED].encode(errors="replace")
    seen = json.dumps(sorted(read)).encode()
    rest = memoryview(b"%b %d %d\n%b%b%b" % (kind, len(said), len(seen), said, seen, text))
    while rest:
        rest = rest[write(answer, rest) :]
    leave(0)


def _one_line(printed: io.StringIO, what: str, fault: BaseException | None) -> None:
    printed.write(f"{what}: {in_words(fault) if fault else 'without a reason'}\n")


def _asked(question: Question, read: set[str]) -> tuple[bytes, bytes]:
    path, moment = question.path, _moment(question.history)
    sys.path.append(question.folder)
    stop_clock(moment)
    if question.history is not None:
        forget_after(moment.date())
    fix_chance()
    shut(question.folder, read)
    os.environ["TZ"] = ZONE
    try:
        return b"answer", _of_file(question)
    except UserError as fault:
        return b"fault", str(fault).encode(errors="replace")
    except BaseException as fault:  # noqa: BLE001 - a file may raise what it likes, one line is made of it
        return b"fault", f"{place_of(path, fault)}: {in_words(fault)}".encode(errors="replace")


def _of_file(question: Question) -> bytes:
    if question.task in {"handle", "describe handler"}:
        from strategies.own.process import handled  # noqa: PLC0415 - with the engine, for handlers only

        return handled.answer(question) if question.task == "handle" else handled.description(question)
    strategy = strategy_of(question.path, run_text(question.path, question.text))
    if question.task == "describe":
        return description(strategy)
    if question.task == "drawn":
        kept = strategy.drawn_names(question.members, question.settings) if strategy.drawn_names else question.members
        return json.dumps([question.members.index(each) for each in kept]).encode()
    assert question.history is not None  # noqa: S101 - what is to be decided comes with its history
    return written(strategy.targets(question.history, question.settings))


def _moment(history: History | None) -> datetime:
    """The close of the last session that has any bar; without a history the first day of the exchanges."""
    if history is None:
        return datetime(1990, 12, 19, 15, tzinfo=SHANGHAI)
    panel = history.panel
    row = max(panel.last_traded, 0)
    return datetime.combine(panel.sessions[row].item(), CLOSE, SHANGHAI)
