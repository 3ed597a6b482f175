"""Whose rows an answer says it has, where it says so: akshare labels them with the code that was asked for.

A vendor that mixes its answers up is found out by the rows that are stored; where a symbol has none, only by this.
"""

from __future__ import annotations

import re

from data_sources.vendors.akshare.transport import Amend
from data_sources.vendors.answers.columns import known_columns
from data_sources.vendors.errors import ChangedFormat
from data_sources.vendors.source import RawPart, Request


def only_of(request: Request, code: str, told: re.Pattern[str], amend: Amend | None = None) -> Amend:
    """Return what looks at each answer before ``amend`` does, if there is one, and leaves its text as it is.

    The first group of ``told`` is the code that an answer names; one that names none passes. Raises ChangedFormat for
    another code than ``code``.
    """

    def looked_at(address: str, text: str) -> str:
        found = told.search(text)
        if found is not None and found[1] != code:
            raise ChangedFormat(request, f"rows of {found[1]} came where {code} was asked for")
        return text if amend is None else amend(address, text)

    return looked_at


def insist_on_code(request: Request, part: RawPart, column: str, code: str) -> None:
    """Raise ChangedFormat where a part has no column of codes, or another code than the one asked for in it."""
    known_columns(request, part, (column,), part.columns)
    if others := sorted({str(cell) for cell in part.columns[column]} - {code}):
        raise ChangedFormat(request, f"the column of codes holds {others[0]!r} where {code} was asked for")
