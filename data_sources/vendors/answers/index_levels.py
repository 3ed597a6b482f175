"""A vendor's index history to canonical levels; volume and amount only where their units show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan

import numpy as np

from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame
from data_sources.tables.schema import INDEX
from data_sources.vendors.answers.columns import Cells, frame_of, known_columns, numbers
from data_sources.vendors.errors import EmptyAnswer, insist_on_rows
from data_sources.vendors.source import Normalised, RawAnswer, only_wanted

# What a share of an index costs on average, in CNY: told apart from lots (100 times) and from thousands.
LOWEST_AVERAGE, HIGHEST_AVERAGE = 1.5, 150.0


@dataclass(frozen=True)
class LevelColumns:
    """Which vendor column is which canonical one, which others are known, and the units of volume and amount."""

    names: Mapping[str, str]
    others: tuple[str, ...]
    shares: float = 1.0
    yuan: float = 1.0


def levels(answer: RawAnswer, form: LevelColumns) -> Normalised:
    """Read the history of one index. Open, high, low of 0 mean unknown: total-return series have a close only.

    Units of an index's volume change between vendors and over time. Volume and amount are kept only in rows where
    amount / volume is a share price; elsewhere both are left empty, with one note.
    """
    request, part = answer.request, answer.parts[0]
    insist_on_rows(request, len(part))
    findings = known_columns(request, part, form.names.values(), form.others)
    values = {name: numbers(part, column) for name, column in form.names.items() if name != "date"}
    for name in ("open", "high", "low"):
        if name in values:
            values[name] = np.where(values[name] > 0, values[name], nan)
    unknown = np.full(len(part), nan)
    values["volume"] = (values.get("volume", unknown) * form.shares).round()
    values["amount"] = (values.get("amount", unknown) * form.yuan).round(2)
    days = part.columns[form.names["date"]]
    cells: Cells = {"symbol": [request.symbol] * len(part), "date": days, **values}
    frame, unreadable = frame_of(request, INDEX, cells)
    frame = only_wanted(frame, request)
    if not len(frame):
        raise EmptyAnswer(request, f"no level from {request.first} to {request.last}")
    insist_on_rows(request, len(frame))
    frame, note = _units_that_show(answer, frame)
    return Normalised(request, frame, (*findings, *unreadable, *note))


def _units_that_show(answer: RawAnswer, frame: Frame) -> tuple[Frame, tuple[Finding, ...]]:
    with np.errstate(all="ignore"):
        average = frame["amount"] / frame["volume"]
    shown = (average >= LOWEST_AVERAGE) & (average <= HIGHEST_AVERAGE)
    given = (frame["volume"] > 0) | (frame["amount"] > 0)
    columns = {**frame.columns, **{name: np.where(shown, frame[name], nan) for name in ("volume", "amount")}}
    hidden = int((given & ~shown).sum())
    message = f"volume and amount of {hidden} rows are left empty: amount / volume is no share price, or one is missing"
    note = Finding("note", "index_volume_unit", message, answer.request.table, answer.request.symbol)
    return Frame(frame.table, columns, frame.files, frame.file, frame.line), (note,) if hidden else ()
