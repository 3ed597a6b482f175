"""A chart as the page's script reads it: short, since a page has a budget of bytes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from data_sources.language.text import Text
from reports.charts.model import Band, Chart, Mark, Panel, Series


def packed(charts: Sequence[Chart]) -> list[dict[str, object]]:
    """Return charts as plain values for JSON.

    ``first`` is the first day since 1970-01-01 and ``steps`` the days from each session to the next. Words are pairs
    of English and Chinese. What has its default is left out.
    """
    return [_chart(each) for each in charts]


def _chart(chart: Chart) -> dict[str, object]:
    days = [date.fromisoformat(day).toordinal() - date(1970, 1, 1).toordinal() for day in chart.days]
    return {
        "place": chart.place,
        "first": days[0],
        "steps": [late - early for early, late in pairwise(days)],
        "panels": [_panel(each) for each in chart.panels],
        "bands": [_band(each) for each in chart.bands],
        "marks": [_mark(each) for each in chart.marks],
    }


def _panel(panel: Panel) -> dict[str, object]:
    flags = {name: 1 for name in ("zero", "log", "stacked") if getattr(panel, name)}
    return {
        "title": pair(panel.title),
        "form": panel.form,
        "height": panel.height,
        "series": [_series(each) for each in panel.series],
        **flags,
    }


def _series(series: Series) -> dict[str, object]:
    flags = {name: 1 for name in ("dashed", "filled", "stepped") if getattr(series, name)}
    return {
        "label": pair(series.label),
        "colour": series.colour,
        "width": series.width,
        "values": list(series.values),
        **flags,
    }


def _band(band: Band) -> dict[str, object]:
    return {"first": band.first, "last": band.last, "label": pair(band.label), "kind": band.kind}


def _mark(mark: Mark) -> dict[str, object]:
    value = {} if mark.value is None else {"value": mark.value}
    return {"at": mark.at, "label": pair(mark.label), "kind": mark.kind, **value}


def pair(text: Text) -> list[str]:
    """Return words in both languages, once where they are the same."""
    return [str(text)] if text.zh == text else [str(text), text.zh]
