"""Charts that differ in their values alone, such as the prices of many names, packed for the page's script.

A page has a budget of bytes, and these are most of it: what they share is said once, days, values and marks are steps
(``charts.steps``), and marks that say the same stand together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from reports.charts.model import Chart, Mark
from reports.charts.packed import DIGITS, packed, pair, whole
from reports.charts.steps import stepped

MARK_DIGITS = 3
EPOCH = date(1970, 1, 1).toordinal()


def packed_alike(charts: Sequence[Chart]) -> dict[str, object]:
    """Return charts with the same panels over ends of the same sessions as plain values for JSON.

    ``days`` are those of the longest, since 1970-01-01; ``panels`` are packed as those of any chart, without values.
    Each chart has its ``place`` and ``label``, the row ``first`` of the days at which it begins, and the ``steps`` of
    each series of each panel. The value of a mark has three decimals.
    """
    longest = max(charts, key=lambda each: len(each.days))
    return {
        "days": stepped(date.fromisoformat(day).toordinal() - EPOCH for day in longest.days),
        "panels": packed([_bare(charts[0])])[0]["panels"],
        "charts": [packed_one(each, len(longest.days)) for each in charts],
    }


def packed_one(chart: Chart, sessions: int) -> dict[str, object]:
    """Return one of them beside others that have so many sessions."""
    steps = [stepped(whole(series.values, DIGITS[panel.form])) for panel in chart.panels for series in panel.series]
    return {
        "place": chart.place,
        "label": pair(chart.label),
        "first": sessions - len(chart.days),
        "steps": steps,
        "marks": _marks(chart.marks),
    }


def _bare(chart: Chart) -> Chart:
    """A chart without values, as those that are alike share it."""
    panels = (replace(panel, series=tuple(replace(each, values=()) for each in panel.series)) for panel in chart.panels)
    return replace(chart, panels=tuple(panels), marks=())


def _marks(marks: Sequence[Mark]) -> list[dict[str, object]]:
    gathered: dict[tuple[str, str, str], list[Mark]] = {}
    for mark in marks:
        gathered.setdefault((mark.kind, str(mark.label), mark.label.zh), []).append(mark)
    return [_same(each) for each in gathered.values()]


def _same(marks: Sequence[Mark]) -> dict[str, object]:
    found: dict[str, object] = {
        "kind": marks[0].kind, "label": pair(marks[0].label), "at": stepped(mark.at for mark in marks),
    }  # fmt: skip
    if any(mark.value is not None for mark in marks):
        found["value"] = stepped(whole([mark.value for mark in marks], MARK_DIGITS))
    if any(mark.count is not None for mark in marks):
        found["count"] = stepped(mark.count for mark in marks)
    return found
