"""Industries and sub-industries by an index of theirs, or not at all: the report's own names are no industry."""

from __future__ import annotations

from collections.abc import Iterable
from math import isnan

from backtest.market.indices import index_label
from backtest.market.panel import Panel
from data_sources.language.text import Text, both, joined, said
from strategies.documents.document import Report
from strategies.documents.sector_indices import SectorIndex, rated_index, rated_indices
from strategies.documents.sub_industries import SubIndustry, sub_industries
from strategies.scorecard.benchmark import LACKS_ENDS, NOT_STORED
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
        wanted = _wanted(rows)
        unstored = both(
            f"no verdict: no index of the industry is stored{wanted}", f"无结论：数据库中没有该行业的指数{wanted.zh}"
        )
        return Move(notes=(unstored,)), ""
    return Move(price=growth[index.symbol], notes=_stands_in(panel, index)), _measure(index)


def _part(panel: Panel, report: Report, call: Call, window: Window) -> tuple[Move, str]:
    """By the first index of the sub-industry that is stored."""
    rows = [row for row in sub_industries(report.id, report.known_from) if row.name == call.subject and row.symbol]
    if not rows:
        unknown = both("no verdict: no index of the sub-industry is known", "无结论：该细分行业没有已知指数")
        return Move(notes=(unknown,)), ""
    for row in rows:
        growth = index_move(panel, row.symbol, window)
        if not isnan(growth):
            measure = _measure(row)
            wider = both(f"{measure} is wider than {call.subject}", f"{measure.zh} 的范围大于{said(call.name, 'zh')}")
            return Move(price=growth, notes=(wider,) if row.wider else ()), measure
    wanted = _wanted(rows)
    return Move(notes=(both(f"no verdict: not stored{wanted}", f"无结论：不在数据库中{wanted.zh}"),)), ""


def _measure(row: SectorIndex | SubIndustry) -> Text:
    """An index with its symbol, which alone stands for one whose name is not known."""
    name = row.name if isinstance(row, SectorIndex) else row.index_name
    return joined((row.symbol, name), zh=" ")


def _wanted(rows: Iterable[SectorIndex | SubIndustry]) -> Text:
    words = [_measure(row) for row in rows]
    if not words:
        return both(", and none is known", "，也没有已知的")
    return both(f": {', '.join(words)}", f"：{'、'.join(each.zh for each in words)}")


def _stands_in(panel: Panel, index: SectorIndex) -> tuple[Text, ...]:
    own = index.stands_in_for
    if not own:
        return ()
    lacking = LACKS_ENDS if own in panel.benchmarks else NOT_STORED
    label = index_label(own)
    return (
        both(
            f"{label} {lacking}: {index.symbol} stands in for it",
            f"{said(label, 'zh')}{lacking.zh}：以 {index.symbol} 代替",
        ),
    )
