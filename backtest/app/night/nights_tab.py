"""The tab of the nights, written anew after each of them: one that fails leaves all other pages as they are."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime

from backtest.app.night.history import NightRecord, read_history
from backtest.app.night.site_folder import SiteFolder
from data_sources.errors import ResourceError
from data_sources.language.text import both, same
from reports.page import Look
from reports.site.frame import SiteState
from reports.site.listing_tab import write_listing
from reports.site.nights import NightRow, nights_listing
from reports.site.tabs import NIGHTS


def night_rows(records: Iterable[NightRecord]) -> tuple[NightRow, ...]:
    """Return the nights as their tab lists them."""
    return tuple(_row(each) for each in records)


def write_nights(site: SiteFolder, look: Look | None = None) -> None:
    """Write the tab into the site that readers see; when the disk refuses, or without a site, none is written."""
    stamp = site.stamp()
    if site.current is None or NIGHTS not in stamp.get("pages", ()):
        return
    state = SiteState(
        date.fromisoformat(stamp["data_of"]),
        datetime.fromisoformat(stamp["made_at"]),
        stamp["snapshot"],
        tuple(stamp["pages"]),
        stamp["missing"],
        simulated=bool(stamp.get("simulated")),
    )
    with suppress(ResourceError):
        write_listing(site.current, NIGHTS, state, nights_listing(night_rows(read_history(site))), look)


def _row(night: NightRecord) -> NightRow:
    missing = (both(f"without a page: {name}", f"未生成页面：{name}") for name in night.missing)
    failed = (same(night.error),) if night.error else ()
    return NightRow(
        night.day,
        night.ended_at,
        night.outcome,
        night.seconds,
        night.data_of,
        night.strategies,
        sum(night.findings.values()),
        (*failed, *missing, *night.happened, *night.changed, *night.notes),
    )
