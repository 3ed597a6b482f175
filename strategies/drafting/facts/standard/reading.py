"""The rating standard from the lines of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from strategies.documents.rating import RatingClass
from strategies.drafting.facts.folded import dense
from strategies.drafting.facts.found import Found, StandardFacts
from strategies.drafting.facts.rating_word import dense_word, rating_words
from strategies.drafting.facts.standard.benchmarks import benchmarks, names_index
from strategies.drafting.facts.standard.bounds import Bounds
from strategies.drafting.facts.standard.entries import Entry, entries
from strategies.drafting.facts.standard.horizon import horizon, names_months
from strategies.drafting.lines import Line

AROUND = 8
"""Lines with text before and behind the classes that may say horizon and benchmark."""
MOST_OTHERS = 2
"""Lines before the classes that say nothing of the standard, such as a head of a table; behind more it has begun."""
NOTE = re.compile(r"基准|评级|大盘|大市|市场指|报告|(?i:benchmark|rating)")
BELONGS = re.compile(r"评级|基准|相对|月内|个月|指数|(?i:benchmark|rating|months|index)")


def rating_standard(lines: Sequence[Line]) -> StandardFacts | None:
    """Return the rating standard, None when the document prints none.

    Classes are ordered from best to worst. A class is ``high`` when its ends meet those of its neighbours, ``medium``
    when they do not or when it is worded without a number.
    """
    found = entries(lines)
    if not found:
        return None
    region = _region(found, lines)
    stock, industry = _scales(found)
    return StandardFacts(
        horizon(found, region),
        benchmarks(region),
        _classes(stock, "stock"),
        _classes(industry, "industry"),
        any(_prints_edges(entry) for entry in (*stock, *industry)),
        region[0].number,
        region[-1].number,
    )


def _region(found: Sequence[Entry], lines: Sequence[Line]) -> list[Line]:
    """Return the lines of the classes with the introduction before them and the notes behind, as far as they belong."""
    written = [line for line in lines if line.text.strip()]
    places = {line.number: place for place, line in enumerate(written)}
    first, last = places[found[0].line], places[found[-1].line]
    others = 0
    for place in range(first - 1, max(first - 1 - AROUND, -1), -1):
        if BELONGS.search(dense(written[place].text)):
            first = place
        else:
            others += 1
        if others == MOST_OTHERS:
            break
    for place in range(last + 1, min(last + 1 + AROUND, len(written))):
        text = dense(written[place].text)
        if NOTE.search(text) and (names_index(text) or names_months(text)):
            last = place
    return written[first : last + 1]


def _scales(found: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Return the stock scale and the industry one; a word that comes again without a scale is the industry's."""
    stock: list[Entry] = []
    industry: list[Entry] = []
    for entry in found:
        own = rating_words()[dense_word(entry.word)].scope
        scope = entry.scope or ("industry" if entry.word in [each.word for each in stock] else "stock")
        scope = own if own != "both" else scope
        scale = stock if scope == "stock" else industry
        if entry.word not in [each.word for each in scale]:
            scale.append(entry)
    return stock, industry


def _classes(scale: Sequence[Entry], scope: str) -> tuple[Found[RatingClass], ...]:
    ordered = sorted(scale, key=_height, reverse=True)
    classes = []
    for place, entry in enumerate(ordered):
        ends = entry.bounds
        upper_closed = ends.upper is not None and ends.upper_closed is True
        upper = _upper(ends, ordered[place - 1].bounds if place else None)
        word = rating_words()[dense_word(entry.word)]
        lower = _lower(ends, ordered[place + 1].bounds if place + 1 < len(ordered) else None)
        lower_closed = lower is not None and ends.lower_closed is not False
        name = word.stock_class if scope == "stock" else word.industry_class
        value = RatingClass(name, entry.word, lower, upper, lower_closed, upper_closed)
        meets = _meets(entry, ordered[place - 1] if place else None) and _meets(
            ordered[place + 1] if place + 1 < len(ordered) else None, entry
        )
        sure = meets and not ends.worded and len(ordered) > 1
        rule = (
            "worded without a number"
            if ends.worded
            else "its ends meet its neighbours'"
            if meets
            else "its ends do not meet its neighbours'"
        )
        classes.append(Found(value, entry.line, "high" if sure else "medium", rule))
    return tuple(classes)


def _upper(ends: Bounds, better: Bounds | None) -> float | None:
    """Return the upper end of a class: printed, or the lower one of the better class, as 5%以上 below 15%以上 means."""
    above = better.lower if better else None
    is_open = ends.upper is None and ends.lower is not None
    return above if is_open and above is not None and above != ends.lower else ends.upper


def _lower(ends: Bounds, worse: Bounds | None) -> float | None:
    """Return the lower end of a class: printed, or where the worse class begins: 落后5%以上 above 落后15%以上."""
    below = worse.upper if worse else None
    is_open = ends.lower is None and ends.upper is not None
    return below if is_open and below is not None and below != ends.upper else ends.lower


def _height(entry: Entry) -> tuple[float, float]:
    """Return what orders classes from best to worst: the lower end, then the upper one."""
    lower, upper = entry.bounds.lower, entry.bounds.upper
    low = float("-inf") if lower is None else lower
    return (low, float("inf") if upper is None else upper)


def _meets(below: Entry | None, above: Entry | None) -> bool:
    """Whether the upper end of a class is the lower end of the better one; the outermost ones need an open end only."""
    if below is None or above is None:
        end = above.bounds.lower if above else below.bounds.upper if below else None
        return end is None
    return below.bounds.upper == _lower(above.bounds, below.bounds)


def _prints_edges(entry: Entry) -> bool:
    ends = entry.bounds
    return not ends.worded and (ends.lower_closed is not None or ends.upper_closed is not None)
