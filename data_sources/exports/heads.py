"""Heads of columns as layouts know them, and the units that stand in them: ``成交量(万股)``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from data_sources.exports.layouts import Layout, layouts

IN_BRACKETS = re.compile(r"(.+?)\s*[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
INDEX_COLUMNS = ("", "unnamed: 0", "__index_level_0__")
"""How pandas writes an index that has no name."""
INDEX = "index"


def plain_heads(heads: Iterable[str]) -> Mapping[str, str]:
    """Return the heads of a file by their plain spelling: lower case, no unit in brackets, ``index`` if nameless.

    Of two heads with one plain spelling the first counts.
    """
    plain: dict[str, str] = {}
    for head in heads:
        word = head.strip().casefold()
        match = IN_BRACKETS.fullmatch(word)
        plain.setdefault(INDEX if word in INDEX_COLUMNS else match[1] if match else word, head)
    return plain


@cache
def known_heads(column: str) -> frozenset[str]:
    """Return the heads that hold a canonical column in any layout, such as ``close``, ``收盘`` and ``收盘价``."""
    return frozenset(head for layout in layouts().values() for head in layout.columns.get(column, ()))


def head_of(layout: Layout, column: str, plain: Mapping[str, str]) -> str | None:
    """Return the file's own head of a canonical column, None where it has none."""
    return next((plain[head] for head in layout.columns.get(column, ()) if head in plain), None)


def unit_of(layout: Layout, column: str, plain: Mapping[str, str]) -> str:
    """Return the unit of a column that has one: what stands in its head, or else what is known of the layout."""
    head = head_of(layout, column, plain)
    match = IN_BRACKETS.fullmatch(head.strip().casefold()) if head else None
    known: str = getattr(layout, column)
    return _units()["heads"][column].get(match[2].strip(), known) if match else known


def factor_of(column: str, unit: str) -> float:
    """Return by what a column in a unit is multiplied to be in shares, CNY or parts of one; 1 without a unit."""
    return float(_units()[column][unit]) if unit else 1.0


def is_unit(word: str) -> bool:
    """Say whether a cell is a unit, as in the second row of some sheets."""
    return any(word in units for units in _units()["heads"].values())


@cache
def _units() -> Mapping[str, Any]:
    text = (resources.files(__package__) / "units.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
