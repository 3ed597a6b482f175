"""What the pages of a site are made from: one market, one library of documents, and the runs on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from backtest.app.batch_outcome import FinishedRun
from backtest.market.panel import Panel
from backtest.result.run_folder import PAGE
from backtest.result.several import Several
from reports.site.frame import SiteState
from reports.site.summary import IndexRow, summarise
from strategies.library.library import Library


@dataclass(frozen=True)
class SiteContent:
    """The runs of a site and what they were made from.

    ``last`` is the last session of the runs, ``made_at`` when the snapshot was published (UTC). ``missing`` are
    strategies without a page, by name the reason, ``notes`` what a reader of any page must know. ``nightly`` says that
    a night keeps it up to date.
    """

    panel: Panel
    library: Library
    last: date
    made_at: datetime
    rows: tuple[IndexRow, ...]
    several: Several | None
    missing: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    nightly: bool = False

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
    """Return the runs as the front page lists them, each with its page in a folder of its name."""
    return tuple(summarise(run.result, f"{run.folder.name}/{PAGE}", run.diary, run.verdict) for run in runs)
