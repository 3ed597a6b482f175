"""The indices that a badge rests on, whatever index is shown: the choice of a benchmark must not change a badge."""

from __future__ import annotations

import numpy as np

from backtest.market.indices import default_benchmark, missing_days
from backtest.metrics.curve import Curve
from backtest.result.out_of_sample import is_dated
from backtest.result.parts import RunPart
from backtest.result.result import Result
from backtest.result.standard import Standard, StandardOutcome, standard_outcome
from data_sources.calendar.sessions import base_row


def badge_index(part: RunPart) -> str:
    """Return the symbol of the default index of the run's own span, that of the run as published under hindsight."""
    panel, sessions = part.ledger.panel, part.ledger.sessions
    base = base_row(panel.sessions, sessions[0].item())
    return default_benchmark(panel, [(base, base + len(sessions) - 1)])


def badge_curve(part: RunPart) -> Curve | None:
    """Return a part beside that index; None where the store lacks a session of it."""
    return _beside(part, badge_index(part), part.sessions + 1)


def own_outcome(result: Result, part: RunPart) -> StandardOutcome | None:
    """Return how the call stands against the index that its report names.

    None without a standard, before the thesis was stated, where no day dates the part, for a part that begins after the
    report, of whose horizon it lacks the first sessions, and where the store lacks a session of that index.
    """
    standard, stated = result.standard, result.stated
    if standard is None or not is_dated(part) or (stated and part.base_date > stated.known_from):
        return None
    # Up to the first session that shows the horizon to be over: a later gap of the index does not matter.
    until = int(np.searchsorted(part.ledger.sessions[part.rows], np.datetime64(standard.due, "D"))) + 1
    curve = _beside(part, standard.benchmark, min(until, part.sessions + 1))
    return standard_outcome(standard, curve) if curve else None


def outcome_since(part: RunPart, standard: Standard) -> StandardOutcome | None:
    """Return how a run stands by the standard of any report that it rests on, counted from that report's publication.

    None where the part begins after the report or ends on its day, where no day dates the part, and where the store
    lacks a session of the report's index.
    """
    if not is_dated(part) or part.base_date > standard.published:
        return None
    sessions = part.ledger.sessions[part.rows]
    base = int(np.searchsorted(sessions, np.datetime64(standard.published, "D"), side="right")) - 1
    until = int(np.searchsorted(sessions, np.datetime64(standard.due, "D"))) + 1
    if base >= part.sessions:
        return None
    curve = _beside(part, standard.benchmark, min(until, part.sessions + 1))
    return standard_outcome(standard, curve.part(base, len(curve.dates) - 1)) if curve else None


def index_lacking(result: Result, part: RunPart) -> str:
    """Return the index by which a dated part is judged and of which the store lacks a session; empty for none."""
    if badge_curve(part) is None:
        return badge_index(part)
    standard = result.standard
    return standard.benchmark if standard and own_outcome(result, part) is None else ""


def _beside(part: RunPart, symbol: str, count: int) -> Curve | None:
    """The first ``count`` sessions of a part, its base included, beside a stored index."""
    panel, rows = part.ledger.panel, slice(part.first, part.first + count)
    base = base_row(panel.sessions, part.base_date)
    if symbol not in panel.benchmarks or len(missing_days(panel, symbol, base, base + count - 1)):
        return None
    closes = panel.benchmarks[symbol][base : base + count]
    return Curve(part.ledger.sessions[rows], part.ledger.equity[rows], closes)
