"""Findings about a whole table or a symbol, placed in the file that it came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from os.path import commonpath

import numpy as np

from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame, Frames


def placed(findings: Iterable[Finding], frames: Frames) -> tuple[Finding, ...]:
    """Give each finding without a file the one of its table, or of its symbol's rows in it; frames are in key order.

    Of several files it is the folder that holds them all. A symbol's only row is named by its line. What is about a
    table that came from no file stays as it is.
    """
    return tuple(
        each if each.file or each.table not in frames else _placed(each, frames[each.table]) for each in findings
    )


def _placed(finding: Finding, frame: Frame) -> Finding:
    if not frame.files:
        return finding
    if not finding.symbol or frame.table.symbol_column is None:
        return replace(finding, file=_common(frame.files))
    first, end = (int(np.searchsorted(frame.symbols, finding.symbol, side=side)) for side in ("left", "right"))
    if end == first + 1:
        file, line = frame.place(first)
        return replace(finding, file=file, line=line)
    of_symbol = [frame.files[number] for number in np.unique(frame.file[first:end]).tolist()]
    return replace(finding, file=_common(of_symbol or frame.files))


def _common(files: Iterable[str]) -> str:
    """Return the one file, or the folder of several with its slash; "" where they share none."""
    names = sorted(set(files))
    if len(names) == 1:
        return names[0]
    folder = commonpath([name.rpartition("/")[0] for name in names])
    return f"{folder}/" if folder else ""
