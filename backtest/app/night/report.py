"""How a night ended: one line for the log, one document for pipes, one small page for readers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from backtest.app.night.site_folder import SiteFolder
from backtest.result.files import write_text
from backtest.result.wording import cell_percent
from reports.site import write_night

PAGE, FILE = "night.html", "night.json"


@dataclass(frozen=True)
class NightReport:
    """A night. ``outcome``: done, unchanged, skipped, partly, failed. ``missing`` are strategies without a page, why.

    ``data_of`` is the last session of the pages that readers now see, None when there are none. ``best`` is the
    strategy with the largest excess since publication, and that excess (a fraction). ``sessions_old``: how many
    sessions are over since ``data_of``.
    """

    outcome: str
    night: date
    data_of: date | None
    snapshot: str
    site: Path
    strategies: tuple[str, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    audited: Mapping[str, str] = field(default_factory=dict)
    diary_rows: int = 0
    best: tuple[str, float] | None = None
    refresh: Mapping[str, Any] | None = None
    error: str = ""
    sessions_old: int = 0

    @property
    def summary(self) -> str:
        """The one line of the night."""
        begin = f"night of {self.night}: {self.outcome}"
        if self.outcome == "failed":
            stays = f"the site of {self.data_of} stays" if self.data_of else "there is no site yet"
            return f"{begin}: {self.error}; {stays}"
        if self.outcome == "skipped":
            return f"{begin}, no session today and the site has the last one, {self.data_of}"
        parts = [f"{len(self.strategies)} strategies on data of {self.data_of} ({self.snapshot})"]
        if self.sessions_old:
            parts.append(f"{self.sessions_old} session{'' if self.sessions_old == 1 else 's'} old")
        if self.best:
            parts.append(f"best {self.best[0]} {cell_percent(self.best[1], 1, unit=' points')}")
        parts += [f"without a page: {name} ({reason})" for name, reason in self.missing.items()]
        parts += [*self.notes, f"{self.diary_rows} diary rows" if self.diary_rows else ""]
        return f"{begin}, {', '.join(part for part in parts if part)}; {self.site / 'index.html'}"

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        return {**asdict(self), "summary": self.summary}


def tell_readers(site: SiteFolder, night: NightReport, at: datetime | None, folder: Path | None = None) -> None:
    """Write how the night ended beside the pages, which stay as they are; nobody is told when there is no site.

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
    write_text(place / FILE, json.dumps({**told, **more}, indent=2, ensure_ascii=False, default=str) + "\n")
    write_night(place / PAGE, headline=headline[told["outcome"]], sentences=sentences, data_of=night.data_of)
