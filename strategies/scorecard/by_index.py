"""Industries and sub-industries by an index of theirs, or not at all: the report's own names are no industry."""

from __future__ import annotations

from collections.abc import Iterable
from math import isnan

from backtest.market.indices import index_label
from backtest.market.panel import Panel
from strategies.documents.document import Report
from strategies.documents.sector_indices import SectorIndex, rated_index, rated_indices
from strategies.documents.sub_industries import SubIndustry, sub_industries
from strategies.scorecard.calls import Call
from strategies.scorecard.price_change import Move, index_move
from strategies.scorecard.window import Window


def move_by_index(panel: Panel, report: Report, call: Call, window: Window) -> tuple[Move, str]:
    """Return what an industry or a sub-industry did, and the index that says so, "" with a note where none does."""
    return _industry(panel, report, window) if call.kind == "industry" else _part(panel, report, call, window)


def _industry(panel: Panel, report: Report, window: Window) -> tuple[Move, str]:
    """By the index of the rated industry, or by the one that stands in for it, with a note that says so."""
    rows = rated_indices(report, report.known_from)
    growth = {row.symbol: index_move(panel, row.symbol, window) for row in rows}
    index = rated_index(report, report.known_from, {symbol for symbol, each in growth.items() if not isnan(each)})
    if index is None:
        return Move(notes=(f"no verdict: no index of the industry is stored{_wanted(rows)}",)), ""
    return Move(price=growth[index.symbol], notes=_stands_in(panel, index)), f"{index.symbol} {index.name}".strip()


def _part(panel: Panel, report: Report, call: Call, window: Window) -> tuple[Move, str]:
    """By the first index of the sub-industry that is stored."""
    rows = [row for row in sub_industries(report.id, report.known_from) if row.name == call.subject and row.symbol]
    if not rows:
        return Move(notes=("no verdict: no index of the sub-industry is known",)), ""
    for row in rows:
        growth = index_move(panel, row.symbol, window)
        if not isnan(growth):
            wider = (f"{row.symbol} {row.index_name} is wider than {call.subject}",) if row.wider else ()
            return Move(price=growth, notes=wider), f"{row.symbol} {row.index_name}"
    return Move(notes=(f"no verdict: not stored{_wanted(rows)}",)), ""


def _wanted(rows: Iterable[SectorIndex | SubIndustry]) -> str:
    words = [f"{row.symbol} {row.name if isinstance(row, SectorIndex) else row.index_name}".strip() for row in rows]
    return f": {', '.join(words)}" if words else ", and none is known"


def _stands_in(panel: Panel, index: SectorIndex) -> tuple[str, ...]:
    own = index.stands_in_for
    if not own:
        return ()
    lacking = "has no level at both ends of the window" if own in panel.benchmarks else "is not stored"
    return (f"{index_label(own)} {lacking}: {index.symbol} stands in for it",)
