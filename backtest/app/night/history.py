"""The history of a site's nights: one record a night, kept beside the builds, so that no build takes it along."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from backtest.app.night.site_folder import SiteFolder
from backtest.result.files import write_text
from data_sources.language.text import NOTHING, Text, both
from data_sources.refused import writes
from data_sources.whole_file import read_whole

NAME = "nights.jsonl"
"""One line of JSON a night in the folder of the builds, the oldest first."""
KEPT = 1000
"""Nights; two a session are two years."""
LONGEST = 1 << 26
"""Bytes that are read; a thousand nights have one or two million."""


@dataclass(frozen=True)
class NightRecord:
    """How one night ended, as readers may see it: no path of the machine stands in it.

    Parameters
    ----------
    day
        The day on which it began, in Shanghai.
    ended_at
        When it ended, with its zone (Shanghai).
    outcome
        done, unchanged, skipped, partly or failed.
    seconds
        How long it took.
    data_of, snapshot
        The last session of the pages that readers saw after it and their snapshot; None and "" without a site.
    strategies
        How many had a page then.
    missing
        By name why a strategy, or the scorecard, had none.
    findings
        What the refresh found, by severity (severe, warning, note); empty without a refresh.
    happened, changed
        What happened that night, and what stood otherwise than the night before, each a clause in both languages.
    notes
        What else a reader had to know.
    error
        Why it failed, "" when it did not.
    """

    day: date
    ended_at: datetime
    outcome: str
    seconds: float
    data_of: date | None = None
    snapshot: str = ""
    strategies: int = 0
    missing: Mapping[str, str] = field(default_factory=dict)
    findings: Mapping[str, int] = field(default_factory=dict)
    happened: tuple[Text, ...] = ()
    changed: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    error: Text = NOTHING

    def document(self) -> dict[str, Any]:
        """Return plain values; every text is its English, and ``zh`` has the Chinese of all in the same order."""
        said = {name: list(getattr(self, name)) for name in TEXTS}
        return {
            "day": self.day.isoformat(),
            "ended_at": self.ended_at.isoformat(timespec="seconds"),
            "outcome": self.outcome,
            "seconds": round(self.seconds, 1),
            "data_of": self.data_of.isoformat() if self.data_of else None,
            "snapshot": self.snapshot,
            "strategies": self.strategies,
            "missing": dict(self.missing),
            "findings": dict(self.findings),
            **said,
            "error": self.error,
            "zh": {**{name: [each.zh for each in texts] for name, texts in said.items()}, "error": self.error.zh},
        }


TEXTS = ("happened", "changed", "notes")


def read_history(site: SiteFolder) -> tuple[NightRecord, ...]:
    """Return the nights of a site, the oldest first; a line that cannot be read is left out, none without a file."""
    return tuple(record for line in _lines(site) if (record := _read(line)) is not None)


def remember_night(site: SiteFolder, record: NightRecord) -> None:
    """Add a night behind the others; of more than are kept the oldest go. WriteFailed when the disk refuses.

    Lines that cannot be read, such as those of a later version, stay as they are.
    """
    line = json.dumps(record.document(), ensure_ascii=False, default=str)
    place = site.builds / NAME
    with writes(place):
        kept = [*_lines(site), line][-KEPT:]
    write_text(place, "".join(f"{each}\n" for each in kept))


def _lines(site: SiteFolder) -> Sequence[str]:
    """The lines of the file, none without one. Raises OSError when it is there and cannot be read."""
    try:
        text = read_whole(_place(site), LONGEST).decode("utf-8", "replace")
    except FileNotFoundError:
        return ()
    return [line for line in text.split("\n") if line.strip()]


def _place(site: SiteFolder) -> Path:
    return site.builds / NAME


def _read(line: str) -> NightRecord | None:
    """A record from its line; None for what is none, or one that a later version wrote."""
    try:
        found = json.loads(line)
        texts = {name: tuple(map(both, found[name], found["zh"][name])) for name in TEXTS}
        return NightRecord(
            day=date.fromisoformat(found["day"]),
            ended_at=datetime.fromisoformat(found["ended_at"]),
            outcome=str(found["outcome"]),
            seconds=float(found["seconds"]),
            data_of=date.fromisoformat(found["data_of"]) if found["data_of"] else None,
            snapshot=str(found["snapshot"]),
            strategies=int(found["strategies"]),
            missing={str(name): str(reason) for name, reason in found["missing"].items()},
            findings={str(name): int(count) for name, count in found["findings"].items()},
            error=both(found["error"], found["zh"]["error"]),
            **texts,
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
