"""Drawings as SVG: places worked out by hand, every word in both languages, nothing that leaves its picture."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from markupsafe import Markup

from data_sources.language.text import both, same
from reports.drawing.dot_plot import EDGE, HEIGHT, WIDTH, dot_row
from reports.drawing.heat_strip import heat_strip
from reports.drawing.histogram import Histogram, histogram_picture
from reports.drawing.month_bars import MonthBar, month_bars
from reports.drawing.steps import steps


def _parsed(drawn: Markup) -> ET.Element:
    # As HTML the page allows attributes without quotes; as XML they need them.
    return ET.fromstring(re.sub(r"lang=(en|zh)", r'lang="\1"', str(drawn)))  # noqa: S314 - our own drawing


def test_a_dot_stands_in_proportion_between_zero_and_the_largest() -> None:
    # The axis runs from 0 to 0.4: 0.1 is a quarter of the way, the run's own 0.2 half of it.
    root = _parsed(dot_row(0.1, 0.2, (0.1, 0.4), own=False, pale=False))
    zero, base = (float(line.attrib["x1"]) for line in root.iter("line"))
    assert (zero, base) == (EDGE, WIDTH / 2)
    (dot,) = root.iter("path")
    assert dot.attrib["d"] == f"M{EDGE + (WIDTH - 2 * EDGE) / 4:.1f} {HEIGHT / 2:.0f}h0"


def test_a_value_that_is_not_known_has_no_dot_and_hindsight_is_a_ring() -> None:
    assert not list(_parsed(dot_row(None, 0.2, (0.1,), own=False, pale=False)).iter("path"))
    ring = [path.attrib["class"] for path in _parsed(dot_row(0.1, 0.2, (0.1,), own=False, pale=True)).iter("path")]
    assert ring == ["dot-ring", "dot-hole"]


def test_steps_name_the_newest_value_beside_the_level_or_the_highest_and_the_lowest() -> None:
    days, last = (date(2025, 1, 1), date(2025, 6, 1), date(2025, 9, 1)), date(2025, 12, 31)

    def ticks(values: tuple[float, ...], level: float | None = None) -> list[str | None]:
        texts = _parsed(steps(days, values, last, level, "%")).iter("text")
        return [each.text for each in texts if "tick" in each.attrib.get("class", "")]

    assert ticks((221.0, 60.0, 32.21)) == ["32.21%", "221%"]
    # Where it is held against a level, how far the newest is from that is what counts.
    assert ticks((221.0, 5.0, 100.0), 0.0) == ["0%", "100%"]
    # All alike: one label is enough.
    assert ticks((35.0, 35.0, 35.0)) == ["35%"]


def test_bars_are_in_proportion_to_the_largest_month() -> None:
    bars = [MonthBar(f"2025-0{k}", value, both("said", "说")) for k, value in enumerate((0.5, 0.25, 0.0), 1)]
    heights = [float(bar.attrib["height"]) for bar in _parsed(month_bars(bars)).iter("rect")]
    assert heights[0] == pytest.approx(2 * heights[1])
    assert heights[2] == 0.0
    assert "50%" in month_bars(bars)


def test_a_strip_writes_its_numbers_while_there_is_room_and_names_every_reason_in_both_languages() -> None:
    drawn = heat_strip(("2025-01", "2025-02"), [(both("at limit up", "涨停"), (0, 3))])
    assert ">3</text>" in drawn
    assert "<tspan lang=zh>涨停</tspan>" in drawn
    assert "2025-02, at limit up: 3 / 2025-02，涨停：3" in drawn
    # 100 months of 8.8 units each have no room for a number; the pointer is told.
    narrow = heat_strip([f"month {k}" for k in range(100)], [(both("cash", "资金不足"), [7] * 100)])
    assert ">7</text>" not in narrow
    assert narrow.count("cash: 7") == 100


def test_the_histogram_holds_every_day_within_its_picture() -> None:
    seen = Histogram(-0.025, 0.01, (1, 0, 4, 2, 0), (0, 2, 5, 0, 0), same("CSI 300"))
    root = _parsed(histogram_picture(seen))
    bars = [bar for bar in root.iter("rect") if bar.find("title") is not None]
    # Three bins hold days of the strategy; 4 of 5 days are the tallest bar.
    assert len(bars) == 3
    tall = max(float(bar.attrib["height"]) for bar in bars)
    assert [float(bar.attrib["height"]) / tall for bar in bars] == pytest.approx([0.25, 1.0, 0.5], abs=0.01)
    (titles,) = [each.text for each in bars[1].iter("title")]
    assert titles == "\N{MINUS SIGN}0.50% ... +0.50%: 4 / 5"
