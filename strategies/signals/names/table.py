"""The tables of names beside this module."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

from data_sources.language.text import Text


@cache
def names_of(file: str) -> Mapping[str, Text]:
    """Return the names of a table by its first column; its last column is the Chinese, the one before the English."""
    text = (resources.files("strategies.signals") / "names" / file).read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines()))[1:]
    return {row[0]: Text(row[-2], row[-1]) for row in rows}
