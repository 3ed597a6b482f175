"""The front page of the site: the day of its data, what is missing, the same bytes from the same facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from backtest.result.comparison import Comparison
from backtest.validity.interval import Interval
from data_sources.language.text import same
from reports.site.frame import SiteState
from reports.site.night import write_night
from reports.site.strategies import strategies_page, write_strategies
from reports.site.summary import IndexRow
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
