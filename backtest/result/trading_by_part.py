"""What trading cost, what could not trade and why, and what happened to held shares; one cell per part of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backtest.engine.ledger import EVENT_KINDS, REASONS
from backtest.result.parts import RunPart
from backtest.result.trading_words import ALL_COSTS, COSTS, EVENT_MEANINGS, REASON_MEANINGS
from data_sources.language.text import Text


@dataclass(frozen=True)
class CostCell:
    """Cost in CNY, and as a fraction of the mean equity of the part."""

    amount: float
    share: float


@dataclass(frozen=True)
class CostsByPart:
    """One kind of cost, one cell per part."""

    label: Text
    cells: tuple[CostCell, ...]


@dataclass(frozen=True)
class RefusalCell:
    """Rows of refusals.csv, and how many symbols they name."""

    rows: int
    symbols: int


@dataclass(frozen=True)
class RefusalsByPart:
    """One reason, one cell per part."""

    reason: str
    meaning: Text
    cells: tuple[RefusalCell, ...]


@dataclass(frozen=True)
class EventCell:
    """Rows of events.csv, with the sums of their shares and of their cash in CNY."""

    rows: int
    shares: int
    cash: float


@dataclass(frozen=True)
class EventsByPart:
    """One kind of event, one cell per part."""

    kind: str
    meaning: Text
    cells: tuple[EventCell, ...]


def costs_by_part(parts: tuple[RunPart, ...]) -> tuple[CostsByPart, ...]:
    """Return each cost and their sum."""
    amounts = {key: [_amount(part, key) for part in parts] for key in COSTS}
    means = [float(part.ledger.equity[part.rows].mean()) for part in parts]
    rows = [(label, amounts[key]) for key, label in COSTS.items()]
    rows.append((ALL_COSTS, [sum(column) for column in zip(*amounts.values(), strict=True)]))
    return tuple(
        CostsByPart(label, tuple(CostCell(cny, cny / mean) for cny, mean in zip(row, means, strict=True)))
        for label, row in rows
    )


def refusals_by_part(parts: tuple[RunPart, ...]) -> tuple[RefusalsByPart, ...]:
    """Return the reasons that occurred, in the order they are checked."""
    tables = [part.ledger.refusals for part in parts]
    rows = []
    for reason, found in _occurred(REASONS, [(each.reason, each.session) for each in tables], parts):
        cells = tuple(
            RefusalCell(len(at), len(np.unique(refusals.symbol[at])))
            for refusals, at in zip(tables, found, strict=True)
        )
        rows.append(RefusalsByPart(reason, REASON_MEANINGS[reason], cells))
    return tuple(rows)


def events_by_part(parts: tuple[RunPart, ...]) -> tuple[EventsByPart, ...]:
    """Return the kinds of events that occurred."""
    tables = [part.ledger.events for part in parts]
    rows = []
    for kind, found in _occurred(EVENT_KINDS, [(each.kind, each.session) for each in tables], parts):
        cells = tuple(
            EventCell(len(at), int(events.shares[at].sum()), round(float(events.cash[at].sum()), 2))
            for events, at in zip(tables, found, strict=True)
        )
        rows.append(EventsByPart(kind, EVENT_MEANINGS[kind], cells))
    return tuple(rows)


def _occurred(
    words: Sequence[str], columns: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]], parts: tuple[RunPart, ...]
) -> Iterator[tuple[str, list[NDArray[np.int64]]]]:
    """Each word that occurred, with its rows in the table of each part.

    ``columns`` are of each part's table its places among ``words`` and its sessions (rows).
    """
    for k, word in enumerate(words):
        found = [
            np.flatnonzero((number == k) & (session > part.first) & (session <= part.last))
            for part, (number, session) in zip(parts, columns, strict=True)
        ]
        if any(len(at) for at in found):
            yield word, found


def _amount(part: RunPart, key: str) -> float:
    amount = part.metrics.get(key)
    return float(amount) if isinstance(amount, int | float) else 0.0
