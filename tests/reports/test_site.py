"""The front page of the site: the day of its data, what is missing, the same bytes from the same facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from backtest.result.comparison import Comparison
from backtest.validity.interval import Interval
from data_sources.language.text import same
from reports.index import IndexRow
from reports.site import SiteState, write_night, write_site_index

STATE = SiteState(date(2024, 1, 5), datetime(2024, 1, 5, 10, 32), "s7-0123456789ab", {})  # noqa: DTZ001 - UTC


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
        simulated=False, hindsight=False, href=f"{name}/report.html", spark="0,0 1,1",
    )  # fmt: skip


def with_low(row: IndexRow, low: float) -> IndexRow:
    """The row with an interval of its excess from ``low`` on."""
    assert row.numbers is not None
    interval = Interval(low, 1.0, 0.95, 250, 16)
    return replace(row, numbers=replace(row.numbers, interval=interval, span_interval=interval))


def test_front_page_says_of_which_day_it_is_and_leads_to_runs_night_and_diary(tmp_path: Path) -> None:
    write_site_index([with_low(run("low", 0.9), -0.2), with_low(run("high", 0.2), 0.1)], STATE, tmp_path / "index.html")
    page = (tmp_path / "index.html").read_text()
    assert (
        "Data of <strong>2024-01-05</strong>, from snapshot s7-0123456789ab, published at 2024-01-05 10:32 UTC" in page
    )
    assert page.index("high/report.html") < page.index("low/report.html")
    assert 'href="night.html"' in page
    assert 'href="diary.csv"' in page
    assert "Without a page" not in page
    # Its age is for the browser to say, as nobody writes the page while nights fail.
    assert 'Date.parse("2024-01-05T07:00:00Z")' in page


def test_what_is_missing_is_named_and_escaped(tmp_path: Path) -> None:
    state = SiteState(STATE.data_of, STATE.made_at, STATE.snapshot, {"edge_ai": "a < b"}, ("missing: bars 600000.SH",))
    write_site_index([run("low", 0.01)], state, tmp_path / "index.html")
    page = (tmp_path / "index.html").read_text()
    assert "<strong>edge_ai</strong>: a &lt; b" in page
    assert '<p class="banner" role="note">missing: bars 600000.SH</p>' in page


def test_same_facts_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        write_site_index([run("low", 0.01)], STATE, tmp_path / name)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_page_of_a_failed_night_before_there_is_any_site(tmp_path: Path) -> None:
    write_night(tmp_path / "night.html", headline="Last night failed", sentences=["disk full"], data_of=None)
    page = (tmp_path / "night.html").read_text()
    assert "<h1>Last night failed</h1>" in page
    assert "<p>disk full</p>" in page
    assert "The pages show" not in page
