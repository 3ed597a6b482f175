"""The Chinese of what a finding says: findings are stored in English, and ``findings.csv`` has their sentences.

A sentence of the table has holes: "{symbol} ends on {day}" is "{symbol} 的点位止于 {day}", whatever stands in them, and
what stands in one is itself looked up. A message of several sentences is looked up sentence by sentence.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib import resources

from data_sources.language.text import Text, both

HOLE = re.compile(r"\\\{(\w+)\\\}")
NUMBERS, TAILS = ("n", "m", "all", "ought", "rate"), ("rest", "more")
"""Holes in which a number stands, and those that may be empty; in any other there are words."""
NUMBER = r"\d(?:[\d,.]*\d)?(?:e[+-]?\d+)?%?"
WHOLE = "{whole}"
"""What a tail hangs on, of how many sentences it may be; such a tail is cut off first."""
BETWEEN, BETWEEN_ZH = "; ", "；"


def finding_words(message: str) -> Text:
    """Return the message of a finding in both languages; what the table does not have is said as it was stored."""
    return both(message, _chinese(message))


@lru_cache(maxsize=4096)
def _chinese(message: str) -> str:
    for pattern, chinese in _sentences():
        found = pattern.fullmatch(message)
        if found:
            return chinese.format_map({hole: _chinese(words) for hole, words in found.groupdict().items()})
    first, between, rest = message.partition(BETWEEN)
    if not between:
        return message
    said = (_chinese(first), _chinese(rest))
    return BETWEEN_ZH.join(said) if said != (first, rest) else message


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The sentences of the table, those that say most outside of their holes first: the first that fits is said."""
    text = resources.files(__package__).joinpath("findings.csv").read_text(encoding="utf-8")
    rows = sorted(csv.DictReader(text.splitlines()), key=lambda row: -len(re.sub(r"\{\w+\}", "", row["english"])))
    rows.sort(key=lambda row: WHOLE not in row["english"])
    return tuple((_pattern(row["english"]), row["chinese"]) for row in rows)


def _pattern(english: str) -> re.Pattern[str]:
    # A hole of one sentence does not reach into the next.
    character, opened = "." if BETWEEN in english or WHOLE in english else "[^;]", set[str]()

    def hole(found: re.Match[str]) -> str:
        if found[1] in opened:
            return f"(?P={found[1]})"
        opened.add(found[1])
        words = f"{character}{'*' if found[1] in TAILS else '+'}?"
        return f"(?P<{found[1]}>{NUMBER if found[1] in NUMBERS else words})"

    return re.compile(HOLE.sub(hole, re.escape(english)))
