"""Bars that moved further than any limit of their board allows: a wrong number, or an action is missing.

The backtest has the exact limits; here they only tell a wrong number from a right one, so ST is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from data_sources.market_rules.listing_days import sessions_without_limit
from data_sources.market_rules.tick import TICK
from data_sources.quality.kinds import DOWNLOAD
from data_sources.quality.prices.move_proof import is_proof
from data_sources.quality.reference import Reference
from data_sources.quality.steps import Background, Steps, board_of, pauses
from data_sources.tables.facts import Dates, Floats
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame
from data_sources.tables.sightings import sightings

TICKS = 2 * TICK  # one for the rounding of the limit, one for that of the reference price
JUMP, NO_JUMP, MISSING, MISFIT = "price_jump", "action_without_jump", "missing_action", "action_does_not_fit"
SHIFT = "level_shift"

BEYOND = {NO_JUMP: 0.05, MISSING: 0.02, MISFIT: 0.12, SHIFT: 0.02}
"""By rule how much further than the limit a close is proof: a move like that is no other board's or day's limit.

What does not move, looks like a bonus or stays on another level needs less: an ordinary share has no reason to pass its
limit at all.
"""

BONUSES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.2, 1.5, 2.0)
"""New shares for an old one as companies usually give them (10 送转 2 to 20)."""

NEAR_BONUS = 0.05

COVERED = 0.1
"""Share of the known symbols with an action from which on the actions that there are can lack one.

Most shares go ex within a year; actions of fewer are those of other symbols, as in a store of many whose actions were
given for some.
"""


def illegal_move(tables: Reference) -> Iterator[Finding]:
    """A traded bar beyond any limit of its board around its reference price (warning), by kind where it is proof.

    ``action_without_jump`` (severe): a large action is stored and the price moved as if there were none.
    ``missing_action`` (severe): the price fell as a usual bonus makes it fall, and the actions that there are have
    none. ``action_does_not_fit`` (severe): an action is stored, and the price moved neither as it says nor as if there
    were none. ``level_shift`` (severe): the price rose further than its limit and stays there, which no action does, so
    that those before are adjusted. A vendor's answer is doubted by these and not refused: a second vendor is asked, and
    its actions may come later than its prices. Where hardly any actions are known, a given reference that makes the bar
    legal shows an ex-date, which another rule tells. Days without limits are left out: the first sessions of a listing,
    and spans of DELISTING and NO_LIMIT. Bars without valid prices belong to another rule.
    """
    covered, whole = _covered(tables), not tables.stretch
    made = tables.steps if covered or tables.stretch else _without_shown_ex_dates(tables)
    yield from _sightings(tables, _too_far(tables, made, whole=whole, seeks_missing=covered and whole), proof=whole)


def _covered(tables: Reference) -> bool:
    acting = np.unique(tables.background["actions"]["symbol"])
    return len(acting) > 0 and len(acting) >= COVERED * len(tables.symbols)


def _without_shown_ex_dates(tables: Reference) -> Steps:
    """Return the steps with a given reference below the close before as theirs where the bar is legal by it."""
    bars, made = tables["bars"], tables.steps
    given = bars["prev_close"][made.rows]
    if not (given > 0).any():
        return made
    shown = (given > 0) & (given < made.before) & ~outside(bars, made.rows, given, tables.rates)
    return replace(made, reference=np.where(shown, given, made.reference))


def _sightings(tables: Reference, found: dict[str, dict[int, str]], *, proof: bool) -> Iterator[Finding]:
    """Return the findings of rows by rule; with ``proof`` those severe that leave no doubt."""
    bars, background, made = tables["bars"], tables.background, tables.steps
    doubtful = {str(bars["symbol"][row]) for row in found[JUMP]}
    for rule, messages in found.items():
        rows = np.array(sorted(messages), np.intp)
        sure = np.zeros(len(rows), np.bool_)
        if proof and rule != JUMP:
            at = np.searchsorted(made.rows, rows).tolist()
            proofs = [is_proof(bars, step, made, background, doubtful=doubtful, beyond=BEYOND[rule]) for step in at]
            sure = np.array(proofs, np.bool_)
        yield from sightings(bars, rows[sure], rule, "severe", messages.__getitem__)
        unsure = JUMP if rule == SHIFT else rule
        yield from sightings(bars, rows[~sure], unsure, "warning", messages.__getitem__)


def _too_far(tables: Reference, made: Steps, *, whole: bool, seeks_missing: bool) -> dict[str, dict[int, str]]:
    """Return by rule the words of each bar that moved too far from the references of ``made``."""
    bars, rates = tables["bars"], tables.rates
    told: dict[str, dict[int, str]] = {rule: {} for rule in (JUMP, NO_JUMP, MISSING, MISFIT, SHIFT)}
    rows, paused = made.rows, pauses(bars, made, tables.sessions)
    far = outside(bars, rows, made.reference, rates)
    jumps = np.flatnonzero(far)
    as_before = ~outside(bars, rows, made.before, rates) & (np.abs(made.reference - made.before) > TICKS)
    for step in jumps[~free(bars, rows[jumps], tables.background)].tolist():
        row, ought, was = int(rows[step]), made.reference[step], made.before[step]
        close = bars["close"][row]
        if as_before[step]:
            words = f"close {close:.2f} after {was:.2f} shows nothing of the action that makes it {ought:.2f}"
            told[NO_JUMP][row] = (
                f"{words}: prices are adjusted, or the action is of another day or not per share; {DOWNLOAD}"
            )
            continue
        words = f"{_move(bars, row, ought, rates[step])} after a reference of {ought:.2f}"
        if made.acted[step]:
            words += f", which an action makes of {was:.2f}"
        words += f"; at most {rates[step]:.0%} is legal"
        if paused[step]:
            words += f", and {_sessions(paused[step])} before it without a bar"
        opened, closed = bars["open"][row] / ought, close / ought
        bonus = _bonus(opened, closed, rates[step])
        if bonus:
            words += f"; a bonus of {10 * bonus:g} shares for 10 does that, and no action says so"
            told[MISSING if seeks_missing else JUMP][row] = words
        elif (
            not (made.acted[step] or paused[step]) and min(opened, closed) > 1 + rates[step] and _stays(step, made, far)
        ):
            told[SHIFT][row] = (
                f"{words}; no action raises a price, as prices do that are adjusted (复权) up to here: {DOWNLOAD}"
            )
        elif whole and abs(ought / was - 1) > rates[step]:
            told[MISFIT][row] = f"{words}: the action is wrong, or of another day"
        else:
            told[JUMP][row] = words
    return told


def _stays(step: int, made: Steps, far: Array) -> bool:
    """Whether the symbol has a bar after it that is legal beside it; after a wrong number the price comes back."""
    return bool(step + 1 < len(far) and step + 1 not in made.starts and not far[step + 1])


def _sessions(count: int) -> str:
    return "a session" if count == 1 else f"{count} sessions"


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
