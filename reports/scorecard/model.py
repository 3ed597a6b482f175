"""The scorecard as the plain data of its page: everything the template writes, nothing that computes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from backtest.result.random_lists import p_words, percentile_words
from reports.drawing.intervals import Axis, axis_of, bar_of
from reports.scorecard.rows import (
    BasketRow,
    BrokerRow,
    CallRow,
    SummaryRow,
    basket_row,
    call_row,
    ends,
    industry_verdict,
)
from strategies.scorecard.calls import BASKETS
from strategies.scorecard.card import Judged, Scorecard
from strategies.scorecard.luck import Pool
from strategies.scorecard.summary import Summary
from strategies.scorecard.tables import NAMES
from strategies.scorecard.verdict import LEAST_NAMES
from strategies.scorecard.words.heading import (
    base_words,
    benchmark_words,
    broker_words,
    end_words,
    horizon_words,
    rating_words,
    unreached,
)
from strategies.scorecard.words.legend import legend, rate_words
from strategies.scorecard.words.rows import industry_words, notes
from strategies.scorecard.words.sentences import figures, left_out


@dataclass(frozen=True)
class Fact:
    """One line of the list at the head of a report."""

    label: str
    text: str


@dataclass(frozen=True)
class ReportSection:
    """One report: its facts, its calls, the baskets of its own names on one ``axis``, and what is said under them."""

    id: str
    title: str
    title_zh: str
    facts: tuple[Fact, ...]
    calls: tuple[CallRow, ...]
    baskets: tuple[BasketRow, ...]
    axis: Axis | None
    figures: tuple[str, ...]
    notes: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class ScorecardPage:
    """One page. Returns are fractions, days are dates; ``tables`` are the files beside it."""

    as_of: date
    simulated: bool
    snapshot: str
    caveats: tuple[str, ...]
    legend: str
    summaries: tuple[SummaryRow, ...]
    axis: Axis | None
    reports: tuple[ReportSection, ...]
    brokers: tuple[BrokerRow, ...]
    tables: tuple[str, ...]


def scorecard_page(
    card: Scorecard, pool: Pool, *, simulated: bool, snapshot: str, caveats: Sequence[str] = ()
) -> ScorecardPage:
    """Return the data of the page; ``pool`` says from which names its random lists were drawn."""
    intervals = [each.summary.interval for each in card.reports if each.summary.interval]
    axis = axis_of(intervals)
    return ScorecardPage(
        as_of=card.as_of,
        simulated=simulated,
        snapshot=snapshot,
        caveats=tuple(caveats),
        legend=legend(card),
        summaries=tuple(_summary(each, axis) for each in card.reports),
        axis=axis,
        reports=tuple(_section(each, pool) for each in card.reports),
        brokers=tuple(_broker(broker, summary, card) for broker, summary in card.brokers.items()),
        tables=tuple(f"{name}.csv" for name in NAMES),
    )


def _summary(judged: Judged, axis: Axis | None) -> SummaryRow:
    report, summary, window = judged.report, judged.summary, judged.window
    low, high = ends(summary.interval)
    return SummaryRow(
        id=report.id,
        broker=report.broker,
        broker_zh=report.broker_zh,
        published=report.published,
        due=window.ends_on if window else None,
        open=window is not None and not window.closed,
        names=summary.listed,
        excess=summary.average,
        low=low,
        high=high,
        bar=None if summary.average is None else bar_of(summary.average, summary.interval, axis),
        rated=rate_words(summary.rated, summary.rated.met),
        listed=rate_words(summary.unrated, summary.unrated.beat),
        industry=industry_verdict(judged),
    )


def _section(judged: Judged, pool: Pool) -> ReportSection:
    report = judged.report
    calls = [row for row in judged.rows if row.kind not in BASKETS]
    baskets = [row for row in judged.rows if row.kind in BASKETS and row.symbols]
    # The interval of a name or two would squeeze those of all baskets that are judged.
    many = [row.interval for row in baskets if row.interval and len(row.symbols) >= LEAST_NAMES]
    axis = axis_of(many or [row.interval for row in baskets if row.interval])
    return ReportSection(
        id=report.id,
        title=report.title,
        title_zh=report.title_zh,
        facts=_facts(judged),
        calls=tuple(call_row(row) for row in calls),
        baskets=tuple(basket_row(row, axis) for row in baskets),
        axis=axis,
        figures=_joined(figures(judged, pool)),
        notes=tuple(notes(judged)),
        left_out=tuple(left_out(report)),
    )


def _facts(judged: Judged) -> tuple[Fact, ...]:
    report, window = judged.report, judged.window
    basis = f"{report.published} ({report.date_basis}{f': {report.date_note}' if report.date_note else ''})"
    said = {
        "Broker": broker_words(report),
        "Published": basis,
        "Rating": f"{report.sector.replace('_', ' ')} {rating_words(report)} {horizon_words(report)}",
    }
    if window is None:
        return _as_facts({**said, "State": unreached(report)})
    return _as_facts({
        **said,
        "Due": f"{window.ends_on}, {'closed' if window.closed else 'open: all that follows is so far'}",
        "Measured": f"close of {base_words(judged)} to {end_words(judged)}",
        "Benchmark": benchmark_words(judged),
        "Industry call": industry_words(judged),
    })  # fmt: skip


def _as_facts(said: dict[str, str]) -> tuple[Fact, ...]:
    return tuple(Fact(label, text) for label, text in said.items())


def _joined(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines as paragraphs: one that is indented goes on with the one before."""
    found: list[str] = []
    for line in lines:
        if line.startswith(" ") and found:
            more = line.strip()
            found[-1] += f" {more[0].upper()}{more[1:]}" if found[-1].endswith(".") else f"; {more}"
        else:
            found.append(line)
    return tuple(found)


def _broker(broker: str, summary: Summary, card: Scorecard) -> BrokerRow:
    low, high = ends(summary.interval)
    luck = summary.luck.baskets
    return BrokerRow(
        broker=broker,
        reports=" ".join(each.report.id for each in card.reports if each.report.broker == broker),
        settled=summary.settled,
        names=summary.distinct,
        rated=rate_words(summary.rated, summary.rated.met),
        listed=rate_words(summary.unrated, summary.unrated.beat),
        run_up=summary.run_up.excess if summary.run_up else None,
        excess=summary.average,
        median=summary.median,
        low=low,
        high=high,
        percentile=percentile_words(luck) if luck else "",
        p=p_words(luck) if luck else "",
    )
