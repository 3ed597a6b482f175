"""A chart as the page's script reads it: short, since a page has a budget of bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from data_sources.language.text import Text
from reports.charts.model import Band, Chart, Form, Mark, Panel, Series
from reports.charts.steps import stepped

DIGITS: Mapping[Form, int] = {
    "level": 2,
    "percent": 4,
    "points": 4,
    "share": 3,
    "price": 2,
    "count": 0,
    "number": 2,
    "money": 0,
}
"""Decimals in which a page holds the values of a panel: of a fraction a hundredth of a percent, of a
share a tenth, of money a yuan."""


def packed(charts: Sequence[Chart]) -> list[dict[str, object]]:
    """Return charts as plain values for JSON.

    ``first`` is the first day since 1970-01-01 and ``steps`` the days from each session to the next; a chart of the
    same days as one before it names the place of that one in ``days_of``. Words are pairs of English and Chinese; those
    of the lines stand above the chart in the page. Values are steps (``charts.steps``) in the ``digits`` of their
    panel. What has its default is left out.
    """
    places: dict[tuple[str, ...], str] = {}
    return [_chart(each, places.setdefault(each.days, each.place)) for each in charts]


def _chart(chart: Chart, days_of: str) -> dict[str, object]:
    return {
        "place": chart.place,
        **(_days(chart.days) if days_of == chart.place else {"days_of": days_of}),
        "panels": [_panel(each) for each in chart.panels],
        "bands": [_band(each) for each in chart.bands],
        "marks": [_mark(each) for each in chart.marks],
    }


def _days(days: Sequence[str]) -> dict[str, object]:
    since = [date.fromisoformat(day).toordinal() - date(1970, 1, 1).toordinal() for day in days]
    return {"first": since[0], "steps": [late - early for early, late in pairwise(since)]}


def _panel(panel: Panel) -> dict[str, object]:
    flags: dict[str, object] = {name: 1 for name in ("zero", "log", "stacked") if getattr(panel, name)}
    if panel.between:
        flags["between"] = panel.between
    digits = DIGITS[panel.form]
    return {
        "form": panel.form,
        "digits": digits,
        "height": panel.height,
        "series": [_series(each, digits) for each in panel.series],
        **flags,
    }


def _series(series: Series, digits: int) -> dict[str, object]:
    flags = {name: 1 for name in ("dashed", "filled", "stepped") if getattr(series, name)}
    values = stepped(whole(series.values, digits))
    return {"colour": series.colour, "width": series.width, "steps": values, **flags}


def whole(values: Iterable[float | None], digits: int) -> list[int | None]:
    """Return values as whole numbers of their last digit."""
    return [None if value is None else round(value * 10**digits) for value in values]


def _band(band: Band) -> dict[str, object]:
    return {"first": band.first, "last": band.last, "label": pair(band.label), "kind": band.kind}


def _mark(mark: Mark) -> dict[str, object]:
    value = {} if mark.value is None else {"value": mark.value}
    return {"at": mark.at, "label": pair(mark.label), "kind": mark.kind, **value}


def pair(text: Text) -> list[str]:
    """Return words in both languages, once where they are the same."""
    return [str(text)] if text.zh == text else [str(text), text.zh]
