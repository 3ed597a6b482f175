"""Classes that say first what they mean and then their word: 相对基准指数涨幅在20%以上的为“推荐”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from strategies.drafting.facts.rating_word import any_word, dense_word, rating_words
from strategies.drafting.facts.standard.bounds import Bounds, bounds_of, worded_bounds

NAMED_SO = r"(?:的|者|时)?,?(?:则)?(?:评为|定为|定义为|评级为|记为|视为|归为|给予|对应|为|是)"
SUBJECT_REACH = 120
"""Letters before a class that may say whose return the whole sentence speaks of."""


def conditions_first(text: str) -> Iterator[tuple[int, str, Bounds, str]]:
    """Yield place, word, ends and condition of each class whose word ends its clause, in dense text.

    The condition is the clause before the word; what stands before its first class names the subject for all of them,
    so that the sentence so far is given with it.
    """
    for found in _pattern().finditer(text):
        ends = bounds_of(found["says"]) or worded_bounds(found["says"])
        if ends:
            word = rating_words()[dense_word(found["word"])].word
            yield found.start("word"), word, ends, _sentence(text[: found.start("word")]) or found["says"]


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[,;:。\n\t|)]))(?P<says>[^,;:。\n\t|]{{3,70}}?){NAMED_SO}[\"(]?(?P<word>{any_word()})[\"')]*(?:评级)?"
        r"(?=[,;。\n\t|]|$)"
    )


def _sentence(before: str) -> str:
    return re.split(r"[。\n\t]", before[-SUBJECT_REACH:])[-1]
