"""Prices at the daily limit: raw ones are the limit to the cent, adjusted and rounded ones often a little beside it.

This needs neither amounts nor actions. Measured on raw A-share bars: of 18,000 highs and lows at a limit two lie a cent
or two beyond it, both on ex-dates, and of 12,000 closes of such days 14 a cent inside. Of the same bars adjusted and
rounded to the cent it is an eighth each.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.market_rules.tick import TICK
from data_sources.quality.kinds import ADJUSTED, DOWNLOAD
from data_sources.quality.prices.move_proof import FIRST
from data_sources.quality.prices.moves import free
from data_sources.quality.reference import Reference
from data_sources.quality.steps import CHEAP, Steps, board_of
from data_sources.quality.units.unproved import symbols_without_amounts
from data_sources.tables.facts import Floats
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, symbol_offsets
from data_sources.tables.sightings import sighting

ROUNDING = 1e-6
AT, INSIDE, BEYOND = -0.3, 3.5, 5.0
"""Logarithms by which a bar speaks for adjusted prices: at its limit, closing a cent inside it, or beyond it."""

FURTHEST = 2
"""Ticks below a lower limit by which rounding moves a price; an ex-date that is not known moves it further."""

HIGHEST = 0.02
"""Share of the price above an upper limit: where what was paid is subtracted, the same rise is a larger share."""

ENOUGH, BESIDE_AMOUNTS = 9.0, 14.0
"""Logarithms of likelihood ratios from which it is said, the second where amounts speak for raw prices."""

FEWEST = 100
"""Bars of a table from which the limits are seen to hold: a smaller one is an example's."""

NEAR, OFTEN = 0.9, 0.06
"""Share of its limit from which a move counts as one to the limit or beyond, and share of all moves that such ones are
in no market but one made up to try them; that one keeps no cents."""

MOST = 0.75
"""Share of what is found that symbols explain that are told one by one."""


def closes_beyond_limits(tables: Reference) -> Iterator[Finding]:
    """Prices a little beside the limit, too many for those at it: adjusted ones, rounded to the cent (severe).

    The limit is that of the widest rate around the close before, rounded half up to the cent (Beijing cuts and is left
    out). Beside it are closes a cent inside, highs above it by up to 2% of the price and lows below it by up to two
    cents. Days with an action or without limits, highs and lows beyond it on the first five bars of a symbol, and
    prices below 1 CNY do not count; nor do tables of less than a hundred bars, or of which many move to the limit. All
    symbols are weighed together unless a few of them are most of it.
    """
    bars, made = tables["bars"], tables.steps
    if tables.stretch or len(made.rows) < FEWEST:
        return
    if _is_made_up(bars["close"][made.rows], made, tables.rates):
        return
    weight = _weights(tables)
    touched = np.flatnonzero(weight)
    symbols = bars["symbol"][made.rows[touched]]
    unproved = symbols_without_amounts(bars)
    single = []
    for own in np.split(touched, symbol_offsets(symbols)[1:-1]) if len(touched) else ():
        needed = ENOUGH if bars["symbol"][made.rows[own[0]]] in unproved else BESIDE_AMOUNTS
        if weight[own].sum() > needed:
            single.append(own)
    beside = (weight > 0).sum()
    needed = ENOUGH if np.isin(symbols[weight[touched] > 0], unproved).all() else BESIDE_AMOUNTS
    if weight.sum() > needed and sum((weight[own] > 0).sum() for own in single) < MOST * beside:
        yield Finding("severe", "closes_beyond_limits", _words(weight, touched), bars.table.name)
        return
    for own in single:
        first = int(made.rows[own[np.argmax(weight[own] > 0)]])
        yield sighting(bars, first, "closes_beyond_limits", "severe", _words(weight, own))


def _is_made_up(close: Floats, made: Steps, rates: Floats) -> bool:
    with np.errstate(all="ignore"):
        return bool(np.mean(np.abs(close / made.reference - 1) > NEAR * rates) > OFTEN)


def _words(weight: Floats, own: Array) -> str:
    beside = int((weight[own] > 0).sum())
    return f"{beside} of {len(own)} prices at a limit lie a little beside it: {ADJUSTED}; {DOWNLOAD}"


def _weights(tables: Reference) -> Floats:
    """Return by step how much likelier adjusted prices are by it, 0 where it touches no limit."""
    bars, made = tables["bars"], tables.steps
    weight = np.zeros(len(made.rows))
    close, first = bars["close"][made.rows], np.zeros(len(made.rows), np.bool_)
    for start in range(FIRST):
        first[np.minimum(made.starts[:-1] + start, len(first) - 1)] = True
    for sign, extreme in ((1, "high"), (-1, "low")):
        edge = bars[extreme][made.rows]
        limit = np.floor(made.before * (1 + sign * tables.rates) * 100 + 0.5 + ROUNDING) / 100
        ticks = np.round(sign * (edge - limit) / TICK)
        weight[ticks == 0] += AT
        weight[(ticks == -1) & (close == edge)] += INSIDE
        most = limit + HIGHEST * made.before if sign > 0 else limit - FURTHEST * TICK
        weight[(ticks >= 1) & (sign * (edge - most) < ROUNDING) & ~first] += BEYOND
    weight[made.acted | ~(made.before > CHEAP)] = 0.0
    some = np.flatnonzero(weight > 0)
    cut = np.array([board_of(str(bars["symbol"][row])) == "beijing" for row in made.rows[some].tolist()], np.bool_)
    some = some[cut | free(bars, made.rows[some], tables.background)]
    weight[some] = 0.0
    return weight
