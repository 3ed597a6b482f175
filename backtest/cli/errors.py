"""How a command ends: an exit code, and for everything that goes wrong one line on stderr."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress

import typer

from backtest.cli.streams import is_closed, let_go, write_error_line
from data_sources.errors import OptionError, UserError
from data_sources.passwords import masked
from data_sources.plain_text import cut, one_line, visible, words_of
from data_sources.refused import is_out_of_memory, out_of_memory

DONE, FAILED, USAGE, PARTLY = 0, 1, 2, 3
INTERRUPTED = 130
LONGEST_WORDS = 500
LONGEST_TRACEBACK = 20_000


class UsageFault(typer.TyperException):
    """Options that do not go together: exit code 2, as for an unknown option."""

    exit_code = USAGE

    def __init__(self, message: str, ctx: typer.Context | None = None) -> None:
        super().__init__(message)
        self.ctx = ctx


def exit_code(call: Callable[[], object], *, debug: bool = False) -> int:
    """Run a command line and return its exit code; what goes wrong becomes one line on stderr.

    A traceback is printed before the line when ``debug``. A reader that closes the pipe (``| head``) gets no line: it
    has left.
    """
    try:
        code = call()
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_stdout()
        return FAILED
    except SystemExit as end:
        # So the library ends when a pipe is closed; whoever else would end the process here did not end the work.
        return end.code if isinstance(end.code, int) and end.code else FAILED
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BaseException as fault:  # noqa: BLE001 - this is the rim: nothing may pass as a traceback
        if debug:
            write_error_line(visible(cut(traceback.format_exc(), LONGEST_TRACEBACK)))
        if isinstance(fault, OSError):
            _let_go_of_stdout()
        tell(_sentence(fault))
        return fault.exit_code if isinstance(fault, typer.TyperException) else FAILED
    if code == INTERRUPTED:
        tell("stopped before it was done")
    return code if isinstance(code, int) else DONE


def tell(sentence: str) -> None:
    """Print one error line on stderr, cut where it is too long; a terminal obeys no character of it."""
    write_error_line(f"error: {one_line(masked(sentence))}")


def _sentence(fault: BaseException) -> str:
    if isinstance(fault, OptionError):
        return fault.with_flags
    if isinstance(fault, UserError):
        return str(fault)
    if isinstance(fault, typer.TyperException):
        context = getattr(fault, "ctx", None)
        command = context.command_path if context else "backtest"
        # The validation library's own word in front of a sentence says nothing to a user.
        return f"{fault.format_message().replace('Value error, ', '')} (see {command} --help)"
    if is_out_of_memory(fault):
        return str(out_of_memory("do this"))
    if isinstance(fault, OSError):
        if not fault.filename and fault.errno == errno.ENOENT and _is_nowhere():
            return "the working folder is gone; change to one that is there, and run the same command again"
        place = f"{fault.filename}: " if fault.filename else "cannot write the output: "
        if not fault.filename and is_closed(fault):
            return f"{place}stdout is closed"
        return f"{place}{fault.strerror or fault}"
    words = one_line(f"{type(fault).__name__}: {words_of(fault)}", LONGEST_WORDS)
    return f"{words}; this is a fault of the program: run it again with --debug and report what it prints"


def _is_nowhere() -> bool:
    """Whether the folder that this process works in was removed."""
    try:
        os.getcwd()  # noqa: PTH109 - whatever it is
    except FileNotFoundError:
        return True
    return False


def _let_go_of_stdout() -> None:
    """Point stdout nowhere: what is still buffered would fail once more when the process ends."""
    with suppress(OSError, ValueError):
        let_go(sys.stdout.fileno())
