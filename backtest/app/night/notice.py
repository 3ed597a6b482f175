"""What readers of the site are told of the night: one small page and its data, beside the other pages."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from backtest.app.night.outcome import NightOutcome
from backtest.app.night.site_folder import SiteFolder
from backtest.result.files import write_text
from reports.site.night import write_night

PAGE, FILE = "night.html", "night.json"


def tell_readers(site: SiteFolder, night: NightOutcome, at: datetime | None, folder: Path | None = None) -> None:
    """Write how the night ended beside the pages, which stay as they are; without a site it writes nothing.

    ``at`` is said of a night that failed; one that did not leaves no time of day, so that twice the same is the same.
    """
    place = folder or site.current
    if place is None:
        return
    failed = night.outcome == "failed"
    sentences = [f"Without a page: {name} ({reason})." for name, reason in night.missing.items()] + list(night.notes)
    told = {"outcome": "failed" if failed else "partly" if sentences else "done"}
    more: dict[str, Any] = {"data_of": night.data_of, "missing": night.missing, "notes": night.notes}
    if failed:
        sentences = [f"It failed at {at:%Y-%m-%d %H:%M} (Shanghai): {night.error}", *sentences]
        more |= {"failed_at": at, "error": night.error}
    headline = {"failed": "Last night failed", "partly": "Last night was partly done", "done": "Last night went well"}
    # News of the documents, no lack of the night; a night that leaves the pages as they are leaves these too.
    if happened := night.happened or (() if folder else tuple(site.stamp().get("happened", ()))):
        sentences = [*sentences, *(f"{each[0].upper()}{each[1:]}." for each in happened)]
        more["happened"] = happened
    text = json.dumps({**told, **more}, indent=2, ensure_ascii=False, default=str) + "\n"
    # Where nothing changes nothing is written: a night without work needs no room on the disk.
    if not folder and (place / FILE).is_file() and (place / FILE).read_bytes() == text.encode():
        return
    write_night(place / PAGE, headline=headline[told["outcome"]], sentences=sentences, data_of=night.data_of)
    # The data last: where they are, the page is too.
    write_text(place / FILE, text)
