"""The folder of a sweep: its page, all settings, their curves, everything as JSON; replaced together or not at all."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from backtest.app.run_name import check_run_name
from backtest.app.sweep.folder import CURVES, DEFAULT_OUT, DOCUMENT, PAGE, SETTINGS, WALKED, WRITTEN
from backtest.result.run_folder import insist_on_place, json_text
from backtest.sweeps.outcome import Sweep
from backtest.sweeps.walked import Walked
from data_sources.refused import writes
from data_sources.whole_folder import put_in_place, unfinished_folder
from reports.page import Look
from reports.sweep import write_sweep_page


def write_sweep(found: Sweep, out: Path | None, *, command: str = "", look: Look | None = None) -> Path:
    """Write the files of a sweep and return their folder; older ones make room, whatever else is there stays.

    ``look`` is the language and the colours that the page has until its reader chooses.

    Raises WriteFailed when nothing can be written there, and UserError where something stands in the way.
    """
    folder = out or DEFAULT_OUT / check_run_name(found.strategy)
    insist_on_place(folder, WRITTEN)
    with writes(folder), unfinished_folder(folder) as made:
        texts = {
            SETTINGS: _settings(found),
            CURVES: _curves(found),
            DOCUMENT: json_text({"command": command, **found.document()}),
        }
        if found.walked is not None:
            texts[WALKED] = _walked(found.walked)
        for name, text in texts.items():
            (made.part / name).write_bytes(text.encode())
        write_sweep_page(found, made.part / PAGE, command, look=look)
        put_in_place(made, WRITTEN, DOCUMENT)
    return folder


def _settings(found: Sweep) -> str:
    rows = found.rows()
    return _csv(list(rows[0]), [list(row.values()) for row in rows])


def _curves(found: Sweep) -> str:
    """A row for each session, a column for each setting that traded, called by its place in ``settings.csv`` from 1."""
    if found.common is None:
        return _csv(["date"], [])
    head = ["date", *(str(k + 1) for k in found.common.columns)]
    equity = found.common.equity
    rows = [
        [day, *(f"{value:.2f}" for value in row)]
        for day, row in zip(found.common.sessions.astype(str).tolist(), equity.tolist(), strict=True)
    ]
    return _csv(head, rows)


def _walked(walked: Walked) -> str:
    """A row for each session from the base on: its window, and what 1 became in each curve."""
    growth = walked.growth
    paths = zip(*(row.tolist() for row in growth.values()), strict=True)
    rows = [
        [day, number or None, *(f"{value:.8f}" for value in row)]
        for day, number, row in zip(walked.sessions.astype(str).tolist(), walked.window_of.tolist(), paths, strict=True)
    ]
    return _csv(["date", "window", *growth], rows)


def _csv(head: list[str], rows: list[list[object]]) -> str:
    written = StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    return written.getvalue()
