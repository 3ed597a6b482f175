"""The tables of names beside this module."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

from data_sources.language.text import Text

FILES = ("series.csv", "quantities.csv", "units.csv")


def load_names() -> None:
    """Read all tables, for a process in which nothing can be read any more later on."""
    for file in FILES:
        names_of(file)


@cache
def names_of(file: str) -> Mapping[str, Text]:
    """Return the names of a table by its first column; its last column is the Chinese, the one before the English."""
    text = (resources.files("strategies.signals") / "names" / file).read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines()))[1:]
    return {row[0]: Text(row[-2], row[-1]) for row in rows}
