"""Bars that moved further than any limit of their board allows: a wrong number, or an action is missing.

The backtest has the exact limits; here they only tell a wrong number from a right one, so ST is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.market_rules.listing_days import sessions_without_limit
from data_sources.market_rules.price_limits import widest_rates
from data_sources.quality.kinds import DOWNLOAD
from data_sources.quality.reference import Reference
from data_sources.quality.steps import Background, Steps, board_of, rates_of, steps
from data_sources.tables.facts import Dates, Floats
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame
from data_sources.tables.sightings import sightings

TICKS = 0.02  # two price units: one for the rounding of the limit, one for that of the reference price
JUMP, NO_JUMP, MISSING = "price_jump", "action_without_jump", "missing_action"

BEYOND = 0.12
"""A move so much further than the limit is no other board's or day's limit."""

FEWEST = 20
"""Traded bars, about a month, that make a symbol's history one in which the limits are seen to hold."""

MOVING = 0.5
"""Share of the closes that differ from the one before; prices that stand still are an example and no market."""

CHEAP = 1.0  # CNY; below it a tick is a percent

BONUSES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.2, 1.5, 2.0)
"""New shares for an old one as companies usually give them (10 送转 2 to 20)."""

NEAR_BONUS = 0.05


def illegal_move(tables: Reference) -> Iterator[Finding]:
    """A traded bar beyond any limit of its board around its reference price (warning), by kind where it is proof.

    ``action_without_jump`` (severe): a large action is stored and the price moved as if there were none.
    ``missing_action`` (severe): the price fell as a usual bonus makes it fall, and the actions that there are have
    none. A vendor's answer is doubted by these and not refused: a second vendor is asked, and its actions may come
    later than its prices.
    """
    seeks = not tables.stretch and len(tables.background["actions"]) > 0
    found = _illegal_moves(tables["bars"], tables.background, tables.steps, seeks_missing=seeks)
    yield from _sightings(tables["bars"], tables.background, found, tables.steps, proof=not tables.stretch)


def illegal_moves(bars: Frame, background: Background) -> Iterator[Finding]:
    """Bars in key order whose high or low lies beyond the widest limit around the reference price (warning).

    ``action_without_jump`` where an action is stored and the price moved as if there were none: the prices may be
    adjusted; else ``price_jump``: a wrong number, or an action is missing. Days without limits are left out: the first
    sessions of a listing, and spans of DELISTING and NO_LIMIT. Bars without valid prices belong to another rule.
    """
    made = steps(bars, background)
    found = _illegal_moves(bars, background, made, seeks_missing=False)
    yield from _sightings(bars, background, found, made, proof=False)


def _sightings(
    bars: Frame, background: Background, found: dict[str, dict[int, str]], made: Steps, *, proof: bool
) -> Iterator[Finding]:
    """Return the findings of rows by rule; with ``proof`` those severe that leave no doubt."""
    doubtful = {str(bars["symbol"][row]) for row in found[JUMP]}
    for rule, messages in found.items():
        rows = np.array(sorted(messages), np.intp)
        sure = np.zeros(len(rows), np.bool_)
        if proof and rule != JUMP:
            sure = np.array([_is_proof(bars, row, made, background, doubtful) for row in rows.tolist()], np.bool_)
        yield from sightings(bars, rows[sure], rule, "severe", messages.__getitem__)
        yield from sightings(bars, rows[~sure], rule, "warning", messages.__getitem__)


def _is_proof(bars: Frame, row: int, made: Steps, background: Background, doubtful: set[str]) -> bool:
    """Whether a bar proves that prices are adjusted or an action is missing.

    Its close is far beyond any limit, and the symbol has a month of bars that move as prices do and otherwise keep the
    limits of its board, no span of another status and no other code.
    """
    symbol = str(bars["symbol"][row])
    step = int(np.searchsorted(made.rows, row))
    first, end = made.starts[np.searchsorted(made.starts, step, side="right") - 1 :][:2]
    rate = float(widest_rates(board_of(symbol), bars["date"][row : row + 1])[0])
    far = abs(bars["close"][row] / made.reference[step] - 1) > rate + BEYOND
    other = len(background["status"].of_symbol(symbol)) or (background["renames"]["new_symbol"] == symbol).any()
    moves = np.mean(bars["close"][made.rows[first:end]] != made.before[first:end]) > MOVING
    return bool(
        far
        and moves
        and end - first >= FEWEST
        and made.reference[step] > CHEAP
        and not other
        and symbol not in doubtful
    )


def _illegal_moves(
    bars: Frame, background: Background, made: Steps, *, seeks_missing: bool
) -> dict[str, dict[int, str]]:
    """Return by rule the words of each bar that moved too far."""
    told: dict[str, dict[int, str]] = {JUMP: {}, NO_JUMP: {}, MISSING: {}}
    rates, rows = rates_of(bars, made), made.rows
    jumps = np.flatnonzero(outside(bars, rows, made.reference, rates))
    as_before = ~outside(bars, rows, made.before, rates) & (np.abs(made.reference - made.before) > TICKS)
    for step in jumps[~free(bars, rows[jumps], background)].tolist():
        row, ought, was = int(rows[step]), made.reference[step], made.before[step]
        close = bars["close"][row]
        if as_before[step]:
            words = f"close {close:.2f} after {was:.2f} shows nothing of the action that makes it {ought:.2f}"
            large = abs(ought / was - 1) > rates[step]
            told[NO_JUMP][row] = (
                f"{words}: prices are adjusted, or the action is not per share; {DOWNLOAD}" if large else words
            )
            continue
        moved = _move(bars, row, ought, rates[step])
        words = f"{moved} after a reference of {ought:.2f}; at most {rates[step]:.0%} is legal"
        bonus = _bonus(bars["open"][row] / ought, bars["close"][row] / ought, rates[step]) if seeks_missing else 0.0
        if bonus:
            words += f"; a bonus of {10 * bonus:g} shares for 10 does that, and no action says so"
            told[MISSING][row] = words
        else:
            told[JUMP][row] = words
    return told


def _bonus(opened: float, closed: float, rate: float) -> float:
    """Return the usual bonus that a fall of the open and the close looks like, 0 for none."""
    if max(opened, closed) > 1 - rate:
        return 0.0
    bonus = min(BONUSES, key=lambda each: abs(opened * (1 + each) - 1))
    return bonus if abs(opened * (1 + bonus) - 1) < NEAR_BONUS and abs(closed * (1 + bonus) - 1) < rate else 0.0


def _move(bars: Frame, row: int, reference: float, rate: float) -> str:
    """Return the close and how far it moved, or the high or low when the close alone would be legal."""
    moves = {name: bars[name][row] / reference - 1 for name in ("close", "high", "low")}
    name = "close" if abs(moves["close"]) > rate else max(moves, key=lambda name: abs(moves[name]))
    return f"{name} {bars[name][row]:.2f} ({moves[name]:+.1%})"


def outside(bars: Frame, rows: Array, reference: Floats, rates: Floats) -> Array:
    """Say which rows have a high or low beyond the limits around a reference price; none without one."""
    with np.errstate(all="ignore"):
        slack = TICKS / reference
        above, below = bars["high"][rows] / reference - 1, 1 - bars["low"][rows] / reference
        return np.asarray((reference > 0) & ((above > rates + slack) | (below > rates + slack)))


def free(bars: Frame, rows: Array, background: Background) -> Array:
    """Say which rows are of days without limits: after a listing, or in a span of DELISTING or NO_LIMIT."""
    days, sessions = bars["date"], background.sessions
    return np.array([_is_free(str(bars["symbol"][row]), days[row], sessions, background) for row in rows], np.bool_)


def _is_free(symbol: str, day: np.datetime64, sessions: Dates, background: Background) -> bool:
    listed = background["instruments"].of_symbol(symbol)["list_date"]
    if len(listed) and not np.isnat(listed[0]):
        after = np.searchsorted(sessions, day) - np.searchsorted(sessions, listed[0])
        if after < sessions_without_limit(board_of(symbol), listed[0]) or day < listed[0]:
            return True
    status = background["status"].of_symbol(symbol)
    ends = status["end"]
    within = (status["start"] <= day) & (np.isnat(ends) | (day <= ends))
    return bool((within & np.isin(status["kind"].astype(str), ("DELISTING", "NO_LIMIT"))).any())
