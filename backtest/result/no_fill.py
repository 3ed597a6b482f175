"""Why a run traded nothing at all: all cash, unknown names, every order refused, or decided too late."""

from __future__ import annotations

import numpy as np

from backtest.engine.ledger import NOT_LISTED, REASONS, Ledger
from backtest.targets import Targets
from data_sources.tables.brief import first_of


def why_no_fill(ledger: Ledger, targets: Targets) -> str | None:
    """Return why a run has no fill, as the end of a sentence; None when it has one.

    Parameters
    ----------
    ledger : Ledger
        What was executed.
    targets : Targets
        The decisions behind it; empty for a handler, whose instructions no table could repeat.
    """
    if len(ledger.fills.session):
        return None
    refused = _refused(ledger)
    if not len(targets.dates):
        return refused or "no instruction of the handler led to an order"
    weighted = _days_with_weight(targets)
    if not len(weighted):
        return f"every decision is cash ({_decisions(len(targets.dates))})"
    in_time = weighted[weighted < ledger.sessions[-1]]
    if not len(in_time):
        return f"the first decision with a weight is of {weighted[0]}, and no session of the run follows it"
    return refused or f"no weight came to a whole lot ({_decisions(len(in_time))} with weights)"


def _refused(ledger: Ledger) -> str:
    """The refusals by reason, most frequent first; empty when nothing was refused."""
    reasons, refusals = ledger.refusals.reason, len(ledger.refusals.reason)
    if not refusals:
        return ""
    if (reasons == NOT_LISTED).all():
        names = sorted({ledger.symbols[j] for j in ledger.refusals.symbol.tolist()})
        verb = "has" if len(names) == 1 else "have"
        return f"{first_of(names)} {verb} no bar by the day of the decision (not_listed, {_times(refusals)})"
    counts = np.bincount(reasons, minlength=len(REASONS))
    order = np.argsort(-counts, kind="stable")
    said = ", ".join(f"{REASONS[k]} {counts[k]:,}" for k in order.tolist() if counts[k])
    return f"every order was refused ({said})"


def _days_with_weight(targets: Targets) -> np.ndarray:
    """The dates of decisions that want to hold something."""
    decision = np.repeat(np.arange(len(targets.dates)), np.diff(targets.offsets))
    return targets.dates[np.unique(decision[targets.weights > 0])]


def _decisions(count: int) -> str:
    return "1 decision" if count == 1 else f"{count:,} decisions"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"
