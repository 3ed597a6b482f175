"""How values of a chart are written, above it and along its axes."""

from __future__ import annotations

from data_sources.language.text import said
from reports.charts.written import read_out, tick_label


def test_values_are_read_out_with_signs_units_and_a_true_minus() -> None:
    assert [read_out(-0.2034, form) for form in ("percent", "points", "share")] == ["−20.3%", "−20.3 points", "−20.3%"]
    assert [read_out(0.314, form) for form in ("percent", "share")] == ["+31.4%", "31.4%"]
    assert (read_out(1234.56, "level"), read_out(12.0, "count"), read_out(None, "level")) == ("1,234.6", "12", "–")
    assert [read_out(value, "number") for value in (18.0, 16.24, 1234.0)] == ["18", "16.2", "1,234"]
    assert read_out(0.0, "percent") == "0.0%"
    assert read_out(-0.0001, "percent") == "0.0%"
    assert read_out(963.977, "percent") == "+96,397.7%"
    assert said(read_out(0.309, "points"), "zh") == "+30.9 个百分点"
    assert said(read_out(1_234_567.0, "money"), "zh") == "123.5 万"


def test_labels_of_an_axis_have_the_digits_that_round_numbers_need() -> None:
    assert [tick_label(value, "percent") for value in (-0.2, 0.0, 0.05)] == ["−20%", "0%", "+5%"]
    assert [tick_label(value, "share") for value in (0.0, 0.5, 1.0)] == ["0%", "50%", "100%"]
    assert [tick_label(value, "points") for value in (-0.1, 0.025)] == ["−10", "+2.5"]
    assert [tick_label(value, "level") for value in (90.0, 112.5)] == ["90", "112.5"]
