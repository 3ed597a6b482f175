"""How a night ended: one line for the log, one document for pipes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from backtest.app.night.site_folder import SiteFolder
from data_sources.calendar import clock
from data_sources.calendar.age import TableAge
from data_sources.calendar.clock import shanghai_time


@dataclass(frozen=True)
class NightOutcome:
    """How a night ended: ``outcome`` is done, unchanged, skipped, partly or failed.

    ``missing`` says by name why a strategy has no page, ``audited`` what the look-ahead audit of each found.
    ``data_of`` is the last session of the pages that readers now see, None when there are none; ``sessions_old`` counts
    the sessions that are over since, ``ages`` by table (bars, index) its last day, the session that is due and how many
    are due since. ``badges`` counts the strategies by badge: which was best is no news, since one always is.
    ``diary_late`` says that the rows of the diary were written after the next session had begun, which is no evidence.
    ``happened`` has a sentence for each falsifier of a document of which the last site did not know that it happened.
    ``silent`` names the vendors that gave the refresh nothing usable, which is no lack where others gave it.
    ``refresh`` is the document of the refresh, None without one; ``error`` why the night failed.
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
    diary_late: bool = False
    badges: Mapping[str, int] = field(default_factory=dict)
    refresh: Mapping[str, Any] | None = None
    error: str = ""
    sessions_old: int = 0
    ages: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    silent: tuple[str, ...] = ()
    happened: tuple[str, ...] = ()

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
        parts += [f"{count} {badge}" for badge, count in self.badges.items()]
        parts += [f"without a page: {name} ({reason})" for name, reason in self.missing.items()]
        late = ", late: the next session had begun" if self.diary_late else ""
        parts += [
            *self.happened,
            *self.notes,
            *self.silent,
            f"{self.diary_rows} diary rows{late}" if self.diary_rows else "",
        ]
        return f"{begin}, {', '.join(part for part in parts if part)}; {self.site / 'index.html'}"

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        return {**asdict(self), "summary": self.summary}


def age_note(old: Sequence[TableAge], max_age: int) -> str:
    """Say which tables are old, "" for none; the same words every night while they stand still."""
    if not old:
        return ""
    limit = "a session is due" if max_age == 1 else f"{max_age} sessions are due"
    ends = " and ".join(age.sentence for age in old)
    lack = "it lacks" if [age.table for age in old] == ["index"] else "they lack"
    return f"The data is old: {ends}, and {limit} that {lack} (--max-age {max_age})."


def unchanged_site(site: SiteFolder, stamp: Mapping[str, Any], outcome: str, error: str = "") -> NightOutcome:
    """Return the outcome of a night that left the site as it was; ``stamp`` says what that was made from."""
    return NightOutcome(
        outcome=outcome,
        night=shanghai_time(clock.SYSTEM).date(),  # as the clock has it: a night that failed for its clock is told too
        data_of=date.fromisoformat(stamp["data_of"]) if stamp else None,
        snapshot=str(stamp.get("snapshot", "")),
        site=site.link,
        strategies=tuple(stamp.get("strategies", ())),
        missing=dict(stamp.get("missing", {})),
        notes=tuple(stamp.get("notes", ())),
        error=error,
    )
