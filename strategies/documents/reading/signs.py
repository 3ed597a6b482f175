"""The lists ``falsifiers`` and ``confirms`` of a thesis: texts, and tables with a condition beside the text."""

from __future__ import annotations

import re

from strategies.conditions.parsing import read_condition
from strategies.conditions.words import ConditionError
from strategies.documents.reading.row import ReportRow
from strategies.documents.sign import Sign

KEYS = ("text", "when", "from")
OURS = "ours"
PRINTED = re.compile(r"[a-z0-9_-]+, lines? \d+(-\d+)?")


def read_signs(row: ReportRow, key: str) -> tuple[Sign, ...]:
    """Read a list of texts and tables ``{ text = "...", when = "...", from = "003, line 226" }``; absent: empty.

    ``from`` is "ours" unless it is given. Whether there is such a series is not asked: it may yet be stored.
    """
    values = row.values.get(key, [])
    if not isinstance(values, list):
        return row.refuse(key, "is no list of texts", ())
    signs = (_sign(row, key, number, value) for number, value in enumerate(values, 1))
    return tuple(sign for sign in signs if sign)


def _sign(row: ReportRow, key: str, number: int, value: object) -> Sign | None:
    if isinstance(value, str) and value.strip():
        return Sign(" ".join(value.split()))
    if not isinstance(value, dict):
        problem = "is empty" if isinstance(value, str) else f"{value!r} is neither a text nor a table"
        return row.refuse(key, f"text {number} {problem}", None, KEYS)
    table = row.inside(f"{row.place}: {key} {number}", value, key, number - 1)
    table.known_keys(KEYS)
    sign = Sign(table.text("text"), table.text("when"), table.text("from", default=OURS))
    if sign.source != OURS and not PRINTED.fullmatch(sign.source):
        table.refuse("from", f"{sign.source!r} is neither {OURS!r} nor like '003, line 226'", None)
    try:
        if sign.when:
            read_condition(sign.when, excess=True)
    except ConditionError as fault:
        table.refuse("when", str(fault), None)
    return sign
