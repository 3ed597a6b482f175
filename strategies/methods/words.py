"""What units, inputs and outputs of computations are called in Chinese: ``words.csv`` has each of them once."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

from data_sources.language.text import Text, both


def method_words(english: str) -> Text:
    """Return a unit or a meaning in both languages; what the table does not have is said as it stands."""
    return both(english, _table().get(english, english))


@cache
def _table() -> Mapping[str, str]:
    text = resources.files(__package__).joinpath("words.csv").read_text(encoding="utf-8")
    return {row["english"]: row["chinese"] for row in csv.DictReader(text.splitlines())}
