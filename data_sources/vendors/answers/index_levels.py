"""A vendor's index history to canonical levels; volume and amount only where their units show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import nan

import numpy as np

from data_sources.tables.finding import Finding
from data_sources.tables.schema import INDEX
from data_sources.vendors.answers.columns import Cells, insist_on_days, numbers, only_part, rows_asked_for
from data_sources.vendors.source import Normalised, RawAnswer

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
    request = answer.request
    part, findings = only_part(answer, form.names.values(), form.others)
    values = {name: numbers(part, column) for name, column in form.names.items() if name != "date"}
    for name in ("open", "high", "low"):
        if name in values:
            values[name] = np.where(values[name] > 0, values[name], nan)
    unknown = np.full(len(part), nan)
    values["volume"] = (values.get("volume", unknown) * form.shares).round()
    values["amount"] = (values.get("amount", unknown) * form.yuan).round(2)
    days = part.columns[form.names["date"]]
    cells: Cells = {"symbol": [request.symbol] * len(part), "date": days, **values}
    read = rows_asked_for(request, INDEX, cells, findings)
    insist_on_days(read, f"no level from {request.first} to {request.last}")
    return _with_units_that_show(read)


def _with_units_that_show(read: Normalised) -> Normalised:
    request, frame = read.request, read.frame
    with np.errstate(all="ignore"):
        average = frame["amount"] / frame["volume"]
    shown = (average >= LOWEST_AVERAGE) & (average <= HIGHEST_AVERAGE)
    given = (frame["volume"] > 0) | (frame["amount"] > 0)
    columns = {**frame.columns, **{name: np.where(shown, frame[name], nan) for name in ("volume", "amount")}}
    hidden = int((given & ~shown).sum())
    message = f"volume and amount of {hidden} rows are left empty: amount / volume is no share price, or one is missing"
    note = Finding("note", "index_volume_unit", message, request.table, request.symbol)
    return Normalised(request, replace(frame, columns=columns), (*read.findings, *([note] if hidden else [])))
