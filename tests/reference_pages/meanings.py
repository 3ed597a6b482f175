"""What columns, keys and files mean: the tables of words that lie beside the code which reads or writes them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib import resources

WRITERS = {
    "A run": "backtest.result",
    "A sweep": "backtest.app.sweep",
    "A scorecard": "strategies.scorecard.tables",
    "A site": "backtest.app.site",
}
"""The packages that write files, by what is written; each has its ``files.csv``."""


@dataclass(frozen=True)
class File:
    """A file, or a table: what it is, and the meaning of each of its columns or keys in their order."""

    meaning: str
    parts: dict[str, str]


def files_of(package: str) -> dict[str, File]:
    """The files that a package writes, by name."""
    return _grouped(package, "files.csv")


def tables() -> dict[str, File]:
    """The canonical tables, by name."""
    return _grouped("data_sources.tables", "meanings.csv")


def _grouped(package: str, name: str) -> dict[str, File]:
    text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    found: dict[str, File] = {}
    for file, part, meaning in list(csv.reader(text.splitlines()))[1:]:
        if part:
            found[file].parts[part] = meaning
        else:
            found[file] = File(meaning, {})
    return found
