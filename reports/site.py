"""The front page of a site that a night makes: the index of all runs, with the day of its data and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from backtest.result.several import Several
from reports.index import TITLE, IndexRow, index_context
from reports.page import write_page

STALE_DAYS = 4
"""A weekend and a day; older data makes the page say so by itself, when it is opened."""


@dataclass(frozen=True)
class SiteState:
    """What the site was made from. ``data_of`` is the last session, ``made_at`` when its snapshot was published (UTC).

    ``missing`` are strategies without a page, by name the reason; ``notes`` what else a reader must know.
    ``scorecard`` is the address of the page of the scorecard, "" where no report was published by then.
    """

    data_of: date
    made_at: datetime
    snapshot: str
    missing: Mapping[str, str]
    notes: tuple[str, ...] = ()
    scorecard: str = ""


def write_site_index(
    summaries: Sequence[IndexRow], state: SiteState, path: Path, *, several: Several | None = None
) -> None:
    """Write the front page with the index of all runs. The same runs and state give the same bytes.

    Raises UserError when the file cannot be written.
    """
    context = index_context(summaries, several)
    write_page("site.html", path, {"title": TITLE, "state": state, "stale_days": STALE_DAYS, **context})


def write_night(path: Path, *, headline: str, sentences: Sequence[str], data_of: date | None) -> None:
    """Write the small page of last night: how it ended, and of which day the pages are.

    Raises UserError when the file cannot be written.
    """
    write_page("night.html", path, {"headline": headline, "sentences": tuple(sentences), "data_of": data_of})
