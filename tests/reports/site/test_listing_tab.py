"""Tabs that are listings: the library of charts only where one is drawn, nights as squares, a diary as lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from backtest.result.paper_diary import DiaryBeside
from data_sources.language.text import same
from reports.drawing.night_strip import A_ROW, STEP, NightSquare, night_strip
from reports.site.diary import DiaryState, diary_chart, diary_listing
from reports.site.listing import Cell, Column, Table
from reports.site.listing_tab import write_listing
from reports.site.nights import NightRow, nights_listing
from reports.site.tabs import DIARY, NIGHTS
from tests.reports.packed_parts import packed_scripts
from tests.reports.site.test_strategies import STATE

DAYS = (date(2024, 1, 2), date(2024, 1, 3), date(2024, 1, 4))


def beside(days: tuple[date, ...], growth: tuple[float, ...]) -> DiaryBeside:
    return DiaryBeside(days[0], days[-1], len(days) - 1, growth[-1] - 1, 0.01, same("CSI 300"), days, growth)


def night(day: int, outcome: str) -> NightRow:
    return NightRow(date(2024, 1, day), datetime(2024, 1, day, 20), outcome, 60.0, None, 11, 0, ())  # noqa: DTZ001


def test_each_diary_is_a_line_from_100_at_its_own_first_day() -> None:
    chart = diary_chart({"early": beside(DAYS, (1.0, 1.1, 1.21)), "late": beside(DAYS[1:], (1.0, 0.98))})
    assert chart is not None
    assert chart.days == ("2024-01-02", "2024-01-03", "2024-01-04")
    assert [series.values for series in chart.panels[0].series] == [(100.0, 110.0, 121.0), (None, 100.0, 98.0)]
    titled = diary_chart({"early": beside(DAYS, (1.0, 1.1, 1.21))}, {"early": same("The early one")})
    assert titled is not None
    assert titled.panels[0].series[0].label == "The early one"
    # A diary of one day has nothing to draw.
    assert diary_chart({"new": beside(DAYS[:1], (1.0,))}) is None


def test_only_a_diary_that_is_drawn_brings_the_library(tmp_path: Path) -> None:
    state, proof = replace(STATE, pages=(*STATE.pages, DIARY)), DiaryState(same("proved"), 3)
    write_listing(tmp_path, DIARY, state, diary_listing({"early": beside(DAYS, (1.0, 1.1, 1.21))}, proof))
    drawn = (tmp_path / DIARY).read_text()
    assert 'id="chart-diary"' in drawn
    assert "uPlot" in packed_scripts(drawn)
    assert "<svg" in drawn
    write_listing(tmp_path, DIARY, state, diary_listing({}, proof))
    bare = (tmp_path / DIARY).read_text()
    assert not packed_scripts(bare)
    assert "proved" in bare


def test_a_night_is_a_square_with_its_day_and_how_it_ended(tmp_path: Path) -> None:
    nights = [night(2, "done"), night(3, "failed")]
    write_listing(tmp_path, NIGHTS, replace(STATE, pages=(*STATE.pages, NIGHTS)), nights_listing(nights))
    page = (tmp_path / NIGHTS).read_text()
    assert "<title>2024-01-02: done / 2024-01-02：完成</title>" in page
    assert 'class="failed"><title>2024-01-03: failed / 2024-01-03：失败</title>' in page
    assert "night-strip" not in _written(tmp_path)


def _written(folder: Path) -> str:
    write_listing(folder, NIGHTS, STATE, nights_listing([]))
    return (folder / NIGHTS).read_text().partition("<main>")[2]


def test_after_fifty_nights_a_new_row_begins() -> None:
    drawn = night_strip([NightSquare("done", same("a night"))] * (A_ROW + 1))
    assert f'viewBox="0 0 {A_ROW * STEP:.0f} {2 * STEP:.0f}"' in drawn
    assert f"translate(2 {STEP + 2:.0f})" in drawn


def test_a_table_says_once_what_its_columns_are_and_a_cell_repeats_no_number() -> None:
    columns = (
        Column(same("Name")),
        Column(same("Day")),
        Column(same("Number"), number=True),
        Column(same("Why"), wide=True),
    )
    assert Table("made", columns, ()).columns_said == "listing left-2 left-4 broad-4"
    assert Cell(same("4,032,095"), 4032095.0).sorted_by is None
    assert Cell(same("−2.5"), -2.5).sorted_by is None
    assert Cell(same("77.0%"), 0.77).sorted_by == 0.77
    assert Cell(same("never"), 3.0).sorted_by == 3.0
