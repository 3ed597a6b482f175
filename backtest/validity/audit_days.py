"""The days after which an audit changes the future: a spread of them, the most telling first."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np

from data_sources.tables.facts import Dates

BLIND_DAYS = 4


def blind_days(sessions: Dates, count: int = BLIND_DAYS, seed: int = 0) -> tuple[date, ...]:
    """Choose sessions to cut behind before any decision is known: spread, ascending, the last but one among them."""
    if len(sessions) < 2 or count < 1:  # noqa: PLR2004 - without a second session there is no future
        return ()
    random = np.random.default_rng(seed)
    edges = np.linspace(0, len(sessions) - 1, min(count, len(sessions) - 1) + 1).astype(np.int64)
    chosen = [int(random.integers(low, high)) for low, high in pairwise(edges[:-1])]
    days: list[date] = sessions[sorted({*chosen, len(sessions) - 2})].tolist()
    return tuple(days)


def days_in_order(sessions: Dates, decisions: Dates, seed: int = 0, quiet: int | None = None) -> tuple[date, ...]:
    """Return the days worth auditing, the most telling first, so that whoever stops early has seen a spread of them.

    A decision drawn by chance, so that no rule knows one that is sure to be left out; the first and the last decision
    and a session before the first, where the rule must not decide. Then, drawn by chance too, the other decisions,
    behind every second of them a session on which nothing is decided, and in the end the rest of these: a rule may
    choose its dates by what happens next, and shows that only on those that it left out. The same for the same seed.

    Parameters
    ----------
    sessions : array of shape (S,)
        The sessions of the history, ascending.
    decisions : array of shape (D,)
        The days of the rule's decisions, ascending.
    seed : int, default 0
        Start of the random numbers.
    quiet : int, optional
        At most so many sessions on which nothing is decided, though as many as there are decisions; None: all.
    """
    random = np.random.default_rng(seed)
    inside = decisions[(decisions >= sessions[0]) & (decisions < sessions[-1])]
    ends = [inside[0], inside[-1]] if len(inside) > 1 else list(inside)
    middle = list(random.permutation(inside[1:-1]))
    others = list(random.permutation(quiet_sessions(sessions, inside)))
    before = [day for day in others if len(inside) and day < inside[0]][:1]
    most = len(others) if quiet is None else max(len(inside), quiet)
    others = [day for day in others if day not in before][: most - len(before)]
    # A decision dated before all sessions, which no run trades, is held by a cut behind the first of them.
    early = [sessions[0]] if (decisions < sessions[0]).any() and sessions[0] not in inside else []
    before = [day for day in before if day not in early]
    others = [day for day in others if day not in early]
    mixed = [*early, *middle[:1], *ends, *before]
    del middle[:1]
    while middle or others:
        mixed += middle[:2] + others[:1]
        del middle[:2], others[:1]
    # Behind the last session nothing follows that could be read, so what is decided there comes last.
    return tuple(day.item() for day in (*mixed, *decisions[decisions >= sessions[-1]]))


def quiet_sessions(sessions: Dates, decisions: Dates) -> Dates:
    """Return the sessions but the last on which nothing is decided, ascending."""
    return np.setdiff1d(sessions[:-1], decisions)


def pick_days(sessions: Dates, decisions: Dates, count: int, seed: int = 0) -> tuple[date, ...]:
    """Choose so many days to audit, those of ``days_in_order`` that come first, in that order.

    Fewer when there are fewer; none without a decision.
    """
    return days_in_order(sessions, decisions, seed)[:count] if len(decisions) else ()
