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


def rate_by_session(rows: list[dict[str, str]], sessions: Dates) -> Floats:
    """The rate in force on each session (S), NaN before the first row; a later row wins from its ``from`` on."""
    rates = np.full(len(sessions), np.nan)
    for row in sorted(rows, key=lambda row: row["from"]):
        held = (sessions >= first_day(row["from"])) & (sessions <= last_day(row.get("to")))
        rates[held] = float(row["rate"])
    return rates
