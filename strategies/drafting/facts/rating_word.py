"""The words of ratings, longest first: 谨慎推荐 is not 推荐."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from strategies.drafting.facts.tables import rows_of

ACTION = (
    r"首次覆盖|首次评级|首次|维持|上调|下调|调高|调低|重申|不变|"
    r"(?i:maintain(?:ed)?|initiat(?:e|ed|ion)|upgraded?|downgraded?|reiterated?)"
)


@dataclass(frozen=True)
class RatingWord:
    """A word that brokers use, its class in a report's file by scale, and whose scale has it: stock, industry, both."""

    word: str
    stock_class: str
    industry_class: str
    scope: str


@cache
def rating_words() -> dict[str, RatingWord]:
    """Return the words by their dense form, ``marketperform`` in small letters for the English ones."""
    rows = (
        RatingWord(row["word"], row["class"], row["industry_class"] or row["class"], row["scope"])
        for row in rows_of("rating_words.csv")
    )
    return {dense_word(row.word): row for row in rows}


@cache
def any_word() -> str:
    """Return the pattern of any rating word in dense text, longest first."""
    words = sorted(rating_words(), key=len, reverse=True)
    return "|".join(f"(?i:{re.escape(word)})(?![a-z])" if word.isascii() else re.escape(word) for word in words)


def dense_word(word: str) -> str:
    """Return the key of a word as it was matched."""
    return word.replace(" ", "").lower()
