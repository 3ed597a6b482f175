"""The page of a sweep: its model, its charts and maps, and the one function that writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from backtest.sweeps.outcome import Sweep
from reports.charts.packed import packed
from reports.page import Look, chart_library, page_text, put_page, script_json
from reports.sweep.model import SettingRow, SweepPage, sweep_page

__all__ = ["SweepPage", "sweep_page", "write_sweep_page"]

TEMPLATE = "sweep.html"
BYTES = 300_000
"""A page has at most so many."""
MOST_ROWS = 1_000
"""Rows of the table at most: who wants more sorts settings.csv."""
MOST_WINDOWS = 100
"""Windows of a walk-forward at most, the last ones."""
SPARE = 0.98
"""Of the room that rows are given: some are longer than others."""


def write_sweep_page(found: Sweep, path: Path, command: str = "", *, look: Look | None = None) -> None:
    """Write the page of a sweep, self-contained and within 300 KB. Raises UserError when it cannot be written.

    Parameters
    ----------
    found : Sweep
        The sweep.
    path : Path
        The file, replaced as a whole or not at all; its folder must exist.
    command : str, default ""
        The command that makes the sweep again.
    look : Look, optional
        The language and colours that the page has until its reader chooses.
    """
    page = sweep_page(found, command)
    charts = [each for each in (page.walk_chart, page.chart) if each]
    script, style = chart_library() if charts else ("", "")
    context = {
        "page": page,
        "windows": list(enumerate(page.windows, start=1))[-MOST_WINDOWS:],
        "charts": script_json(packed(charts)) if charts else "",
        "uplot_script": script,
        "uplot_style": style,
        "scales": bool(charts),
    }
    put_page(_within_budget(page, context, look), path)


def _within_budget(page: SweepPage, context: Mapping[str, object], look: Look | None) -> str:
    """The page with as many rows of its table as it has room for."""
    rows = page.rows[:MOST_ROWS]
    text = page_text(TEMPLATE, {**context, "rows": first_rows(page.rows, len(rows))}, look)
    size = len(text.encode())
    if size <= BYTES:
        return text
    bare = len(page_text(TEMPLATE, {**context, "rows": ()}, look).encode())
    kept = max(int((BYTES - bare) * SPARE / ((size - bare) / len(rows))), 0)
    return page_text(TEMPLATE, {**context, "rows": first_rows(page.rows, kept)}, look)


def first_rows(rows: Sequence[SettingRow], count: int) -> tuple[SettingRow, ...]:
    """Return the first rows, and the strategy's own behind them where it is further down."""
    return (*rows[:count], *(each for each in rows[count:] if each.kind == "own"))
