"""What the pages of a site are made from: one market, one library of documents, and the runs on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from backtest.app.batch_outcome import FinishedRun
from backtest.app.run_label import label_place
from backtest.market.panel import Panel
from backtest.result.run_folder import PAGE
from backtest.result.several import Several
from reports.site.diary import DiaryState
from reports.site.frame import SiteState
from reports.site.nights import NightRow
from reports.site.summary import IndexRow, summarise
from strategies.library.library import Library


@dataclass(frozen=True)
class SiteContent:
    """The runs of a site and what they were made from.

    ``last`` is the last session of the runs, ``made_at`` when the snapshot was published (UTC). ``missing`` are
    strategies without a page, by name the reason, ``notes`` what a reader of any page must know. ``nightly`` says that
    a night keeps it up to date; ``diary`` is its paper diary, None without one, ``nights`` its history. ``db`` is the
    store of the market.
    """

    panel: Panel
    library: Library
    db: str | Path | None
    last: date
    made_at: datetime
    rows: tuple[IndexRow, ...]
    several: Several | None
    missing: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    nightly: bool = False
    diary: DiaryState | None = None
    nights: tuple[NightRow, ...] = ()

    def state(self, pages: Sequence[str]) -> SiteState:
        """Return what stands around each page of a site with these tabs."""
        return SiteState(
            self.last,
            self.made_at,
            self.panel.snapshot,
            tuple(pages),
            self.missing,
            self.notes,
            self.panel.simulated,
            self.nightly,
        )


def rows_of(runs: Sequence[FinishedRun]) -> tuple[IndexRow, ...]:
    """Return the runs as the front page lists them, each with its page where ``page_of`` says."""
    return tuple(summarise(run.result, page_of(run), run.diary, run.verdict) for run in runs)


def page_of(run: FinishedRun) -> str:
    """Return the address of the page of a run in a site; that of a variant or of own settings lies a folder deeper."""
    return f"{label_place(run.result.strategy, run.result.name)}/{PAGE}"
