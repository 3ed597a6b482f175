"""The words of a condition, each with the column at which it begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from data_sources.errors import InputError

Kind: TypeAlias = Literal["sign", "bracket", "number", "quoted", "name", "end"]

LONGEST = 400  # characters
WORD = re.compile(
    r"\s*(?:(?P<sign><=|>=|<|>)|(?P<bracket>[()])|(?P<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?![\w./-]))"
    r"|'(?P<quoted>[^']+)'|(?P<name>[A-Za-z0-9_][\w./+-]*))"
)


class ConditionError(InputError):
    """A text that is no condition: the column, counted from 1, and what is wrong there."""

    def __init__(self, column: int, problem: str) -> None:
        super().__init__(f"column {column}: {problem}")


@dataclass(frozen=True)
class Word:
    """One word; the last of a condition is the empty one of kind ``end``."""

    text: str
    kind: Kind
    column: int


def words_of(text: str) -> tuple[Word, ...]:
    """Split a condition into words; raises ConditionError at the first thing that is none."""
    if len(text) > LONGEST:
        raise ConditionError(LONGEST + 1, f"is longer than {LONGEST} characters")
    words = []
    place = 0
    while text[place:].strip():
        found = WORD.match(text, place)
        if found is None or found.lastgroup is None:
            at = place + len(text[place:]) - len(text[place:].lstrip())
            raise ConditionError(at + 1, f"{text[at]!r} has no place in a condition; compare with < <= > >=")
        kind: Kind = found.lastgroup  # type: ignore[assignment] # the groups of WORD are the kinds
        words.append(Word(found[kind], kind, found.start(kind) + 1))
        place = found.end()
    return (*words, Word("", "end", len(text) + 1))
