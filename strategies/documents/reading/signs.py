"""The lists ``falsifiers`` and ``confirms`` of a thesis: texts, and tables with a condition beside the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from data_sources.language.text import Text, same
from strategies.conditions.parsing import read_condition
from strategies.conditions.words import ConditionError
from strategies.documents.citation import OURS
from strategies.documents.reading.row import ReportRow
from strategies.documents.sign import Sign

KEYS = ("text", "when", "from")
PRINTED = re.compile(r"[a-z0-9_-]+, lines? \d+(-\d+)?")


def read_signs(row: ReportRow, key: str) -> tuple[Sign, ...]:
    """Read a list of texts and tables ``{ text = "...", when = "...", from = "003, line 226" }``; absent: empty.

    ``falsifiers_zh`` beside ``falsifiers`` has the same texts in Chinese, as many and in the same order.
    ``from`` is "ours" unless it is given. Whether there is such a series is not asked: it may yet be stored.
    """
    values = row.values.get(key, [])
    if not isinstance(values, list):
        return row.refuse(key, "is no list of texts", ())
    signs = (_sign(row, key, number, value) for number, value in enumerate(values, 1))
    read = [sign for sign in signs if sign]
    texts = in_both(row, key, [sign.text for sign in read])
    return tuple(replace(sign, text=text) for sign, text in zip(read, texts, strict=True))


def in_both(row: ReportRow, key: str, english: Sequence[str]) -> tuple[Text, ...]:
    """Return texts with their Chinese from the list ``key_zh``; without one they are said alike in both languages."""
    chinese = row.texts(f"{key}_zh")
    if chinese and len(chinese) != len(english):
        problem = f"has {len(chinese)} texts beside {len(english)} of {key}; write one for each, in their order"
        return row.refuse(f"{key}_zh", problem, tuple(map(same, english)))
    return tuple(Text(each, zh) for each, zh in zip(english, chinese or english, strict=True))


def _sign(row: ReportRow, key: str, number: int, value: object) -> Sign | None:
    if isinstance(value, str) and value.strip():
        return Sign(same(" ".join(value.split())))
    if not isinstance(value, dict):
        problem = "is empty" if isinstance(value, str) else f"{value!r} is neither a text nor a table"
        return row.refuse(key, f"text {number} {problem}", None, KEYS)
    table = row.inside(f"{row.place}: {key} {number}", value, key, number - 1)
    table.known_keys(KEYS)
    sign = Sign(same(table.text("text")), table.text("when"), table.text("from", default=OURS))
    if sign.source != OURS and not PRINTED.fullmatch(sign.source):
        table.refuse("from", f"{sign.source!r} is neither {OURS!r} nor like '003, line 226'", None)
    try:
        if sign.when:
            read_condition(sign.when, excess=True)
    except ConditionError as fault:
        table.refuse("when", str(fault), None)
    return sign
