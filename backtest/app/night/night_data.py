"""What tonight's pages are made from: one market, its last judged session, and the documents that are known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import numpy as np

from backtest.app.run import load_market
from backtest.market.indices import total_return_of
from backtest.market.panel import Panel
from data_sources.errors import UserError
from data_sources.language.text import NOTHING, Text, both
from data_sources.store import opened_store, store_summary
from data_sources.tables.schema import CALENDAR_INDEX
from strategies.library.library import Library, shipped_library


@dataclass(frozen=True)
class Data:
    """What tonight's pages are made from; ``last`` is the last session with bars and an index level.

    Every run ends on it. ``bars_go_on`` says that there are bars after it, of which the index has no level yet.
    ``library`` are the documents that the runs know; readers see the name of its folder and not where it lies.
    """

    panel: Panel
    last: date
    made_at: datetime
    bars_go_on: bool = False
    library: Library = field(default_factory=shipped_library)

    @property
    def end(self) -> date | None:
        """The last session that runs may use, None for all of the panel."""
        return self.last if self.bars_go_on else None


def load_data(db: str | Path | None, library: Library) -> Data:
    """Load the market of tonight; UserError for a store without a bar."""
    panel = load_market(db)
    with opened_store(db) as engine:
        made_at = store_summary(engine).created_at
    if panel.last_traded < 0:
        raise UserError(both("the store has no bar; run: backtest refresh", "库中没有行情；请运行 backtest refresh"))
    row = _last_judged(panel)
    return Data(panel, panel.sessions[row].item(), made_at, row < panel.last_traded, _for_readers(library))


def price_index_note(data: Data) -> Text:
    """Say that the runs are judged without the index's dividends because their levels end early, "" otherwise."""
    symbol = total_return_of(CALENDAR_INDEX)
    if symbol not in data.panel.benchmarks:
        return NOTHING
    there = np.flatnonzero(np.isfinite(data.panel.benchmarks[symbol]))
    end: date | None = data.panel.sessions[there[-1]].item() if len(there) else None
    if end is None or end >= data.last:
        return NOTHING
    return both(
        f"{symbol} has no level after {end}, so the runs are judged against {CALENDAR_INDEX}, without its dividends.",
        f"{symbol} 在 {end} 之后没有点位，因此各策略以不含分红的 {CALENDAR_INDEX} 为基准。",
    )


def shorter_note(data: Data) -> Text:
    """Say that the pages end before the bars do, since the index does, "" otherwise."""
    if not data.bars_go_on:
        return NOTHING
    return both(
        f"{CALENDAR_INDEX} has no level after {data.last}, where the pages end; the bars go on.",
        f"{CALENDAR_INDEX} 在 {data.last} 之后没有点位，页面止于该日；行情数据晚于该日。",
    )


def _for_readers(library: Library) -> Library:
    """Return a library whose folder has its name alone: every manifest states it, and readers see manifests."""
    folder = library.folder
    return library if folder is None else replace(library, folder=replace(folder, shown=folder.path.absolute().name))


def _last_judged(panel: Panel) -> int:
    """Row of the last session that has bars and a level of the index; the last with bars where there is no level."""
    levels = panel.benchmarks.get(CALENDAR_INDEX)
    if levels is None:
        return panel.last_traded
    there = np.flatnonzero(np.isfinite(levels[: panel.last_traded + 1]))
    return int(there[-1]) if len(there) else panel.last_traded
