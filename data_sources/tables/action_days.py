"""Several rows of one share and ex-date are one action: a dividend and a bonus issue are often two announcements."""

from __future__ import annotations

from math import fsum

import numpy as np

from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame

ADDED = ("cash_per_share", "bonus_per_share", "rights_per_share")


def one_action_a_day(actions: Frame) -> tuple[Frame, tuple[Finding, ...]]:
    """Return the actions with one row for each symbol and ex-date, and a note for each that was made of several.

    Cash, bonus and rights per share are summed, ``rights_price`` is the mean weighted by ``rights_per_share``; the row
    keeps the place of the first. Rows that repeat another in every cell, or hold a number below 0, stay as they are:
    other rules refuse them.
    """
    rows_of: dict[tuple[object, object], list[int]] = {}
    for row, key in enumerate(zip(actions["symbol"].tolist(), actions["ex_date"].tolist(), strict=True)):
        rows_of.setdefault(key, []).append(row)
    several = [rows for rows in rows_of.values() if len(rows) > 1 and _can_be_added(actions, rows)]
    if not several:
        return actions, ()
    columns = {name: values.copy() for name, values in actions.columns.items()}
    kept = np.ones(len(actions), np.bool_)
    notes = []
    for rows in several:
        for name, value in _sum(actions, rows).items():
            columns[name][rows[0]] = value
        kept[rows[1:]] = False
        notes.append(_note(actions, rows))
    return Frame(actions.table, columns, actions.files, actions.file, actions.line).rows(kept), tuple(notes)


def _can_be_added(actions: Frame, rows: list[int]) -> bool:
    cells = [tuple(actions[name][row] for name in actions.table.names("number")) for row in rows]
    return len(set(cells)) == len(cells) and all(cell >= 0 for row in cells for cell in row)


def _sum(actions: Frame, rows: list[int]) -> dict[str, float]:
    """Add up exactly, so that the order of the rows in their file cannot matter."""
    added = {name: fsum(actions[name][rows].tolist()) for name in ADDED}
    offered = added["rights_per_share"]
    paid = fsum((actions["rights_per_share"][rows] * actions["rights_price"][rows]).tolist())
    return {**added, "rights_price": paid / offered if offered > 0 else 0.0}


def _note(actions: Frame, rows: list[int]) -> Finding:
    symbol, day = str(actions["symbol"][rows[0]]), actions["ex_date"][rows[0]].item()
    added = _sum(actions, rows)
    terms = [f"{name} {added[name]:.10g}" for name in ADDED if added[name]]
    message = f"{len(rows)} rows of {symbol} on {day} are one action: {', '.join(terms) or 'nothing'}"
    return Finding("note", "one_action", message, actions.table.name, symbol, day, *actions.place(rows[0]))
