"""Columns of reports and of brokers: what their calls come to, beside what chance and the years before made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from strategies.scorecard.card import Judged, Scorecard
from strategies.scorecard.summary import Summary
from strategies.scorecard.tables.cells import high, low

Of = TypeVar("Of")

_SUMMARY: Mapping[str, Callable[[Summary], object]] = {
    "settled": lambda each: each.settled,
    "list_kind": lambda each: each.list_kind,
    "listed": lambda each: each.listed,
    "different_names": lambda each: each.distinct,
    "average": lambda each: each.average,
    "interval_low": lambda each: low(each.interval),
    "interval_high": lambda each: high(each.interval),
    "median": lambda each: each.median,
    "without_best": lambda each: each.without_best,
    "moves_like": lambda each: each.moves_like,
    "met": lambda each: each.rated.met,
    "missed": lambda each: each.rated.missed,
    "rated_pending": lambda each: each.rated.pending,
    "rated_no_verdict": lambda each: each.rated.no_verdict,
    "rated_base_rate": lambda each: each.rated.base.rate if each.rated.base else None,
    "beat": lambda each: each.unrated.beat,
    "did_not_beat": lambda each: each.unrated.did_not_beat,
    "unrated_pending": lambda each: each.unrated.pending,
    "unrated_no_verdict": lambda each: each.unrated.no_verdict,
    "unrated_base_rate": lambda each: each.unrated.base.rate if each.unrated.base else None,
    "run_up": lambda each: each.run_up.excess if each.run_up else None,
    "percentile": lambda each: each.luck.baskets.percentile if each.luck.baskets else None,
    "p_value": lambda each: each.luck.baskets.p_value if each.luck.baskets else None,
}


@dataclass(frozen=True)
class BrokerRow:
    """A broker with the ids of its reports, taken together."""

    broker: str
    reports: tuple[str, ...]
    summary: Summary


def brokers_of(card: Scorecard) -> list[BrokerRow]:
    """Return the brokers in the order of their first reports."""
    return [
        BrokerRow(broker, tuple(each.report.id for each in card.reports if each.report.broker == broker), summary)
        for broker, summary in card.brokers.items()
    ]


def _summed(summary_of: Callable[[Of], Summary]) -> Mapping[str, Callable[[Of], object]]:
    """The columns of a summary, of whatever has one."""
    return {name: _through(summary_of, value) for name, value in _SUMMARY.items()}


def _through(summary_of: Callable[[Of], Summary], value: Callable[[Summary], object]) -> Callable[[Of], object]:
    return lambda each: value(summary_of(each))


def _summary_of_report(judged: Judged) -> Summary:
    return judged.summary


def _summary_of_broker(row: BrokerRow) -> Summary:
    return row.summary


REPORTS: Mapping[str, Callable[[Judged], object]] = {
    "report": lambda each: each.report.id,
    "broker": lambda each: each.report.broker,
    "broker_zh": lambda each: each.report.broker_zh,
    "title": lambda each: each.report.title,
    "published": lambda each: each.report.published,
    "date_basis": lambda each: each.report.date_basis,
    "sector": lambda each: each.report.sector,
    "rating": lambda each: each.report.rating_class,
    "horizon_months": lambda each: each.report.standard.horizon_months or None,
    "base_day": lambda each: each.base_day,
    "end_day": lambda each: each.end_day,
    "ends_on": lambda each: each.window.ends_on if each.window else None,
    "closed": lambda each: each.window.closed if each.window else None,
    "benchmark": lambda each: each.benchmark.symbol,
    "benchmark_change": lambda each: each.benchmark.growth,
    "benchmark_total_return": lambda each: each.benchmark_total,
    **_summed(_summary_of_report),
}
BROKERS: Mapping[str, Callable[[BrokerRow], object]] = {
    "broker": lambda each: each.broker,
    "reports": lambda each: " ".join(each.reports),
    **_summed(_summary_of_broker),
}
