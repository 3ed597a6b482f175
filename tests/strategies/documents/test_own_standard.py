"""What a report's own rating asks of a run: for the reports that ship, and for ratings that nobody has given yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from backtest.result.standard import Standard
from strategies.documents.document import Report
from strategies.documents.library import load_reports
from strategies.documents.own_standard import own_standard
from strategies.documents.rating import RatingClass
from strategies.scorecard.verdict import class_of, verdict_on

# Edges of the shipped scales are 5, 0 and -5 points: on them, and a point to either side.
EXCESSES = (-0.50, -0.06, -0.05, -0.04, -0.01, 0.0, 0.01, 0.04, 0.05, 0.06, 0.50)
SHIPPED = load_reports()
RECOMMENDING = [each for each in SHIPPED if each.rating_class == each.standard.industry[0].name]
EVERY_RATING = [(each, called.name) for each in SHIPPED for called in each.standard.industry]

FIVE = (
    RatingClass("overweight", "增持", 5.0, None, lower_closed=True, upper_closed=False),
    RatingClass("neutral", "中性", -5.0, 5.0, lower_closed=True, upper_closed=False),
    RatingClass("underweight", "减持", None, -5.0, lower_closed=False, upper_closed=False),
)
WITHOUT_NUMBERS = (
    RatingClass("positive", "看好", 0.0, None, lower_closed=False, upper_closed=False),
    RatingClass("neutral", "中性", 0.0, 0.0, lower_closed=True, upper_closed=True),
    RatingClass("negative", "看淡", None, 0.0, lower_closed=False, upper_closed=False),
)
FINE = (
    RatingClass("buy", "买入", 15.0, None, lower_closed=True, upper_closed=False),
    RatingClass("add", "增持", 5.0, 15.0, lower_closed=True, upper_closed=False),
    RatingClass("neutral", "中性", -5.0, 5.0, lower_closed=True, upper_closed=False),
    RatingClass("reduce", "减持", -15.0, -5.0, lower_closed=True, upper_closed=False),
    RatingClass("sell", "卖出", None, -15.0, lower_closed=False, upper_closed=False),
)


def invented(scale: tuple[RatingClass, ...], called: str, months: int = 6) -> Report:
    """A shipped report with another scale and rating, published on 2025-08-31."""
    shipped = SHIPPED[0]
    standard = replace(shipped.standard, industry=scale, horizon_months=months)
    return replace(shipped, standard=standard, rating_class=called, rating="", published=date(2025, 8, 31))


def asked(report: Report) -> Standard:
    """The standard of a report that has one."""
    standard = own_standard(report)
    assert standard is not None
    return standard


def met(standard: Standard) -> list[float]:
    """Which of some excesses meet it."""
    return [excess for excess in EXCESSES if standard.met_by(excess)]


@pytest.mark.parametrize("shipped", RECOMMENDING, ids=[each.id for each in RECOMMENDING])
def test_every_shipped_report_that_recommends_its_industry_asks_for_the_lower_edge_of_its_rating(
    shipped: Report,
) -> None:
    found = asked(shipped)
    (called,) = (each for each in shipped.standard.industry if each.name == shipped.rating_class)
    assert (found.report, found.rating, found.published) == (shipped.id, shipped.rating, shipped.published)
    # Who recommends its industry asks for the lower edge of its class, and for no upper one.
    assert called.lower is not None
    assert found.lower == pytest.approx(called.lower / 100)
    assert found.upper is None
    later = (found.due.year - shipped.published.year) * 12 + found.due.month - shipped.published.month
    assert later == shipped.standard.horizon_months


@pytest.mark.parametrize(("shipped", "called"), EVERY_RATING, ids=[f"{each.id}-{name}" for each, name in EVERY_RATING])
@pytest.mark.parametrize("excess", EXCESSES)
def test_a_run_meets_what_the_scorecard_calls_met(shipped: Report, called: str, excess: float) -> None:
    scale = shipped.standard.industry
    by_scorecard = verdict_on(scale, called, class_of(scale, excess), closed=True) == "met"
    assert asked(replace(shipped, rating_class=called)).met_by(excess) == by_scorecard


def test_better_than_neutral_is_met_by_its_class_or_a_better_one() -> None:
    assert met(asked(invented(FIVE, "overweight"))) == [0.05, 0.06, 0.50]
    # 15 points are asked of a buy, 5 of an add, which a better outcome meets as well.
    assert met(asked(invented(FINE, "buy"))) == [0.50]
    assert met(asked(invented(FINE, "add"))) == [0.05, 0.06, 0.50]


def test_neutral_is_met_by_itself_alone() -> None:
    assert met(asked(invented(FIVE, "neutral"))) == [-0.05, -0.04, -0.01, 0.0, 0.01, 0.04]
    # A scale without numbers calls level what did exactly as its benchmark.
    assert met(asked(invented(WITHOUT_NUMBERS, "neutral"))) == [0.0]


def test_worse_than_neutral_is_met_by_its_class_or_a_worse_one() -> None:
    assert met(asked(invented(FIVE, "underweight"))) == [-0.50, -0.06]
    assert met(asked(invented(FINE, "reduce"))) == [-0.50, -0.06]
    assert met(asked(invented(FINE, "sell"))) == [-0.50]
    assert met(asked(invented(WITHOUT_NUMBERS, "negative"))) == [-0.50, -0.06, -0.05, -0.04, -0.01]


def test_the_horizon_ends_in_the_month_and_a_class_without_a_word_has_its_name() -> None:
    # Six months after 08-31 end on the last day of February.
    found = asked(invented(FIVE, "neutral"))
    assert (found.due, found.rating) == (date(2026, 2, 28), "neutral")
    assert asked(invented(FIVE, "neutral", 12)).due == date(2026, 8, 31)


@pytest.mark.parametrize("shipped", SHIPPED, ids=[each.id for each in SHIPPED])
def test_every_shipped_report_is_measured_against_the_index_that_it_names_for_a_shares(shipped: Report) -> None:
    (named,) = (each.symbol for each in shipped.standard.benchmarks if each.market == "A")
    assert asked(shipped).benchmark == named


def test_a_report_that_leaves_open_what_its_rating_asks_has_no_standard() -> None:
    rated = invented(FIVE, "overweight")
    without_horizon = replace(rated, standard=replace(rated.standard, horizon_months=0))
    without_scale = replace(rated, rating_class="", standard=replace(rated.standard, industry=()))
    without_index = replace(rated, standard=replace(rated.standard, benchmarks=()))
    assert [own_standard(each) for each in (replace(rated, rating="", rating_class=""), without_horizon)] == [
        None,
        None,
    ]
    assert [own_standard(each) for each in (without_scale, without_index)] == [None, None]
