"""What every refresh did, one JSON object per line: planned, each item, published. Read again by ``status``."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from errno import EINVAL
from pathlib import Path
from typing import Any

from data_sources.refresh.silent import SilentVendor
from data_sources.refresh.state_folder import disk_errors

LARGEST = 20_000_000
"""Bytes after which a journal is put aside as ``journal.1.jsonl``, in the place of the one before."""


class RefreshJournal:
    """Appends lines. ``run`` names one refresh: when it began, UTC."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.path = folder / "journal.jsonl"
        self.run = f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        with disk_errors(self.path):
            folder.mkdir(parents=True, exist_ok=True)
            if self.path.exists() and not self.path.is_file():
                raise OSError(EINVAL, "it is a pipe, a device or a folder, not a file", str(self.path))
            if self.path.exists() and self.path.stat().st_size > LARGEST:
                # A whole file under another name: nothing is written that could be half done.
                self.path.replace(folder / "journal.1.jsonl")

    def note(self, event: str, now: datetime, **facts: object) -> None:
        """Write one line; UserError when the disk refuses."""
        line = {"at": f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", "run": self.run, "event": event, **facts}
        with disk_errors(self.path), self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")


def read_journal(folder: Path, event: str = "") -> Iterator[dict[str, Any]]:
    """Yield the lines of a journal, of one event if any is named; a line that a power cut tore is passed over."""
    path = folder / "journal.jsonl"
    if not path.is_file():
        return
    with path.open(encoding="utf-8", errors="replace") as file:
        for text in file:
            try:
                line = json.loads(text)
            except (ValueError, RecursionError):
                continue
            if isinstance(line, dict) and event in ("", line.get("event")):
                yield line


def last_done(folder: Path) -> dict[str, Any] | None:
    """Return the ``done`` line of the last refresh that came to its end: outcome, tables, what is missing; or None."""
    last = deque(read_journal(folder, "done"), maxlen=1)
    return last[0] if last else None


def last_day_read(folder: Path, table: str) -> date | None:
    """Return the last session up to which a table was read by the last refresh that came to its end, None for never."""
    told = (last_done(folder) or {}).get("tables", {}).get(table, {}).get("last")
    return date.fromisoformat(told) if told else None


def silent_before(folder: Path) -> tuple[SilentVendor, ...]:
    """Return the vendors that gave nothing usable when they were last asked; a torn entry is passed over."""
    found = []
    with suppress(TypeError):
        for each in (last_done(folder) or {}).get("silent", ()):
            with suppress(TypeError):
                found.append(SilentVendor(**each))
    return tuple(found)
