"""Why a run traded nothing at all: all cash, unknown names, every order refused, or decided too late."""

from __future__ import annotations

import numpy as np

from backtest.engine.ledger import NOT_LISTED, REASONS, Ledger
from backtest.result.trading_words import REASON_WORDS
from backtest.targets import Targets
from data_sources.language.text import NOTHING, Text, both, joined
from data_sources.tables.brief import first_of


def why_no_fill(ledger: Ledger, targets: Targets) -> Text | None:
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
        return refused or both("no instruction of the handler led to an order", "逐日策略没有一条指令形成委托")
    weighted = _days_with_weight(targets)
    if not len(weighted):
        many = _decisions(len(targets.dates))
        return both(f"every decision is cash ({many})", f"所有决策均为现金（{many.zh}）")
    in_time = weighted[weighted < ledger.sessions[-1]]
    if not len(in_time):
        return both(
            f"the first decision with a weight is of {weighted[0]}, and no session of the run follows it",
            f"首个有权重的决策在 {weighted[0]}，其后已没有交易日",
        )
    many = _decisions(len(in_time))
    return refused or both(
        f"no weight came to a whole lot ({many} with weights)", f"所有权重均不足一手（有权重的决策 {many.zh}）"
    )


def _refused(ledger: Ledger) -> Text:
    """The refusals by reason, most frequent first; empty when nothing was refused."""
    reasons, refusals = ledger.refusals.reason, len(ledger.refusals.reason)
    if not refusals:
        return NOTHING
    if (reasons == NOT_LISTED).all():
        symbols = sorted({ledger.symbols[j] for j in ledger.refusals.symbol.tolist()})
        verb, names = "has" if len(symbols) == 1 else "have", first_of(symbols)
        return both(
            f"{names} {verb} no bar by the day of the decision (not_listed, {_times(refusals)})",
            f"截至决策日，{names.zh} 没有行情（not_listed，{refusals:,} 次）",
        )
    counts = np.bincount(reasons, minlength=len(REASONS))
    order = np.argsort(-counts, kind="stable")
    told = joined([_counted(REASONS[k], int(counts[k])) for k in order.tolist() if counts[k]], ", ", "，")
    return both(f"every order was refused ({told})", f"所有委托均未成交（{told.zh}）")


def _counted(reason: str, count: int) -> Text:
    return both(f"{reason} {count:,}", f"{REASON_WORDS[reason].zh} {count:,} 笔")


def _days_with_weight(targets: Targets) -> np.ndarray:
    """The dates of decisions that want to hold something."""
    decision = np.repeat(np.arange(len(targets.dates)), np.diff(targets.offsets))
    return targets.dates[np.unique(decision[targets.weights > 0])]


def _decisions(count: int) -> Text:
    return both("1 decision" if count == 1 else f"{count:,} decisions", f"{count:,} 次")


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"
