"""Rows of the page's tables: returns as fractions, None where the data cannot say, words as the terminal has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isnan

from backtest.validity.interval import Interval
from data_sources.language.text import Text, both, said, same
from reports.drawing.intervals import Axis, Bar, bar_of
from strategies.scorecard.calls import BY_INDEX, OWN_NAMES
from strategies.scorecard.card import Judged
from strategies.scorecard.row import Row
from strategies.scorecard.words.rows import call_words, class_words
from strategies.scorecard.words.verdicts import NOT_RATED, verdict_word


@dataclass(frozen=True)
class CallRow:
    """One call; ``code`` is the symbol of a stock, "" for an industry. ``returned`` is the change in price."""

    code: str
    name: Text
    called: Text
    given: Text
    verdict: Text
    excess: float | None
    returned: float | None
    total: float | None
    index: float | None
    ratio: float | None
    traded: float | None


@dataclass(frozen=True)
class BasketRow:
    """The equal weight of some own names; ``bar`` draws the interval."""

    subject: str
    name: Text
    names: int
    verdict: Text
    excess: float | None
    low: float | None
    high: float | None
    bar: Bar | None
    returned: float | None
    total: float | None
    traded: float | None


@dataclass(frozen=True)
class SummaryRow:
    """One report in the table above all others. ``rated`` and ``listed`` count hits beside base rates."""

    id: str
    broker: Text
    published: date
    due: date | None
    open: bool
    names: int
    excess: float | None
    low: float | None
    high: float | None
    bar: Bar | None
    rated: Text
    listed: Text
    industry: Text


@dataclass(frozen=True)
class BrokerRow:
    """A broker's reports taken together, those of which the horizon is over while there are any."""

    broker: Text
    reports: str
    settled: bool
    names: int
    rated: Text
    listed: Text
    run_up: float | None
    excess: float | None
    median: float | None
    low: float | None
    high: float | None
    percentile: Text
    p: Text


def call_row(row: Row) -> CallRow:
    """Return a call as the page writes it."""
    by_index = row.kind in BY_INDEX
    return CallRow(
        code="" if by_index else row.subject,
        name=_call_name(row),
        called=call_words(row),
        given=class_words(row),
        verdict=verdict_word(row.verdict),
        excess=known(row.difference),
        returned=known(row.price_change),
        total=known(row.total_return),
        index=known(row.benchmark_change),
        ratio=known(row.ratio),
        traded=row.traded.gain if row.traded else None,
    )


def basket_row(row: Row, axis: Axis | None) -> BasketRow:
    """Return a basket as the page writes it."""
    low, high = ends(row.interval)
    return BasketRow(
        subject="" if row.kind == OWN_NAMES else row.subject,
        name=both("all its names", "全部个股") if row.kind == OWN_NAMES else same(row.name),
        names=len(row.symbols),
        verdict=verdict_word(row.verdict),
        excess=known(row.difference),
        low=low,
        high=high,
        bar=bar_of(row.difference, row.interval, axis),
        returned=known(row.price_change),
        total=known(row.total_return),
        traded=row.traded.gain if row.traded else None,
    )


def _call_name(row: Row) -> Text:
    """An industry in words, a sub-industry or a stock as it is called."""
    in_words = row.kind in BY_INDEX and row.name == row.subject
    return both(row.subject.replace("_", " "), said(row.name, "zh")) if in_words else same(row.name)


def industry_verdict(judged: Judged) -> Text:
    """Return the one word of the industry call, "not rated" without one."""
    return next((verdict_word(row.verdict) for row in judged.rows if row.kind == "industry"), NOT_RATED)


def ends(interval: Interval | None) -> tuple[float | None, float | None]:
    """Return both ends of an interval, None each without one."""
    return (interval.low, interval.high) if interval else (None, None)


def known(value: float) -> float | None:
    """Return a number, None for NaN."""
    return None if isnan(value) else value
