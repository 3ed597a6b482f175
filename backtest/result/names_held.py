"""Every name of a run over one of its parts: since when it was known, what it weighed, what it returned and earned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from backtest.engine.positions import positions_of
from backtest.metrics.profit import profit_by_symbol
from backtest.metrics.split import PartName
from backtest.metrics.wanted import successors, wanted_names
from backtest.result.parts import RunPart
from backtest.result.result import Result
from backtest.result.wording import segment
from data_sources.calendar.sessions import base_row
from data_sources.language.text import Text, same
from data_sources.tables.facts import Floats, Integers


@dataclass(frozen=True)
class NameHeld:
    """One name over a part; fractions and CNY, None for what is not defined.

    Parameters
    ----------
    symbol, name : str
        A renamed share stands under its last symbol; ``name`` is empty where the store has none.
    segment : Text
        The part of its report that it was held for; empty without one.
    known_from : date or None
        The first day on which a report of the run named it; None for a name that no report gave.
    held : bool
        Whether it was in the portfolio after any session of the part, its base included.
    shares : int
        Held after the last session.
    close, value : float
        The last close, CNY, and what the shares were worth at it; None for a name without shares.
    weight : float
        That value as a fraction of equity.
    mean_weight : float
        Mean over the sessions after the base; those without it count as 0.
    since : date or None
        The close from which ``total_return`` counts: that of ``known_from``, or of the part's base for a name that no
        report gave and in a part that ends as the name becomes known; never before the run's first session nor the
        name's first bar. None without a bar by the end.
    total_return : float or None
        What the share made from there to the end of the part, dividends before tax reinvested, whether held or not.
    excess : float or None
        That less the index of the verdict over the same sessions.
    profit : float
        What holding it made in the part, to the cent, fees and dividends included.
    contribution : float
        That as a fraction of the equity at the part's base.
    fills, refusals : int
        Its trades, and its orders refused, counted on every session that they were refused.
    """

    symbol: str
    name: str
    segment: Text
    known_from: date | None
    held: bool
    shares: int
    close: float | None
    value: float | None
    weight: float
    mean_weight: float
    since: date | None
    total_return: float | None
    excess: float | None
    profit: float
    contribution: float
    fills: int
    refusals: int


@dataclass(frozen=True)
class NamesHeld:
    """The names of a part, the largest profit first, those that were never held last.

    ``profit`` is the change of equity over the part, which the profits of the names add up to, and ``contribution`` its
    return. ``cash`` is what was left after the last session, CNY, and ``cash_weight`` its fraction of equity.
    """

    part: PartName
    label: Text
    base_date: date
    last_date: date
    rows: tuple[NameHeld, ...]
    profit: float
    contribution: float
    cash: float
    cash_weight: float


@dataclass(frozen=True)
class _Counts:
    """By column (N) of the ledger, each name under its successor."""

    profit: Integers
    shares: Integers
    value: Floats
    weight_sum: Floats
    held: Integers
    fills: Integers
    refusals: Integers


def names_held(result: Result, part: RunPart) -> NamesHeld:
    """Return every name that a part could hold: named by the run's reports, wanted, held, traded or refused.

    ``result`` gives the index of the verdict on its sessions, which those of the part's own execution are among.
    """
    ledger, run = part.ledger, part.execution
    counts = _counted(part)
    known = _first_known(run, part)
    wanted = wanted_names(ledger, run.targets, part.first, part.last).names
    # A run that no report dates may choose from every name that one gave: those it never asked for are not its names.
    named = known if run.publications else ()
    columns = {ledger.panel.position[symbol] for symbol in (*named, *wanted)}
    for found in (counts.profit, counts.held, counts.fills, counts.refusals):
        columns |= set(np.flatnonzero(found).tolist())
    rows = [_row(result, part, j, counts, known) for j in sorted(columns)]
    equity = float(ledger.equity[part.last])
    base = float(ledger.equity[part.first])
    profit = int(counts.profit.sum()) / 100
    return NamesHeld(
        part.name,
        part.label,
        part.base_date,
        part.last_date,
        tuple(sorted(rows, key=lambda row: (not row.held, -row.profit, row.symbol))),
        profit,
        profit / base,
        cash=float(ledger.cash[part.last]),
        cash_weight=float(ledger.cash[part.last]) / equity if equity > 0 else 0.0,
    )


def _counted(part: RunPart) -> _Counts:
    ledger, positions, count = part.ledger, positions_of(part.ledger), len(part.ledger.symbols)
    now = successors(ledger, part.last)
    base, after, end = np.searchsorted(positions.session, (part.first, part.first + 1, part.last + 1))
    column, value, session = now[positions.symbol], positions.value, positions.session
    equity = np.where(ledger.equity > 0, ledger.equity, np.inf)
    last = slice(int(np.searchsorted(session, part.last)), int(end))
    within = [(log.session > part.first) & (log.session <= part.last) for log in (ledger.fills, ledger.refusals)]
    return _Counts(
        profit=profit_by_symbol(ledger, part.first, part.last),
        shares=np.bincount(column[last], positions.shares[last], count).astype(np.int64),
        value=np.bincount(column[last], value[last], count).astype(np.float64),
        weight_sum=np.bincount(column[after:end], value[after:end] / equity[session[after:end]], count).astype(
            np.float64
        ),
        held=np.bincount(column[base:end], minlength=count),
        fills=np.bincount(now[ledger.fills.symbol[within[0]]], minlength=count),
        refusals=np.bincount(now[ledger.refusals.symbol[within[1]]], minlength=count),
    )


def _first_known(run: Result, part: RunPart) -> dict[str, date]:
    """When each name of the reports known by the end of the part was first named, under its last symbol."""
    ledger, now = part.ledger, successors(part.ledger, part.last)
    found: dict[str, date] = {}
    for symbol, day in run.first_known.items():
        if symbol in ledger.panel.position and day <= part.last_date:
            last = ledger.symbols[now[ledger.panel.position[symbol]]]
            found[last] = min(day, found.get(last, day))
    return found


def _row(result: Result, part: RunPart, j: int, counts: _Counts, known: dict[str, date]) -> NameHeld:
    ledger, run = part.ledger, part.execution
    symbol, profit, shares = ledger.symbols[j], int(counts.profit[j]) / 100, int(counts.shares[j])
    equity, value = float(ledger.equity[part.last]), float(counts.value[j])
    since, grown, excess = _returned(result, part, j, known.get(symbol))
    return NameHeld(
        symbol=symbol,
        name=run.names.get(symbol, ""),
        segment=same(segment(segment_of(run, part, j))),
        known_from=known.get(symbol),
        held=bool(counts.held[j]),
        shares=shares,
        close=value / shares if shares else None,
        value=value if shares else None,
        weight=value / equity if equity > 0 else 0.0,
        mean_weight=float(counts.weight_sum[j]) / max(part.sessions, 1),
        since=since,
        total_return=grown,
        excess=excess,
        profit=profit,
        contribution=profit / float(ledger.equity[part.first]),
        fills=int(counts.fills[j]),
        refusals=int(counts.refusals[j]),
    )


def segment_of(run: Result, part: RunPart, j: int) -> str:
    """Return the id of a column's segment, that of a symbol before its last where this has none; empty without one."""
    own = run.segments.get(part.ledger.symbols[j], "")
    if own:
        return own
    before = np.flatnonzero(successors(part.ledger, part.last) == j).tolist()
    return next((word for i in before if (word := run.segments.get(part.ledger.symbols[i], ""))), "")


def _returned(
    result: Result, part: RunPart, j: int, known_from: date | None
) -> tuple[date | None, float | None, float | None]:
    """The day from which a name's return counts, that return, and what it is above the index."""
    ledger, panel = part.ledger, part.ledger.panel
    start = base_row(panel.sessions, ledger.sessions[0])
    base, last = start + part.first, start + part.last
    known = base if known_from is None else max(base_row(panel.sessions, known_from), start)
    first = known if known < last else base
    grown = panel.total_return_index[first : last + 1, j]
    there = np.flatnonzero(np.isfinite(grown))
    if not len(there):
        return None, None, None
    day = panel.sessions[first + int(there[0])]
    market = result.benchmark[np.searchsorted(result.ledger.sessions, (day, ledger.sessions[part.last]))]
    made = float(grown[-1] / grown[there[0]] - 1.0)
    return day.item(), made, made - float(market[1] / market[0] - 1.0)
