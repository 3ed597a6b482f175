"""Several runs in lines: their order, how many have which badge, and what an index says of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from backtest.result.badge import Badge
from backtest.result.comparison import Comparison
from backtest.result.plain_list import PlainBeside
from backtest.result.summary import badge_counts, surest_first, tally_sentence
from backtest.validity.interval import Interval
from reports.site.strategies import write_strategies
from reports.site.summary import IndexRow
from tests.reports.site.test_strategies import STATE, run


def judged(name: str, excess: float, low: float, *, badge: Badge = "CANNOT BE TOLD FROM CHANCE") -> IndexRow:
    interval = Interval(low, excess + 1, 0.95, 250, 16)
    numbers = Comparison(excess, 0.0, excess, interval, excess, interval, under_a_year=False, years=1.0)
    return replace(run(name, excess), numbers=numbers, badge=badge)


def test_the_order_is_by_what_a_run_is_good_for_at_least() -> None:
    wild, steady = judged("wild", 0.9, -0.4), judged("steady", 0.2, 0.05)
    short = run("short", 2.0)  # no interval
    seen_ahead = judged("foresight", 9.0, 5.0, badge="NOT JUDGED")
    pending = replace(run("pending", 0.0), numbers=None, badge="TOO EARLY")
    rows = surest_first([pending, seen_ahead, short, wild, steady])
    assert [row.name for row in rows] == ["steady", "wild", "short", "pending", "foresight"]


def test_under_a_year_the_rate_a_year_decides_and_not_what_is_shown() -> None:
    # Over a quarter -4% at least, -15% a year; over two years -10% a year at least, -19% in all.
    quarter = Comparison(
        0.1, 0.0, 0.4, Interval(-0.15, 1, 0.95, 60, 6), 0.1, Interval(-0.04, 0.3, 0.95, 60, 6),
        under_a_year=True, years=0.25,
    )  # fmt: skip
    rows = [replace(run("quarter", 0.1), numbers=quarter), judged("long", 0.1, -0.10)]
    assert [row.name for row in surest_first(rows)] == ["long", "quarter"]


def test_badges_are_counted_in_their_order() -> None:
    rows = [judged("a", 0.1, 0.0), judged("b", 0.1, 0.0), judged("c", 0.1, 0.05, badge="HELD")]
    assert list(badge_counts(rows).items()) == [("HELD", 1), ("CANNOT BE TOLD FROM CHANCE", 2)]
    assert badge_counts([]) == {}


def test_the_tally_says_how_many_are_ahead_and_whose_rule_added() -> None:
    better, worse = PlainBeside(rule=0.3, plain=0.2), PlainBeside(rule=0.1, plain=0.2)
    rows = [
        replace(judged("a", 0.1, 0.01, badge="HELD"), plain=better),
        replace(judged("b", -0.2, -0.5), plain=worse),
        judged("c", 0.3, -0.1),
        replace(run("open", 0.3), numbers=None, badge="TOO EARLY"),
    ]
    assert tally_sentence(rows) == (
        "Of 4: 1 HELD, 2 CANNOT BE TOLD FROM CHANCE and 1 TOO EARLY. 2 of 3 are ahead of their index; the rule of 1 of "
        "2 made more than the plain list of its names."
    )
    assert tally_sentence(rows[:1]) == ""


def test_the_index_shows_badge_interval_names_and_trials(tmp_path: Path) -> None:
    rows = [replace(judged("a", 0.5, -0.1), names=7.04, tried=12, plain=PlainBeside(0.3, 0.25)), run("b", 0.2)]
    write_strategies(tmp_path, rows, STATE)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "<span lang=en>CANNOT BE TOLD FROM CHANCE</span><span lang=zh>与运气无法区分</span>" in page
    assert ">+50.0<" in page
    assert "\N{MINUS SIGN}10% … +150%" in page
    assert ">7.0<" in page
    assert ">12<" in page
    assert ">+25.0%<" in page
    assert "Of 2: 2 CANNOT BE TOLD FROM CHANCE. 2 of 2 are ahead of their index; the rule of 1 of 1 made more" in page
    assert "best excess" not in page
