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
from errno import EACCES
from importlib import import_module
from time import monotonic
from zoneinfo import ZoneInfo

from data_sources.errors import UserError
from strategies.contract.history import History
from strategies.own.faults import in_words, place_of
from strategies.own.module import run_text
from strategies.own.process.environment import ZONE
from strategies.own.process.fence import fence
from strategies.own.process.guard import WHY, shut
from strategies.own.process.known_library import forget_after, load_library
from strategies.own.process.payload import unpack
from strategies.own.process.question import Question, description, written
from strategies.own.process.still_clock import fix_chance, stop_clock
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
                asked.close()
                _answer(payload, answer, behind)
            os.close(payload)
            os.close(answer)
            numbers[told["number"]] = copy
            copies[copy] = None if told["seconds"] is None else monotonic() + told["seconds"]
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


def _answer(payload: int, answer: int, behind: int | None) -> None:
    """Answer one question and end at once: no thread and nothing that a file registered for the end runs on."""
    kind, text, printed = b"fault", b"", _Printed()
    read: set[str] = set()
    leave, write = os._exit, os.write
    threading.excepthook = lambda args: _one_line(printed, "a thread failed", args.exc_value)
    sys.unraisablehook = lambda args: _one_line(printed, "ignored", args.exc_value)
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            kind, text = _asked(unpack(payload), read, behind)
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


def _asked(question: Question, read: set[str], behind: int | None) -> tuple[bytes, bytes]:
    path, moment = question.path, _moment(question.history)
    sys.path.append(question.folder)
    stop_clock(moment)
    if question.history is not None:
        forget_after(moment.date())
    fix_chance()
    shut(question.folder, behind, read)
    os.environ["TZ"] = ZONE
    try:
        return b"answer", _of_file(question)
    except UserError as fault:
        return b"fault", f"{fault}{_why(fault.__cause__)}".encode(errors="replace")
    except BaseException as fault:  # noqa: BLE001 - a file may raise what it likes, one line is made of it
        return b"fault", f"{place_of(path, fault)}: {in_words(fault)}{_why(fault)}".encode(errors="replace")


def _why(fault: BaseException | None) -> str:
    """Say why a package in C was refused a file by the kernel, which its own words do not."""
    if not isinstance(fault, OSError) or fault.errno not in {EACCES, None} or "ermission denied" not in str(fault):
        return ""
    return f"; a rule may not read files while it decides{WHY}"


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
