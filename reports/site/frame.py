"""What stands around every page of a site: of which day it is, its tabs, and what a reader must know of all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from data_sources.language.text import Text, both, joined, same
from reports.page import Look, write_page
from reports.site.tabs import NAMES, STRATEGIES, Tab, root_of, tabs_of

TEMPLATES = {STRATEGIES: "site/strategies.html"}
"""Templates of the tabs that are not a plain list of tables."""
LISTING = "site/listing.html"

STALE_DAYS = 4
"""A weekend and a day; older data makes a page say so by itself, when it is opened."""


@dataclass(frozen=True)
class SiteState:
    """What a site was made from. ``data_of`` is the last session, ``made_at`` when its snapshot was published (UTC).

    ``pages`` are the addresses of the tabs that it has. ``notes`` are what a reader of any page must know, ``missing``
    strategies without a page, by name the reason. A site that no night keeps up to date (``nightly`` False) is as old
    as its reader's copy, and does not say that it is old.
    """

    data_of: date
    made_at: datetime
    snapshot: str
    pages: tuple[str, ...]
    missing: Mapping[str, str]
    notes: tuple[str, ...] = ()
    simulated: bool = False
    nightly: bool = True


@dataclass(frozen=True)
class Frame:
    """The frame of one page. ``root`` leads to the root of the site."""

    title: Text
    page_title: Text
    state: SiteState
    tabs: tuple[Tab, ...]
    root: str
    stale_days: int | None


def frame_of(address: str, state: SiteState, title: Text | None = None) -> Frame:
    """Return the frame of the page at an address of a site; ``title`` where it is not the name of its tab."""
    name = title or NAMES[address]
    marked = joined([both("SIMULATED: ", "模拟数据：") if state.simulated else "", same(name)], en="")
    return Frame(
        name,
        marked,
        state,
        tabs_of(address, state.pages),
        root_of(address),
        STALE_DAYS if state.nightly and not state.simulated else None,
    )


def write_tab(
    folder: Path, address: str, state: SiteState, context: Mapping[str, object], look: Look | None = None
) -> None:
    """Write one tab of a site from the template of its name; WriteFailed when the disk refuses."""
    frame = frame_of(address, state)
    write_page(TEMPLATES.get(address, LISTING), folder / address, {"frame": frame, **context}, look)
