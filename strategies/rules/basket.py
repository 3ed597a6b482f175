"""The frame every thesis shares: when to decide, who is known by then, and from weights to decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from backtest.targets import targets_from_weights
from data_sources.tables.facts import Dates, Floats
from strategies.contract.history import History
from strategies.contract.parameters import Settings
from strategies.contract.strategy import Decisions
from strategies.documents.document import Membership
from strategies.rules.filters import filter_names
from strategies.rules.members import Segment, known_members, trading
from strategies.rules.schedule import decision_dates, last_rows


@dataclass(frozen=True)
class Basket:
    """Dates and rows (D) of the decisions and ``members`` (G x D x N): known, listed and not delisted by then.

    ``named`` are the memberships behind them, those of the future among them: read them by ``known_from`` only.
    """

    segments: tuple[Segment, ...]
    dates: Dates
    rows: NDArray[np.int64]
    members: NDArray[np.bool_]
    named: tuple[Membership, ...]
    notes: tuple[str, ...]

    @property
    def present(self) -> NDArray[np.bool_]:
        """The segments that had a name to choose from (G x D)."""
        return np.asarray(self.members.any(axis=2), dtype=np.bool_)

    @property
    def everyone(self) -> NDArray[np.bool_]:
        """The members of any segment (D x N)."""
        return np.asarray(self.members.any(axis=0), dtype=np.bool_)

    @property
    def sleeve_of(self) -> tuple[str, ...]:
        """The sleeve of each segment (G)."""
        return tuple(segment.sleeve for segment in self.segments)


def lay_basket(history: History, segments: Sequence[Segment], settings: Settings) -> Basket:
    """Lay the names that the filters leave on decisions after each period's last session and on each report's day.

    Reads the five filters and ``rebalance``. The first decision is the first one at which a known name trades; nothing
    was decided before, which means cash. A note says when a sleeve had no name, since its share goes to the others.
    """
    left, named = filter_names(segments, history.memberships, settings)
    known_from = (membership.known_from for membership in named)
    dates = decision_dates(history.panel.sessions, known_from, settings.word("rebalance"))
    basket = lay_on(history, left, named, dates)
    return replace(basket, notes=(*basket.notes, *_empty_sleeves(basket)))


def lay_on(history: History, segments: Sequence[Segment], named: Sequence[Membership], dates: Dates) -> Basket:
    """Lay names on given decision dates, none before the first session."""
    panel = history.panel
    rows = last_rows(panel.sessions, dates)
    members = known_members(segments, named, panel.symbols, dates) & trading(panel, dates, rows)
    begun = np.logical_or.accumulate(members.any(axis=(0, 2)))
    missing = sorted({m.symbol for m in named} - set(panel.symbols))
    notes = (f"the data has no {', '.join(missing)}: left out",) if missing else ()
    if not named:
        notes = ("no name passes the filters: nothing is ever held",)
    return Basket(tuple(segments), dates[begun], rows[begun], members[:, begun], tuple(named), notes)


def _empty_sleeves(basket: Basket) -> tuple[str, ...]:
    """Say which of several sleeves had no name to choose from, from which decision until which."""
    sleeves = tuple(dict.fromkeys(basket.sleeve_of))
    by_spans: dict[str, list[str]] = {}
    for sleeve in sleeves:
        inside = np.array([of == sleeve for of in basket.sleeve_of])
        spans = _spans(~basket.present[inside].any(axis=0), basket.dates)
        if spans and len(sleeves) > 1:
            by_spans.setdefault(" and ".join(spans), []).append(sleeve)
    said = "; ".join(f"{', '.join(of)} {spans}" for spans, of in by_spans.items())
    return (f"sleeves without a name, whose share the others had: {said}",) if said else ()


def _spans(marked: NDArray[np.bool_], dates: Dates) -> list[str]:
    """The stretches of marked decisions (D) in words, each until the decision that ends it."""
    turns = np.flatnonzero(np.diff(marked, prepend=False, append=False))
    ends = [f" until {dates[end]}" if end < len(dates) else " to the end" for end in turns[1::2].tolist()]
    return [f"from {dates[first]}{end}" for first, end in zip(turns[::2].tolist(), ends, strict=True)]


def decisions(history: History, basket: Basket, weights: Floats, notes: Iterable[str]) -> Decisions:
    """Return the decisions of a weight matrix (D x N) over the basket's dates."""
    symbols = history.panel.symbols
    ever: NDArray[np.bool_] = np.asarray(basket.members.any(axis=1), dtype=np.bool_)
    held = np.flatnonzero((weights > 0).any(axis=0))
    segment_of = {
        symbols[j]: " + ".join(s.name for s, inside in zip(basket.segments, ever[:, j], strict=True) if inside)
        for j in held
    }
    return Decisions(targets_from_weights(basket.dates, symbols, weights), (*basket.notes, *notes), segment_of)
