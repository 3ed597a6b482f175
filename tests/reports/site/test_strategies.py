"""The front page of the site: the day of its data, what is missing, the same bytes from the same facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from math import sin
from pathlib import Path

from backtest.result.comparison import Comparison
from backtest.validity.interval import Interval
from data_sources.language.text import both, same
from reports.site.frame import SiteState
from reports.site.night import write_night
from reports.site.strategies import (
    Overlay,
    index_levels,
    packed_overlay,
    single_segments,
    strategies_page,
    write_strategies,
)
from reports.site.summary import IndexRow, WeeklyPath
from reports.site.tabs import CALLS, STRATEGIES

STATE = SiteState(date(2024, 1, 5), datetime(2024, 1, 5, 10, 32), "s7-0123456789ab", (STRATEGIES, CALLS), {})  # noqa: DTZ001 - UTC


def run(name: str, excess: float) -> IndexRow:
    numbers = Comparison(
        own=excess, market=0.0, annual_excess=None, interval=None, relative=excess, span_interval=None,
        under_a_year=True, years=0.2,
    )  # fmt: skip
    return IndexRow(
        name=name, title=same(name.title()), badge="CANNOT BE TOLD FROM CHANCE", reason=same(""),
        headline=same("a headline"),
        standing="ahead", known_from=date(2023, 1, 3), first=date(2023, 1, 3), last=date(2024, 1, 5),
        benchmark=same("CSI 300"), benchmark_note=same("It has dividends."), numbers=numbers, names=None, tried=None,
        simulated=False, hindsight=False, href=f"{name}/report.html", path=None,
    )  # fmt: skip


def with_low(row: IndexRow, low: float) -> IndexRow:
    """The row with an interval of its excess from ``low`` on."""
    assert row.numbers is not None
    interval = Interval(low, 1.0, 0.95, 250, 16)
    return replace(row, numbers=replace(row.numbers, interval=interval, span_interval=interval))


def test_front_page_says_of_which_day_it_is_and_leads_to_runs_night_and_calls(tmp_path: Path) -> None:
    write_strategies(tmp_path, [with_low(run("low", 0.9), -0.2), with_low(run("high", 0.2), 0.1)], STATE)
    page = (tmp_path / "index.html").read_text()
    assert '<strong class="day">2024-01-05</strong>' in page
    assert "s7-0123456789ab" in page
    assert "2024-01-05 10:32 UTC" in page
    assert page.index("high/report.html") < page.index("low/report.html")
    assert 'href="night.html"' in page
    assert 'href="scorecard/index.html"' in page
    assert "Without a page" not in page
    # Its age is for the browser to say, as nobody writes the page while nights fail.
    assert 'Date.parse("2024-01-05T07:00:00Z")' in page


def test_what_is_missing_is_named_and_escaped(tmp_path: Path) -> None:
    notes = ("missing: bars 600000.SH",)
    state = replace(STATE, missing={"edge_ai": "a < b"}, notes=notes)
    write_strategies(tmp_path, [run("low", 0.01)], state)
    page = (tmp_path / "index.html").read_text()
    assert "<strong>edge_ai</strong>: a &lt; b" in page
    assert '<p class="banner" role="note">missing: bars 600000.SH</p>' in page


def test_same_facts_give_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for _ in range(2):
        write_strategies(tmp_path, [run("low", 0.01)], STATE)
        written.append((tmp_path / "index.html").read_bytes())
    assert written[0] == written[1]


def test_page_of_a_failed_night_before_there_is_any_site(tmp_path: Path) -> None:
    write_night(tmp_path / "night.html", headline="Last night failed", sentences=["disk full"], data_of=None)
    page = (tmp_path / "night.html").read_text()
    assert "<h1>Last night failed</h1>" in page
    assert "<p>disk full</p>" in page
    assert "The pages show" not in page


def test_what_every_row_would_say_is_said_once() -> None:
    common, own = same("prices: not complete"), same("one name: earned 87%")
    page = strategies_page(
        [replace(run("low", 0.1), caveats=(common, own)), replace(run("high", 0.2), caveats=(common,))]
    )
    assert page.caveats == (common,)
    assert sorted(row.caveats for row in page.rows) == [(), (own,)]
    # Of one alone nothing is common.
    (row,) = strategies_page([replace(run("low", 0.1), caveats=(common,))]).rows
    assert row.caveats == (common,)


def test_segments_stand_one_by_one_and_reports_are_none() -> None:
    mixed = both("optical + ocs", "光模块 + 光交换")
    row = replace(run("low", 0.1), segments=(mixed, same("003"), both("ocs", "光交换")), reports=("003",))
    assert single_segments(row) == {both("optical", "光模块"), both("ocs", "光交换")}
    page = strategies_page([row, replace(run("high", 0.2), segments=(both("power", "供电"),))])
    assert page.segments == ("ocs", "optical", "power")
    assert sorted(each.segments for each in page.rows) == [(0, 1), (2,)]


def test_the_index_of_several_lines_is_one_line_over_the_days_of_all() -> None:
    days = tuple(date(2024, 1, day) for day in (5, 12, 19))
    early = WeeklyPath(days, (1.0, 1.1, 1.2), (1.0, 1.25, 1.5))
    # It begins between two Fridays, and to the second one the index grew as much as from the first: it stood at 1.
    late = WeeklyPath((date(2024, 1, 9), days[1], days[2]), (1.0, 0.9, 1.3), (1.0, 1.25, 1.5))
    levels = {days[0]: 1.0, date(2024, 1, 9): 1.0, days[1]: 1.25, days[2]: 1.5}
    assert index_levels([late, early]) == levels
    index = same("CSI 300")
    packed = packed_overlay([Overlay("early", index, early), Overlay("late", index, late)])
    # 2024-01-05 is day 19727: steps of 4, 3 and 7 days follow. Steps of the index: 10000, 0, 2500 and 2500.
    assert packed == {
        "days": "+wmBIGO",
        "indices": ["gxTAo8Eo8E"],
        "lines": {"early": [0, "w+B.oGoG"], "late": [0, ".w+BpGgZ"]},
    }


def test_the_ends_of_the_axis_are_gains_and_losses_against_the_index() -> None:
    # An interval from -50% to +100% of the index is an axis from log(1/2) to log(2), zero in its middle.
    page = strategies_page([with_low(run("low", 0.2), -0.5)])
    assert page.ends == ("−50%", "+100%")
    assert page.axis is not None
    assert page.axis.zero == 50.0


def test_a_front_page_of_22_strategies_has_60_000_bytes_at_most(tmp_path: Path) -> None:
    # Seventy weeks each, every line its own; names, titles, reports and segments as long as those that ship.
    days = tuple(date.fromordinal(date(2025, 1, 31).toordinal() + 7 * week) for week in range(70))
    rows = []
    for k in range(22):
        own = tuple(1 + 0.02 * week + 0.1 * sin(week * (k + 1)) for week in range(70))
        path = WeeklyPath(days, own, tuple(1 + 0.004 * week for week in range(70)))
        title = both(f"A strategy of number {k}", f"策略编号 {k} 与其名称")
        segments = tuple(both(f"segment_number_{each}", f"第 {each} 号环节") for each in range(k, k + 8))
        row = with_low(run(f"strategy_of_number_{k}", own[-1] - 1), -0.3)
        rows.append(
            replace(
                row,
                title=title,
                path=path,
                segments=segments,
                reports=("000", "003"),
                drawdown=0.2,
                names=9.5,
                turnover=1.2,
                tried=3,
            )
        )
    write_strategies(tmp_path, rows, STATE)
    assert (tmp_path / "index.html").stat().st_size <= 60_000
