"""A condition read from text.

    condition  = part {"or" part}            part = test {"and" test}
    test       = "(" condition ")" | comparison
    comparison = quantity ("<" | "<=" | ">" | ">=") number {"for" N "periods" | "in" PERIOD | "since" PERIOD}
    quantity   = SERIES | FORM "(" SERIES ")" | "excess" "(" N "months" ")"
    FORM       = "yoy" | "qoq" | "change" | "year" | "year_yoy"

A name with spaces or brackets stands in single quotes: ``'dram_spot/DDR4 8Gb (1Gx8) 3200' < 3``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

from strategies.conditions.condition import (
    EXCESS,
    FORMS,
    Comparison,
    Condition,
    Excess,
    Joined,
    SeriesQuantity,
)
from strategies.conditions.words import ConditionError, Word, words_of
from strategies.signals.period import FORMS as PERIOD_FORMS
from strategies.signals.period import Period, read_period

DEEPEST = 20  # brackets within brackets
MOST_PERIODS = 40
MOST_MONTHS = 120
JOINING = ("and", "or", "for", "in", "since")


def read_condition(text: str, series: Collection[str] | None = None, *, excess: bool = False) -> Condition:
    """Read a condition.

    Parameters
    ----------
    text
        What is written, such as ``yoy(capex/big4_sum) < 0 for 2 periods``.
    series
        The names that it may read; None (default): any, so that a text can be checked before its series are known.
    excess
        Whether ``excess(12 months)`` may stand in it, which only a thesis with names has. Default: False.

    Raises
    ------
    ConditionError
        With the column of the first thing that is wrong there, and what may stand in its place.
    """
    reader = _Reader(words_of(text), None if series is None else frozenset(series), excess)
    condition = reader.condition(0)
    if reader.next().kind != "end":
        raise reader.wrong("the end of the condition, and, or, for, in or since")
    return condition


@dataclass
class _Reader:
    """Walks the words from left to right; ``place`` is the next one to be read."""

    words: tuple[Word, ...]
    series: frozenset[str] | None
    excess: bool
    place: int = 0

    def next(self) -> Word:
        return self.words[self.place]

    def take(self) -> Word:
        word = self.next()
        self.place += 1
        return word

    def wrong(self, wanted: str) -> ConditionError:
        there = f"{self.next().text!r}" if self.next().text else "nothing"
        return ConditionError(self.next().column, f"{there} stands where {wanted} is wanted")

    def expect(self, text: str) -> None:
        if self.next().text != text or self.next().kind == "quoted":
            raise self.wrong(text)
        self.take()

    def condition(self, depth: int) -> Condition:
        if depth > DEEPEST:
            raise ConditionError(self.next().column, f"is nested deeper than {DEEPEST}")
        parts = [self.part(depth)]
        while self.follows("or"):
            parts.append(self.part(depth))
        return parts[0] if len(parts) == 1 else Joined("or", tuple(parts))

    def part(self, depth: int) -> Condition:
        tests = [self.test(depth)]
        while self.follows("and"):
            tests.append(self.test(depth))
        return tests[0] if len(tests) == 1 else Joined("and", tuple(tests))

    def follows(self, word: str) -> bool:
        if self.next().kind != "name" or self.next().text != word:
            return False
        self.take()
        return True

    def test(self, depth: int) -> Condition:
        if self.next().text == "(":
            self.take()
            inner = self.condition(depth + 1)
            self.expect(")")
            return inner
        return self.comparison()

    def comparison(self) -> Comparison:
        quantity = self.quantity()
        if self.next().kind != "sign":
            raise self.wrong("<, <=, > or >=")
        sign, number = self.take().text, self.number("a number", whole=False)
        periods, during, since = 1, None, None
        while self.next().kind == "name" and self.next().text in ("for", "in", "since"):
            match self.take().text:
                case "for":
                    periods = self.count("period", MOST_PERIODS)
                case "in":
                    during = self.period()
                case _:
                    since = self.period()
        return Comparison(quantity, sign, number, periods, during, since)

    def quantity(self) -> SeriesQuantity | Excess:
        word = self.next()
        if word.kind not in ("name", "quoted") or (word.kind == "name" and word.text in JOINING):
            raise self.wrong("a series")
        called = word.kind == "name" and self.words[self.place + 1].text == "("
        if not called:
            return SeriesQuantity(self.known_series())
        self.take()
        self.take()
        if word.text == EXCESS:
            if not self.excess:
                raise ConditionError(word.column, f"{EXCESS} is of the names of a thesis, which are not known here")
            months = self.count("month", MOST_MONTHS)
            self.expect(")")
            return Excess(months)
        if word.text not in FORMS:
            there = ", ".join([*FORMS, EXCESS])
            raise ConditionError(word.column, f"there is no form {word.text}; there are {there}")
        quantity = SeriesQuantity(self.known_series(), FORMS[word.text])
        self.expect(")")
        return quantity

    def known_series(self) -> str:
        if self.next().kind not in ("name", "quoted"):
            raise self.wrong("a series")
        word = self.take()
        if self.series is None or any(SeriesQuantity(word.text).takes(each) for each in self.series):
            return word.text
        near = get_close_matches(word.text, sorted(self.series), n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(sorted(self.series)) or 'none'}"
        raise ConditionError(word.column, f"no series is called {word.text}; {hint}")

    def count(self, unit: str, most: int) -> int:
        column = self.next().column
        count = int(self.number("a whole number", whole=True))
        if not 1 <= count <= most:
            raise ConditionError(column, f"{count} is not between 1 and {most}")
        if self.next().text not in (unit, f"{unit}s"):
            raise self.wrong(f"{unit}s")
        self.take()
        return count

    def number(self, wanted: str, *, whole: bool) -> float:
        if self.next().kind != "number" or (whole and not self.next().text.isdigit()):
            raise self.wrong(wanted)
        return float(self.take().text)

    def period(self) -> Period:
        found = read_period(self.next().text)
        if found is None:
            raise self.wrong(f"a period such as {PERIOD_FORMS}")
        self.take()
        return found
