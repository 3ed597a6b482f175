"""Read the rule tables of this folder."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from importlib import resources

import numpy as np

from data_sources.tables.facts import Dates, Floats


@cache
def rule_rows(table: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``<table>.csv`` as text, in file order."""
    with (resources.files(__package__) / f"{table}.csv").open("r", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


def first_day(text: str) -> np.datetime64:
    """The first day a row holds; an empty cell means always."""
    return np.datetime64(text or date.min.isoformat(), "D")


def last_day(text: str | None) -> np.datetime64:
    """The last day a row holds; an empty cell means still."""
    return np.datetime64(text or date.max.isoformat(), "D")


def rate_by_session(table: str, sessions: Dates, **cells: str | None) -> Floats:
    """The rate in force on each session (S) by the rows of a table with these ``cells``, NaN before the first one.

    A later row wins from its ``from`` on.
    """
    rates = np.full(len(sessions), np.nan)
    rows = [row for row in rule_rows(table) if cells.items() <= row.items()]
    for row in sorted(rows, key=lambda row: row["from"]):
        held = (sessions >= first_day(row["from"])) & (sessions <= last_day(row.get("to")))
        rates[held] = float(row["rate"])
    return rates
