"""Volume and amount as a whole: two columns in one wrong unit keep their ratio, and only their size tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from data_sources.market_rules.turnover_bounds import largest_turnover
from data_sources.quality.reference import Reference
from data_sources.quality.symbol_days import NAMED
from data_sources.quality.units.turnover import Turnover, count_of_symbols, turnovers
from data_sources.quality.units.unit_causes import same_units_words
from data_sources.tables.finding import Finding, Severity
from data_sources.tables.frame import Frame
from data_sources.tables.sightings import sighting

FEWEST = 20
"""Traded bars, about a month, whose median says what a share turns over."""

FEWEST_HUGE = 5
"""Traded bars above what any share had that tell that a column holds something else."""

HALF, QUARTER, MANY = 0.5, 0.25, 20
"""Share of the symbols above which the table is in another unit, and the share of that many symbols."""

FAR_BELOW = 100
"""Times below the floor that no share is, however quiet."""

SHORT, NEARLY_ALL = 10, 0.9
"""Times below the floor that so many of the rows of less than a month have to be: a few may be a share's quietest."""

TENTHS, DECADES = (0.1, 0.9), 2.0
"""From its quiet days to its busy ones a share's turnover grows by ten or thirty times, in four years by seventy; where
it jumps about by hundreds a market is made up, and its size says nothing."""


def turnover_scale(tables: Reference) -> Iterator[Finding]:
    """A symbol whose median turnover over a month or more no share of its board has (warning), or most have (severe).

    Amount where given, volume times close otherwise. More than half of the symbols, or a quarter of twenty, are one
    finding for the table, ``turnover_scale_all``, and so are nearly all rows of a table in which no symbol has a month
    of them, at a tenth of the floor or less. A single symbol is severe that is a hundred times below the floor, or on
    five days above what any share ever turned over. A turnover that jumps about by a hundred times is never too small.
    Symbols whose amount / volume is no price belong to the unit proof.
    """
    bars, every = tables["bars"], list(turnovers(tables))
    long = [own for own in every if len(own.rows) >= FEWEST_HUGE]
    told = [(own, words) for own in long if (words := _out_of_bounds(own))]
    # Symbols that belong to the unit proof are of another fault, and no part of this one.
    others = count_of_symbols(tables) - len(every)
    most = QUARTER if len(every) >= MANY else HALF
    if told and len(told) > most * (len(long) + others):
        words = f"{len(told)} of {len(long)} symbols turn over what no share does; of {told[0][0].symbol} {told[0][1]}"
        yield _of_all(bars, words, told[0][0])
        return
    short = every and not others and all(len(own.rows) < FEWEST for own in every)
    if short and (words := _rows_out_of_bounds(every, most)):
        yield _of_all(bars, words, every[0])
        return
    for own, words in told[:NAMED]:
        yield sighting(bars, int(own.rows[0]), "turnover_scale", _severity(own), words)
    if len(told) > NAMED:
        first = ", ".join(own.symbol for own, _ in told[NAMED : NAMED + 3])
        more = f"the median turnover of {len(told) - NAMED} more symbols is out of scale, the first: {first}"
        yield Finding("warning", "turnover_scale", more, bars.table.name)


def _of_all(bars: Frame, words: str, first: Turnover) -> Finding:
    return replace(sighting(bars, int(first.rows[0]), "turnover_scale_all", "severe", words), symbol="", date=None)


def _severity(own: Turnover) -> Severity:
    return "severe" if _huge(own) or np.median(own.values) * FAR_BELOW < own.least.max() else "warning"


def _huge(own: Turnover) -> bool:
    """Whether a symbol has days enough that no share ever had."""
    return bool((own.values > largest_turnover()).sum() >= FEWEST_HUGE)


def _rows_out_of_bounds(every: list[Turnover], most: float) -> str:
    """Say how most rows of stretches too short for a median lie out of bounds; "" when they do not."""
    values = np.concatenate([own.values for own in every]) if every else np.empty(0)
    if len(values) < FEWEST:
        return ""
    middle = float(np.median(values))
    if (values > largest_turnover()).mean() > most:
        return (
            f"the median turnover of {len(values)} rows is {middle:.3g} CNY, no share ever had {largest_turnover():.3g}"
        )
    below = values * SHORT < np.concatenate([own.least for own in every])
    if below.mean() <= NEARLY_ALL:
        return ""
    words = f"{int(below.sum())} of {len(values)} rows turn over less than a share does, {middle:.3g} CNY in the middle"
    return f"{words}: {same_units_words(middle)}?"


def _out_of_bounds(own: Turnover) -> str:
    """Say how a symbol's turnover lies out of bounds; "" when it does not."""
    middle = float(np.median(own.values))
    if _huge(own):
        huge = own.values[own.values > largest_turnover()]
        words = "the median turnover" if middle > largest_turnover() else f"the turnover of {len(huge)} days"
        return f"{words} is {np.median(huge):.3g} CNY a day, above {largest_turnover():.3g}: units are wrong"
    known = own.least > 0
    if len(own.rows) < FEWEST or not known.any() or not np.median(own.values[known] / own.least[known]) < 1:
        return ""
    if np.diff(np.log10(np.quantile(own.values, TENTHS)))[0] > DECADES:
        return ""
    return (
        f"the median turnover is {middle:.3g} CNY a day, less than {own.least.max():,.0f}, which no share's is: "
        f"{same_units_words(middle)}?"
    )
