"""A sign for or against a thesis: in words, and as a condition where a series carries its threshold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from strategies.conditions.parsing import read_condition
from strategies.conditions.words import ConditionError
from strategies.documents.toml_row import TomlRow

KEYS = ("text", "when", "from")
OURS = "ours"
PRINTED = re.compile(r"[a-z0-9_-]+, lines? \d+(-\d+)?")


@dataclass(frozen=True)
class Sign:
    """What would refute a thesis, or what would confirm it.

    ``when`` is the condition (``strategies.conditions``) that says it in figures, empty where no series does. Then
    ``source`` is ``ours``, or the lines that print the threshold, such as ``003, line 226``; empty without a condition.
    """

    text: str
    when: str = ""
    source: str = ""


def read_signs(row: TomlRow, key: str) -> tuple[Sign, ...]:
    """Read a list of texts and tables ``{ text = "...", when = "...", from = "003, line 226" }``; absent: empty.

    ``from`` is "ours" unless it is given. Raises InputError in one line for another key, an empty text, a condition
    that is none and a source that is none. Whether there is such a series is not asked: it may yet be stored.
    """
    values = row.values.get(key, [])
    if not isinstance(values, list):
        raise row.error(key, "is no list of texts")
    return tuple(_sign(row, key, number, value) for number, value in enumerate(values, 1))


def _sign(row: TomlRow, key: str, number: int, value: object) -> Sign:
    if isinstance(value, str):
        if not value.strip():
            raise row.error(key, f"text {number} is empty")
        return Sign(" ".join(value.split()))
    if not isinstance(value, dict):
        raise row.error(key, f"{value!r} is neither a text nor a table with {', '.join(KEYS)}")
    table = TomlRow(f"{row.place}: {key} {number}", value)
    table.known_keys(KEYS)
    sign = Sign(table.text("text"), table.text("when"), table.text("from", default=OURS))
    if sign.source != OURS and not PRINTED.fullmatch(sign.source):
        raise table.error("from", f"{sign.source!r} is neither {OURS!r} nor like '003, line 226'")
    try:
        read_condition(sign.when, excess=True)
    except ConditionError as fault:
        raise table.error("when", str(fault)) from None
    return sign
