"""A tab that is a listing, as a file: the library that draws charts is in it only where one of its sections has one."""

from __future__ import annotations

from pathlib import Path

from reports.charts.packed import packed
from reports.page import Look, chart_library, script_json
from reports.site.frame import SiteState, write_tab
from reports.site.listing import Listing


def write_listing(folder: Path, address: str, state: SiteState, listing: Listing, look: Look | None = None) -> None:
    """Write a tab of a site from its listing; WriteFailed when the disk refuses."""
    drawn = [each.chart for each in listing.sections if each.chart]
    script, style = chart_library() if drawn else ("", "")
    charts = script_json(packed(drawn)) if drawn else ""
    context = {"listing": listing, "charts": charts, "uplot_script": script, "uplot_style": style}
    write_tab(folder, address, state, {**context, "scales": bool(drawn)}, look)
