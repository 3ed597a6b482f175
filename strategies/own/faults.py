"""What a user's code raises, made one line that names the file and the deepest line in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from traceback import extract_tb
from typing import TypeVar

from data_sources.errors import InputError, UserError
from data_sources.plain_text import one_line, words_of
from data_sources.tables.symbols import parse_symbol
from strategies.own.surroundings import contained

Answer = TypeVar("Answer")
LONGEST_WORDS = 500
"""Characters of what a user's code raised; an outcome, a page and a diary hold them too."""
MOST_OF_A_GROUP = 3


def placed(path: Path, call: Callable[[], Answer]) -> Answer:
    """Run code of the user's; turn what it raises into one line with the file and the deepest line in it."""
    try:
        with contained():
            return call()
    except KeyboardInterrupt:
        raise
    except UserError as fault:
        text = one_line(words_of(fault))
        raise UserError(text if text.startswith(str(path)) else f"{path}: {text}") from fault
    except SyntaxError as fault:
        place = f"{path}:{fault.lineno}" if fault.lineno else str(path)
        raise UserError(f"{place}: {one_line(str(fault.msg), LONGEST_WORDS)}") from fault
    except BaseException as fault:
        # GeneratorExit, SystemExit and classes of the user's own among them: a file has no other way to fail.
        raise UserError(f"{place_of(path, fault)}: {in_words(fault)}") from fault


def in_words(fault: BaseException) -> str:
    """Return what a user's code raised, in words; a symbol that was looked up in vain is named as one."""
    key = fault.args[0] if isinstance(fault, KeyError) and fault.args else None
    if isinstance(key, str) and _is_symbol(key):
        return f"{key} is not in this market; `backtest list members` names its shares, written like 600000.SH"
    if isinstance(fault, BaseExceptionGroup):
        words = "; ".join(in_words(each) for each in fault.exceptions[:MOST_OF_A_GROUP])
        return one_line(f"{type(fault).__name__}: {fault.message}: {words}", LONGEST_WORDS)
    return one_line(f"{type(fault).__name__}: {words_of(fault)}", LONGEST_WORDS)


def _is_symbol(text: str) -> bool:
    try:
        parse_symbol(text)
    except InputError:
        return False
    return True


def place_of(path: Path, fault: BaseException) -> str:
    """Return the user's file with the deepest line in it that a fault passed, without one the file."""
    lines = [frame.lineno for frame in extract_tb(fault.__traceback__) if frame.filename == str(path)]
    return f"{path}:{lines[-1]}" if lines else str(path)
