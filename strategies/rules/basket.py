"""The frame every thesis shares: when to decide, who is known by then, and what a rule may ask about the names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from backtest.targets import targets_from_weights
from data_sources.language.text import Text, both, joined, said
from data_sources.tables.brief import first_of
from data_sources.tables.facts import Booleans, Dates, Floats, Integers
from strategies.contract.history import History
from strategies.contract.parameters import Settings
from strategies.contract.strategy import Decisions, Segment
from strategies.documents.document import Membership
from strategies.documents.segment_names import JOINED, segment_id, segment_name
from strategies.rules.filters import filter_names
from strategies.rules.gate import exposure
from strategies.rules.members import known_members, trading
from strategies.rules.rank import benchmark_levels, benchmark_return, strongest, total_return
from strategies.rules.schedule import decision_dates, last_rows
from strategies.rules.trend import above_own_mean
from strategies.signals.quantities import Quantity, Reading, read_quantity

MOST_SHOWN = 12
"""Names in one note; of more the first few and their number."""
BENCHMARK = "000300.SH"


@dataclass(frozen=True)
class Basket:
    """The names of a strategy at each of its decisions, with what a rule asks about them.

    ``dates`` and ``rows`` (D) are the decisions; ``members`` (G x D x N) says who is known, listed and not delisted by
    then. ``named`` are the memberships behind them, those of the future among them: read them by ``known_from`` only.
    A method reads the parameters that its docstring names, and only history up to each decision.
    """

    history: History
    settings: Settings
    segments: tuple[Segment, ...]
    dates: Dates
    rows: Integers
    members: Booleans
    named: tuple[Membership, ...]
    notes: tuple[Text, ...]

    @property
    def present(self) -> Booleans:
        """The segments that had a name to choose from (G x D)."""
        return np.asarray(self.members.any(axis=2), dtype=np.bool_)

    @property
    def everyone(self) -> Booleans:
        """The members of any segment (D x N)."""
        return np.asarray(self.members.any(axis=0), dtype=np.bool_)

    @property
    def sleeve_of(self) -> tuple[str, ...]:
        """The sleeve of each segment (G)."""
        return tuple(segment.sleeve for segment in self.segments)

    @property
    def index(self) -> Floats:
        """The total return index of each symbol (S x N), carried over suspensions, NaN before the first bar."""
        return self.history.panel.total_return_index

    def number(self, parameter: str) -> float:
        """A parameter's value as a float."""
        return self.settings.number(parameter)

    def whole(self, parameter: str) -> int:
        """A parameter's value as a whole number."""
        return self.settings.whole(parameter)

    def read(self, quantity: Quantity) -> Reading:
        """What a quantity said at each decision (D)."""
        return read_quantity(quantity, self.history.signals, self.dates)

    def exposure(self, values: Floats, floor: str) -> Floats:
        """The share to invest (D): ``below`` where a value is under the parameter ``floor``; else, or unknown, 1."""
        return exposure(values, self.number(floor), self.number("below"))

    def total_return(self) -> Floats:
        """Each name's total return (D x N) over ``lookback`` sessions; NaN with less than ``minimum`` of them."""
        return total_return(self.index, self.rows, self.whole("lookback"), self.whole("minimum"))

    def market_return(self) -> Floats:
        """The return of the CSI 300 price index (D) over ``lookback`` sessions; NaN where unknown."""
        return benchmark_return(benchmark_levels(self.history.panel, BENCHMARK), self.rows, self.whole("lookback"))

    def above_own_mean(self) -> Booleans:
        """The names (D x N) above their own mean of ``trend`` sessions; never with less than ``minimum`` of history."""
        return above_own_mean(self.index, self.rows, self.whole("trend"), self.whole("minimum"))

    def strongest(self, score: Floats, among: Booleans) -> Booleans:
        """The ``top`` names (G x D x N) with the highest score (D x N) of each segment, of those in ``among``."""
        return np.array([strongest(score, eligible, self.whole("top")) for eligible in among])

    def only(self, decisions: Booleans) -> Basket:
        """The same basket with some of its decisions (D) alone."""
        dates, rows = self.dates[decisions], self.rows[decisions]
        return replace(self, dates=dates, rows=rows, members=self.members[:, decisions])

    def decide(self, weights: Floats, notes: Iterable[str] = ()) -> Decisions:
        """The decisions of a weight matrix (D x N), with the basket's notes first."""
        symbols = self.history.panel.symbols
        ever: Booleans = np.asarray(self.members.any(axis=1), dtype=np.bool_)
        segment_of = {symbols[j]: self._held_in(ever[:, j]) for j in np.flatnonzero((weights > 0).any(axis=0)).tolist()}
        return Decisions(targets_from_weights(self.dates, symbols, weights), (*self.notes, *notes), segment_of)

    def _held_in(self, inside: Booleans) -> Text:
        """The segments (G) of which a name was ever one."""
        return segment_id(JOINED.join(s.name for s, within in zip(self.segments, inside, strict=True) if within))


def lay_basket(history: History, segments: Sequence[Segment], settings: Settings) -> Basket:
    """Lay the names that the filters leave on decisions after each period's last session and on each report's day.

    Reads the five filters and ``rebalance``. The first decision is the first one at which a known name trades; nothing
    was decided before, which means cash. A note says when a sleeve had no name, since its share goes to the others.
    """
    left, named = filter_names(segments, history.memberships, settings)
    known_from = (membership.known_from for membership in named)
    dates = decision_dates(history.panel.sessions, known_from, settings.word("rebalance"))
    basket = lay_on(history, settings, left, named, dates)
    return replace(basket, notes=(*basket.notes, *_empty_sleeves(basket)))


def lay_on(
    history: History, settings: Settings, segments: Sequence[Segment], named: Sequence[Membership], dates: Dates
) -> Basket:
    """Lay names on given decision dates, none before the first session."""
    panel = history.panel
    rows = last_rows(panel.sessions, dates)
    members = known_members(segments, named, panel.symbols, dates) & trading(panel, dates, rows)
    begun = np.logical_or.accumulate(members.any(axis=(0, 2)))
    missing = sorted({m.symbol for m in named} - set(panel.symbols))
    shown = ", ".join(missing) if len(missing) <= MOST_SHOWN else first_of(missing)
    notes = (both(f"the data has no {shown}: left out", f"数据中没有 {said(shown, 'zh')}：已剔除"),) if missing else ()
    if not named:
        notes = (both("no name passes the filters: nothing is ever held", "没有个股通过筛选：从未持有任何股票"),)
    return Basket(history, settings, tuple(segments), dates, rows, members, tuple(named), notes).only(begun)


def _empty_sleeves(basket: Basket) -> tuple[Text, ...]:
    """Say which of several sleeves had no name to choose from, from which decision until which."""
    sleeves = tuple(dict.fromkeys(basket.sleeve_of))
    by_spans: dict[Text, list[str]] = {}
    for sleeve in sleeves:
        inside = np.array([of == sleeve for of in basket.sleeve_of])
        spans = _spans(~basket.present[inside].any(axis=0), basket.dates)
        if spans and len(sleeves) > 1:
            by_spans.setdefault(joined(spans, en=" and ", zh="以及"), []).append(sleeve)
    if not by_spans:
        return ()
    english = "; ".join(f"{', '.join(of)} {spans}" for spans, of in by_spans.items())
    chinese = "；".join(
        f"{'、'.join(segment_name(each).zh for each in of)}（{spans.zh}）" for spans, of in by_spans.items()
    )
    return (
        both(
            f"sleeves without a name, whose share the others had: {english}",
            f"以下部分没有个股，其份额由其余部分承担：{chinese}",
        ),
    )


def _spans(marked: Booleans, dates: Dates) -> list[Text]:
    """The stretches of marked decisions (D) in words, each until the decision that ends it."""
    turns = np.flatnonzero(np.diff(marked, prepend=False, append=False))
    ends = [
        both(f"until {dates[end]}", f"至 {dates[end]}") if end < len(dates) else both("to the end", "至期末")
        for end in turns[1::2].tolist()
    ]
    return [
        both(f"from {dates[first]} {end}", f"自 {dates[first]} {end.zh}")
        for first, end in zip(turns[::2].tolist(), ends, strict=True)
    ]
