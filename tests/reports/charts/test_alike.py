"""Prices of names for the page's script: what they share is said once."""

from __future__ import annotations

from data_sources.language.text import both, same
from reports.charts.alike import packed_alike
from reports.charts.model import Chart, Mark, Panel, Series

DAYS = ("1970-01-02", "1970-01-05", "1970-01-06")
BOUGHT = both("bought", "买入")


def chart(place: str, days: tuple[str, ...], marks: tuple[Mark, ...] = ()) -> Chart:
    series = Series(same("close"), (0.10, None, 0.12)[-len(days) :], "ink")
    return Chart(place, same(place), days, (Panel(same("price"), (series,), "price", 200),), (), marks)


def test_days_and_panels_are_said_once_and_each_chart_begins_at_its_row() -> None:
    seen = packed_alike([chart("late", DAYS[1:]), chart("early", DAYS)])
    # Days 1, 4 and 5: steps 1 ("C"), 3 ("G") and 1 ("C").
    assert seen["days"] == "CGC"
    assert seen["panels"] == [
        {"form": "price", "digits": 2, "height": 200, "series": [{"colour": "ink", "width": 1.5, "steps": ""}]}
    ]
    # 10 and 12 cents: 20, "U", then nothing, then 2 more, "E"; 12 by itself is 24, "Y".
    assert seen["charts"] == [
        {"place": "late", "label": ["late"], "first": 1, "steps": [".Y"], "marks": []},
        {"place": "early", "label": ["early"], "first": 0, "steps": ["U.E"], "marks": []},
    ]


def test_marks_that_say_the_same_stand_together() -> None:
    marks = (
        Mark(0, BOUGHT, "buy", 0.01, 1),
        Mark(1, both("dividend", "分红"), "dividend"),
        Mark(2, BOUGHT, "buy", 0.012, 3),
    )
    charts = packed_alike([chart("a", DAYS, marks)])["charts"]
    assert isinstance(charts, list)
    # Rows 0 and 2: "A", "E". Values 10 and 12 thousandths: 20, "U", and 2 more, "E". Shares 1 and 3: "C", "E".
    assert charts[0]["marks"] == [
        {"kind": "buy", "label": ["bought", "买入"], "at": "AE", "value": "UE", "count": "CE"},
        {"kind": "dividend", "label": ["dividend", "分红"], "at": "C"},
    ]
