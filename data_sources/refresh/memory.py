"""What was read of a day already, so that a second refresh of the same evening asks only for what is missing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from data_sources.refresh.item import Item
from data_sources.refresh.plan import OF_THE_MARKET
from data_sources.refresh.state_folder import write_state
from data_sources.whole_file import read_json


class Memory:
    """A small file; it counts only for the same day, universe and sources, and while no other process has published.

    ``again`` asks for everything once more.
    """

    def __init__(self, folder: Path, about: str, snapshot: str, *, again: bool) -> None:
        self.path = folder / "read.json"
        self.about = sha256(about.encode()).hexdigest()
        self.read: set[tuple[str, str]] = set()
        with suppress(OSError, ValueError, TypeError, KeyError):
            content = read_json(self.path)
            if content["about"] == self.about and content["snapshot"] == snapshot and not again:
                self.read = {(table, symbol) for table, symbol in content["read"]}

    def lacks(self, table: str, symbol: str) -> bool:
        """Whether it was not read yet."""
        return (table, symbol) not in self.read

    def left(self, items: Sequence[Item]) -> list[Item]:
        """Return the items that were not read yet."""
        return [item for item in items if self.lacks(item.table, "" if item.table in OF_THE_MARKET else item.symbol)]

    def keep(self, read: Iterable[tuple[str, str]], snapshot: str) -> None:
        """Remember what is now published as ``snapshot``."""
        self.read |= set(read)
        content = {"about": self.about, "snapshot": snapshot, "read": sorted(self.read)}
        write_state(self.path, json.dumps(content).encode())
