"""What each key of `metrics.json` means, in words, for pages and documentation; the words are ``definitions.toml``.

There ``label``, ``formula`` and ``source`` are English, and the same keys with ``_zh`` are Chinese; a source without
one, a paper, is cited alike in both.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal, TypeAlias

from data_sources.language.text import Text, both

# How a page writes the value: 0.0123 as 1.23%, a plain number with decimals, a day, whole numbers, money, a
# small table of counts, or the symbol of a share.
Unit: TypeAlias = Literal["percent", "number", "date", "sessions", "CNY", "count", "counts", "symbol"]


@dataclass(frozen=True)
class Definition:
    """One metric: its key, its label on a page, how it is written, its formula in words, and where that is from.

    ``a_year`` marks a rate a year by its definition: a page shows none for a part under 365 days, files keep it.
    """

    key: str
    label: Text
    unit: Unit
    formula: Text
    source: Text
    a_year: bool = False


def _read() -> dict[str, tuple[Definition, ...]]:
    text = (resources.files("backtest.metrics") / "definitions.toml").read_text(encoding="utf-8")
    groups = tomllib.loads(text).items()
    return {group: tuple(_definition(key, words) for key, words in rows.items()) for group, rows in groups}


def _definition(key: str, row: Mapping[str, Any]) -> Definition:
    return Definition(
        key,
        both(row["label"], row["label_zh"]),
        row["unit"],
        both(row["formula"], row["formula_zh"]),
        both(row["source"], row.get("source_zh", row["source"])),
        row.get("a_year", False),
    )


# The strategy alone ("own"), against the benchmark ("relative"), "trading" and what was held ("holdings").
DEFINITION_GROUPS: Mapping[str, tuple[Definition, ...]] = _read()

# In the order of metrics.json.
DEFINITIONS: tuple[Definition, ...] = tuple(row for rows in DEFINITION_GROUPS.values() for row in rows)
