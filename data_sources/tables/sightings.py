"""From rows that break a rule to findings: placed by file and line, and bounded in number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np

from data_sources.tables.file_names import symbol_in_name
from data_sources.tables.finding import Finding, Severity
from data_sources.tables.frame import Frame, Rows

LINES_EACH = 5


def sightings(
    frame: Frame, rows: Rows, rule: str, severity: Severity, message: str | Callable[[int], str]
) -> tuple[Finding, ...]:
    """Return a finding for the rows (mask or numbers) that break ``rule``.

    ``message`` words one row: a sentence with columns in braces, like ``volume is {volume:g}``, or what makes one of
    the row's number.

    Of one symbol the first five severe rows have one each, of the others the first; the last one says how many more
    there are. A row without a readable symbol counts for the symbol that its file is named after.
    """
    numbers = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
    symbols = frame.symbols
    seen: dict[str, list[Finding]] = {}
    counts: dict[str, int] = {}
    limit = LINES_EACH if severity == "severe" else 1
    for row in numbers.tolist():
        symbol = str(symbols[row]) or symbol_in_name(frame.table.name, frame.place(row)[0])
        counts[symbol] = counts.get(symbol, 0) + 1
        if counts[symbol] <= limit:
            words = _filled_in(message, frame, row) if isinstance(message, str) else message(row)
            seen.setdefault(symbol, []).append(replace(sighting(frame, row, rule, severity, words), symbol=symbol))
    for symbol, findings in seen.items():
        if (more := counts[symbol] - len(findings)) > 0:
            last = findings[-1]
            findings[-1] = replace(last, message=f"{last.message}, and {more} more {'row' if more == 1 else 'rows'}")
    return tuple(finding for findings in seen.values() for finding in findings)


def sighting(frame: Frame, row: int, rule: str, severity: Severity, words: str) -> Finding:
    """Return one finding about a row, or about a symbol or a table that a row stands for: with its day and place."""
    file, line = frame.place(row)
    return Finding(severity, rule, words, frame.table.name, str(frame.symbols[row]), _day(frame, row), file, line)


def _filled_in(message: str, frame: Frame, row: int) -> str:
    return message.format_map({name: values[row] for name, values in frame.columns.items()})


def _day(frame: Frame, row: int) -> date | None:
    column = frame.table.date_column
    day: date | None = None if column is None else frame[column][row].item()
    return day
