"""Bars that begin where the one before ended, and the small bars of a column, read off by hand."""

from __future__ import annotations

import re

from data_sources.language.text import both, same
from reports.drawing.contribution_bar import contribution_bar, zero_of
from reports.drawing.waterfall import Step, waterfall

HOSTILE = "<script>alert(1)</script>"


def bars(drawn: str) -> list[tuple[str, str, str]]:
    return re.findall(r'<rect x="([^"]+)" width="([^"]+)" y="3" height="14" class="(\w+)"', drawn)


def test_each_bar_begins_where_the_one_before_ended() -> None:
    # 0 to 30, 30 to 20, the sum 20, less 40 to -20, the sum -20: the axis goes from -20 to 30, fifty points wide.
    steps = (
        Step(same("a"), 0.30),
        Step(same("b"), -0.10),
        Step(same("profit"), 0.20, whole=True),
        Step(same("index"), -0.40),
        Step(same("excess"), -0.20, whole=True),
    )
    drawn = waterfall(steps)
    assert bars(drawn) == [
        ("40.0%", "60.0%", "up"),
        ("80.0%", "20.0%", "down"),
        ("40.0%", "40.0%", "whole"),
        ("0.0%", "80.0%", "down"),
        ("0.0%", "40.0%", "whole"),
    ]
    assert re.findall(r"<b>([^<]+)</b>", drawn) == [
        "+30.0", "\N{MINUS SIGN}10.0", "+20.0", "\N{MINUS SIGN}40.0", "\N{MINUS SIGN}20.0",
    ]  # fmt: skip


def test_labels_are_in_both_languages_and_never_markup() -> None:
    drawn = waterfall((Step(both("chips", "芯片"), 0.1), Step(same(HOSTILE), 0.1)))
    assert "<span><span lang=en>chips</span><span lang=zh>芯片</span></span>" in drawn
    assert "<script" not in drawn


def test_nothing_earned_is_drawn_too() -> None:
    assert bars(waterfall((Step(same("a"), 0.0),))) == [("0.0%", "0.3%", "down")]


def test_a_bar_of_a_column_lies_on_its_side_of_zero() -> None:
    # The axis from -10 to 30: zero at a quarter.
    assert zero_of(-0.1, 0.3) == 25.0
    assert contribution_bar(0.3, -0.1, 0.3) == '<i class="up" style="--l:25.0;--w:75.0"></i>'
    assert contribution_bar(-0.05, -0.1, 0.3) == '<i class="down" style="--l:12.5;--w:12.5"></i>'
    assert contribution_bar(0.0, 0.0, 0.0) == '<i class="down" style="--l:0.0;--w:0.5"></i>'
