"""What each key of `metrics.json` means, in words, for pages and documentation; the words are ``definitions.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Literal, TypeAlias

# How a page writes the value: 0.0123 as 1.23%, a plain number with decimals, a day, whole numbers, money, a
# small table of counts, or the symbol of a share.
Unit: TypeAlias = Literal["percent", "number", "date", "sessions", "CNY", "count", "counts", "symbol"]


@dataclass(frozen=True)
class Definition:
    """One metric: its key, its label on a page, how it is written, its formula in words, and where that is from.

    ``a_year`` marks a rate a year by its definition: a page shows none for a part under 365 days, files keep it.
    """

    key: str
    label: str
    unit: Unit
    formula: str
    source: str
    a_year: bool = False


def _read() -> dict[str, tuple[Definition, ...]]:
    text = (resources.files("backtest.metrics") / "definitions.toml").read_text(encoding="utf-8")
    groups = tomllib.loads(text).items()
    return {group: tuple(Definition(key, **words) for key, words in rows.items()) for group, rows in groups}


# The strategy alone ("own"), against the benchmark ("relative"), "trading" and what was held ("holdings").
DEFINITION_GROUPS: Mapping[str, tuple[Definition, ...]] = _read()

# In the order of metrics.json.
DEFINITIONS: tuple[Definition, ...] = tuple(row for rows in DEFINITION_GROUPS.values() for row in rows)
