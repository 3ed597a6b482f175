"""How a command ends: an exit code, and for everything that goes wrong one line on stderr."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress

import typer

from backtest.cli.language import spoken
from backtest.cli.streams import is_closed, let_go, write_error_line
from backtest.cli.usage_words import usage_sentence
from backtest.name_clash import brought_by_another
from data_sources.errors import OptionError, UserError
from data_sources.language.refusals import reason_of
from data_sources.language.text import both
from data_sources.passwords import masked
from data_sources.plain_text import cut, one_line, visible, words_of
from data_sources.refused import is_out_of_memory, out_of_memory

DONE, FAILED, USAGE, PARTLY = 0, 1, 2, 3
INTERRUPTED = 130
LONGEST_WORDS = 500
LONGEST_TRACEBACK = 20_000
_TIMED: list[bool] = [False]
CANNOT_WRITE = both("cannot write the output: ", "无法写出结果：")
NOWHERE = both(
    "the working folder is gone; change to one that is there, and run the same command again",
    "当前文件夹已不存在；请切换到存在的文件夹，再运行同一命令",
)


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
        tell(both("stopped before it was done", "未完成即被中断"))
    return code if isinstance(code, int) else DONE


def tell(sentence: str) -> None:
    """Print one error line on stderr, a ``Text`` in the chosen language, cut where it is too long.

    A terminal obeys no character of it.
    """
    line = one_line(masked(spoken(sentence)))
    write_error_line(f"{f'{log_time()} ' if _TIMED[0] else ''}{spoken(both(f'error: {line}', f'错误：{line}'))}")


def time_errors(*, on: bool) -> None:
    """Begin each error line of this command with the time in Shanghai, as the lines of a log do, or with none."""
    _TIMED[0] = on


def log_time() -> str:
    """Return the time in Shanghai, ISO with its offset: ``2026-07-01T18:30:05+08:00``."""
    from data_sources.calendar import clock  # noqa: PLC0415 - only the command of a log needs the clock

    return clock.shanghai_time(clock.SYSTEM).isoformat(timespec="seconds")


def _sentence(fault: BaseException) -> str:
    """Return what went wrong, in both languages where whoever found it said it in both."""
    if isinstance(fault, OptionError):
        return fault.with_flags
    if isinstance(fault, UserError):
        return fault.words
    if isinstance(fault, typer.TyperException):
        return usage_sentence(fault)
    if is_out_of_memory(fault):
        return out_of_memory("do this").words
    if isinstance(fault, OSError):
        return _refusal(fault)
    if isinstance(fault, SystemError) and _is_nowhere():  # Python 3.13.0 loses the error of a folder that is gone
        return NOWHERE
    if isinstance(fault, ImportError) and (clash := brought_by_another(fault)):
        return both(str(clash), clash.zh)
    words = one_line(f"{type(fault).__name__}: {words_of(fault)}", LONGEST_WORDS)
    return both(
        f"{words}; this is a fault of the program: run it again with --debug and report what it prints",
        f"{words}；这是程序本身的错误：请加 --debug 再运行一次，并反馈其输出",
    )


def _refusal(fault: OSError) -> str:
    """Return what the operating system refused, outside of the functions that say so themselves."""
    if not fault.filename and fault.errno == errno.ENOENT and _is_nowhere():
        return NOWHERE
    place = both(f"{fault.filename}: ", f"{fault.filename}：") if fault.filename else CANNOT_WRITE
    if not fault.filename and is_closed(fault):
        return both(f"{place}stdout is closed", f"{place.zh}标准输出已关闭")
    why = reason_of(fault)
    return both(f"{place}{why}", f"{place.zh}{why.zh}")


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
