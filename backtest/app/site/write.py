"""The pages of a site around runs that have theirs already."""

from __future__ import annotations

from pathlib import Path

from backtest.app.batch_outcome import BatchOutcome
from backtest.app.site.card import add_card
from backtest.app.site.content import SiteContent, rows_of
from backtest.app.site.tabs import write_tabs
from backtest.market.panel import Panel
from data_sources.language.text import both
from data_sources.progress import Progress, unheard
from data_sources.store import opened_store, store_summary
from reports.page import Look
from reports.site.tabs import STRATEGIES
from strategies.library.library import Library


def write_site(
    folder: Path,
    outcome: BatchOutcome,
    panel: Panel,
    library: Library,
    db: str | Path | None,
    *,
    look: Look | None = None,
    hear: Progress = unheard,
) -> Path:
    """Write every tab into the folder that holds the folders of the runs, and return the front page.

    ``hear`` hears of it once. At least one run has come to its end. Raises WriteFailed when the disk refuses.
    """
    hear(both("writing the site", "写站点"), 0, 0)
    content = _content(outcome, panel, library, db)
    card = add_card(folder, content, look=look)
    write_tabs(folder, content, more=[card] if card else [], look=look)
    return folder / STRATEGIES


def _content(outcome: BatchOutcome, panel: Panel, library: Library, db: str | Path | None) -> SiteContent:
    """What the site is made from; its day is the last of any run."""
    with opened_store(db) as engine:
        made_at = store_summary(engine).created_at
    last = max(run.result.ledger.sessions[-1].item() for run in outcome.finished)
    rows = rows_of(outcome.finished)
    return SiteContent(panel, library, db, last, made_at, rows, outcome.several, missing=outcome.failed)
