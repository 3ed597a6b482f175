"""Generated tables inside a page written by hand: each stands between two comments that name it."""

from __future__ import annotations

import re
from collections.abc import Mapping


def fill(page: str, tables: Mapping[str, str]) -> str:
    """Return the page with each table between its ``<!-- table NAME -->`` and the next ``<!-- end -->``.

    Raises ValueError for a table that has no place, or more than one, on the page.
    """
    for name, text in tables.items():
        pattern = re.compile(rf"(<!-- table {re.escape(name)} -->\n).*?(<!-- end -->)", re.DOTALL)
        page, count = pattern.subn(lambda found, text=text: f"{found[1]}\n{text}\n\n{found[2]}", page)  # type: ignore[misc]
        if count != 1:
            raise ValueError(f"the page has {count} places for the table {name}, not one")
    return page
