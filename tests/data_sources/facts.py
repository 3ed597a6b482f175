"""Facts of a folder or of rows written in Python, checked and without a store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np

from data_sources.errors import InputError
from data_sources.exports.given import read_given
from data_sources.quality import check, reference
from data_sources.tables.action_days import one_action_a_day
from data_sources.tables.cells import typed_frame
from data_sources.tables.fact_frames import facts_of
from data_sources.tables.facts import Facts
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame, Frames
from data_sources.tables.raw import RawTable
from data_sources.tables.schema import TABLES


def facts_from_folder(folder: Path) -> Facts:
    """Return the facts of a folder without a store; raises InputError with the first severe finding."""
    reading = read_given([folder])
    return _checked_facts(reading.frames, reading.findings, reading.source, simulated=reading.simulated)


def facts_from_tables(
    tables: Mapping[str, Sequence[Mapping[str, object]]], *, source: str = "tables", simulated: bool = False
) -> Facts:
    """Return facts from rows written in Python, for tests and simulations; absent columns are empty.

    Cells are what a file may hold, or dates and numbers as such; None and NaN are empty. Raises InputError with the
    first severe finding, whose line is the row's number from 1.
    """
    if unknown := set(tables) - set(TABLES):
        raise InputError(f"table {', '.join(sorted(unknown))} is unknown; there are {', '.join(TABLES)}")
    frames: dict[str, Frame] = {}
    findings: list[Finding] = []
    for name, rows in tables.items():
        frame, found = typed_frame(raw_table(name, rows), TABLES[name])
        frames[name] = frame.in_key_order()
        findings.extend(found)
    if "actions" in frames:
        frames["actions"], joined = one_action_a_day(frames["actions"])
        findings.extend(joined)
    return _checked_facts(frames, findings, source, simulated=simulated)


def raw_table(name: str, rows: Sequence[Mapping[str, object]]) -> RawTable:
    """Return Python rows as a file of the table would hold them; ``line`` is the row's number from 1."""
    columns = {column: [_text(row.get(column)) for row in rows] for column in TABLES[name].names()}
    return RawTable(name, columns, np.arange(1, len(rows) + 1, dtype=np.int64))


def _checked_facts(frames: Frames, findings: Sequence[Finding], source: str, *, simulated: bool) -> Facts:
    found = (*findings, *check(reference(frames)))
    for finding in found:
        if finding.severity == "severe":
            raise InputError(str(finding))
    return facts_of(frames, findings=found, source=source, simulated=simulated)


def _text(cell: object) -> str:
    """Return a Python value as a file would hold it."""
    if cell is None or cell != cell:  # noqa: PLR0124 - NaN is the only value that differs from itself
        return ""
    return cell.date().isoformat() if isinstance(cell, datetime) else str(cell)
