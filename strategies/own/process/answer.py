"""The answer to one question: what a copy of the process without a market does before it ends."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import threading
from datetime import datetime, time
from errno import EACCES
from zoneinfo import ZoneInfo

from data_sources.errors import UserError
from strategies.contract.history import History
from strategies.own.faults import in_words, place_of
from strategies.own.module import run_text
from strategies.own.process.environment import ZONE
from strategies.own.process.guard import WHY, shut
from strategies.own.process.known_library import forget_after
from strategies.own.process.payload import unpack
from strategies.own.process.question import Question, description, written
from strategies.own.process.still_clock import fix_chance, stop_clock
from strategies.own.weights_file import strategy_of

PRINTED = 20_000
"""Characters of what a file prints that are handed on."""
CLOSE = time(15, 0)
SHANGHAI = ZoneInfo("Asia/Shanghai")


class Printed(io.StringIO):
    """The beginning of what a file prints; it may close its streams, and what it had printed is still there."""

    def write(self, text: str, /) -> int:
        """Keep no more than is handed on, however much is printed."""
        room = PRINTED - self.tell()
        if room > 0:
            super().write(text[:room])
        return len(text)

    def close(self) -> None:
        """Stay readable."""


def answer_and_end(payload: int, answer: int, behind: int | None) -> None:
    """Answer one question and end at once: no thread and nothing that a file registered for the end runs on."""
    kind, text, printed = b"fault", b"", Printed()
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
