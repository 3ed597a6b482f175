"""Facts to a folder of CSV files in the layout that ``read_given`` reads."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from data_sources.csv_folder.given_files import SIMULATED_MARK
from data_sources.tables.fact_frames import frames_of
from data_sources.tables.facts import Facts
from data_sources.tables.frame import Array, Frame


def write_folder(facts: Facts, folder: Path) -> None:
    """Write every table that has rows, bars one file a symbol; reading the folder gives the same facts again.

    Numbers are written with as many digits as they need to be read back exactly; empty ones stay empty. The folder is
    made when missing; files of the same names are replaced. Simulated facts are marked as such.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames_of(facts).items():
        if name == "bars":
            (folder / "bars").mkdir(exist_ok=True)
            starts = np.flatnonzero(np.append(True, frame["symbol"][1:] != frame["symbol"][:-1]))
            for rows in np.split(np.arange(len(frame)), starts[1:]):
                _write(frame.rows(rows), folder / "bars" / f"{frame['symbol'][rows[0]]}.csv")
        elif len(frame) or frame.table.required:
            _write(frame, folder / f"{name}.csv")
    if facts.simulated:
        mark = "SIMULATED market: these prices were never traded.\n"
        (folder / SIMULATED_MARK).write_text(mark, encoding="utf-8")


def _write(frame: Frame, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(frame.columns)
        writer.writerows(zip(*(_cells(column) for column in frame.columns.values()), strict=True))


def _cells(column: Array) -> Iterator[str]:
    for cell in column.tolist():
        if cell is None or cell != cell:  # noqa: PLR0124 - NaN is the only value that differs from itself
            yield ""
        elif isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
            yield str(int(cell))
        else:
            yield str(cell)
