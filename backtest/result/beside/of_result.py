"""A result in memory as one of the runs that are set side by side."""

from __future__ import annotations

import numpy as np

from backtest.engine.ledger import Ledger
from backtest.engine.positions import positions_of
from backtest.metrics.curve import Curve
from backtest.result.beside.side import OwnVerdict, Side, Weights
from backtest.result.parts import part_curve
from backtest.result.result import Result
from backtest.result.verdict import Verdict, verdict
from backtest.result.verdict_file import KeptVerdict, kept_verdict
from data_sources.language.text import same


def side_of_result(result: Result, label: str, seen: Verdict | None = None) -> Side:
    """Return a result as a side, over its judged part, or the whole run while nothing is judged.

    ``seen`` is its verdict, where it is known already.
    """
    seen = seen or verdict(result)
    part = seen.part
    curve = part_curve(result, part, seen.benchmark) if part else _whole(result)
    rows = part.rows if part else slice(0, len(result.ledger.sessions))
    kept = kept_verdict(result, seen)
    return Side(
        label=label,
        title=same(result.title),
        curve=curve,
        benchmark=result.benchmark_symbol,
        verdict=own_verdict(kept),
        weights=_weights(part.ledger if part else result.ledger, rows),
        metrics=part.metrics if part else result.metrics,
        manifest=result.manifest,
        risk_free=result.options.risk_free,
        simulated=result.simulated,
        hindsight=result.hindsight and part is None,
        names=kept.names,
    )


def own_verdict(kept: KeptVerdict) -> OwnVerdict:
    """Return what a run says of itself."""
    return OwnVerdict(kept.badge, kept.base, kept.last, kept.excess, kept.low, kept.high, kept.a_year)


def _whole(result: Result) -> Curve:
    return Curve(result.ledger.sessions, result.ledger.equity, result.benchmark)


def _weights(ledger: Ledger, rows: slice) -> Weights:
    """What a ledger held after each of some sessions; nothing once everything is lost."""
    held = positions_of(ledger)
    columns = np.unique(held.symbol)
    values = np.zeros((len(ledger.sessions), len(columns)))
    values[held.session, np.searchsorted(columns, held.symbol)] = held.value
    values /= np.where(ledger.equity > 0, ledger.equity, np.inf)[:, None]
    symbols = [ledger.symbols[column] for column in columns.tolist()]
    order = np.argsort(symbols)
    return Weights(ledger.sessions[rows], tuple(symbols[k] for k in order.tolist()), values[rows][:, order])
