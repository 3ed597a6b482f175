"""The line of tools above each table: there from the first, so that nothing moves when its script fills it."""

from __future__ import annotations

import re

SEARCHED_FROM = 12
"""Rows from which a table that can be sorted has a search box."""
_TABLE = re.compile(r'<div class="scroll[ "][^>]*>\s*<table(?P<set>[^>]*)>(?P<within>.*?)</table>', re.DOTALL)
_ROW = re.compile(r"<tr(?: class=\"(?P<class>[^\"]*)\")?")


def with_tools(text: str) -> str:
    """Return a page with an empty line of tools before each table, ``searched`` where a search box comes into it."""
    return _TABLE.sub(_before, text)


def _before(table: re.Match[str]) -> str:
    rows = [row for row in _ROW.finditer(table["within"].partition("<tbody")[2]) if not _apart(row["class"])]
    searched = " searched" if "data-sortable" in table["set"] and len(rows) >= SEARCHED_FROM else ""
    return f'<div class="table-tools{searched}"></div>\n{table[0]}'


def _apart(name: str | None) -> bool:
    """A sum and what a row opens are no rows that a reader looks for."""
    return bool({"sum", "opened"} & set((name or "").split()))
