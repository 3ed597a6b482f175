"""What the page's script reads: short, and the same as what was drawn."""

from __future__ import annotations

from data_sources.language.text import both, same
from reports.charts.model import Band, Chart, Mark, Panel, Series
from reports.charts.packed import packed
from reports.charts.steps import stepped

DAYS = ("1970-01-02", "1970-01-05", "1970-01-06")


def chart(place: str, days: tuple[str, ...] = DAYS) -> Chart:
    lines = (
        Series(same("Own"), (100.0, 101.2345, None), "strategy", width=2.0),
        Series(same("List"), (100.0, 99.999, 98.0), "plain", dashed=True),
    )
    excess = Series(same("Excess"), (0.0, 0.012345, 0.02), "excess", filled=True)
    return Chart(
        place,
        same("A chart"),
        days,
        (Panel(same("100"), lines, "level", 340, log=True), Panel(same("x"), (excess,), "points", 120, zero=True)),
        (Band(0, 1, both("hindsight", "事后回溯"), "hindsight"),),
        (Mark(1, same("002 Broker"), "publication"), Mark(2, same("buy"), "buy", 98.5)),
    )


def test_days_are_steps_and_values_have_the_digits_that_are_shown() -> None:
    (seen,) = packed([chart("chart-a")])
    # 1970-01-02 is day 1; the weekend makes a step of three.
    assert (seen["first"], seen["steps"]) == (1, [3, 1])
    # In hundredths 10,000, then 123 more, then none; 10,000 again, then 0 and 200 less. In ten-thousandths 0, 123, 200.
    # 20,000 is 19 * 1,024 + 17 * 32, "gxT"; 246 is 7 * 32 + 22, "2H"; 401, "xM"; 154, "6E" (see test_steps).
    assert seen["panels"] == [
        {
            "form": "level",
            "digits": 2,
            "height": 340,
            "log": 1,
            "series": [
                {"colour": "strategy", "width": 2.0, "steps": stepped([10000, 10123, None])},
                {"colour": "plain", "width": 1.5, "steps": stepped([10000, 10000, 9800]), "dashed": 1},
            ],
        },
        {
            "form": "points",
            "digits": 4,
            "height": 120,
            "zero": 1,
            "series": [{"colour": "excess", "width": 1.5, "steps": stepped([0, 123, 200]), "filled": 1}],
        },
    ]
    assert seen["bands"] == [{"first": 0, "last": 1, "label": ["hindsight", "事后回溯"], "kind": "hindsight"}]
    assert seen["marks"] == [
        {"at": 1, "label": ["002 Broker"], "kind": "publication"},
        {"at": 2, "label": ["buy"], "kind": "buy", "value": 98.5},
    ]


def test_charts_of_the_same_days_name_them_once() -> None:
    first, second, other = packed([chart("chart-a"), chart("chart-b"), chart("chart-c", DAYS[:2])])
    assert "steps" in first
    assert "days_of" not in first
    assert (second["days_of"], "steps" in second) == ("chart-a", False)
    assert other["steps"] == [3]
