"""The scorecard as the plain data of its page: everything the template writes, nothing that computes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from backtest.result.random_lists import p_words, percentile_words
from backtest.result.wording import MINUS
from data_sources.language.text import NOTHING, Text, amid, both, same
from reports.drawing.intervals import Axis, axis_of, bar_of
from reports.scorecard.forecasts import ForecastPart, forecast_legend, forecast_parts
from reports.scorecard.months import MonthsPart, months_part
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
from strategies.documents.document import Report
from strategies.forecasts.card import ForecastCard
from strategies.scorecard.calls import BASKETS, sector_word
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

HYPHEN = re.compile(r"(?<![\w-])-(?=\d)")
"""What a terminal writes before a negative number; a page writes a minus, in its sentences as in its tables."""


@dataclass(frozen=True)
class Fact:
    """One line of the list at the head of a report."""

    label: Text
    text: Text


@dataclass(frozen=True)
class ReportSection:
    """One report: its facts, its calls, the baskets of its own names on one ``axis``, and what is said under them.

    ``months`` are its names some months after publication, ``forecasts`` what it expected them to earn; None without.
    """

    id: str
    title: Text
    facts: tuple[Fact, ...]
    calls: tuple[CallRow, ...]
    baskets: tuple[BasketRow, ...]
    axis: Axis | None
    figures: tuple[Text, ...]
    notes: tuple[Text, ...]
    left_out: tuple[Text, ...]
    months: MonthsPart | None
    forecasts: ForecastPart | None


@dataclass(frozen=True)
class ScorecardPage:
    """One page. Returns are fractions, days are dates; ``tables`` are the files beside it."""

    as_of: date
    simulated: bool
    snapshot: str
    caveats: tuple[Text, ...]
    legend: Text
    summaries: tuple[SummaryRow, ...]
    axis: Axis | None
    reports: tuple[ReportSection, ...]
    brokers: tuple[BrokerRow, ...]
    tables: tuple[str, ...]
    forecast_legend: tuple[Text, ...] = ()

    @property
    def page_title(self) -> Text:
        """What the page is called in a tab of the browser."""
        simulated = both("SIMULATED: ", "模拟数据：") if self.simulated else NOTHING
        return both(f"{simulated}Scorecard, {self.as_of}", f"{simulated.zh}记分卡，{self.as_of}")


def scorecard_page(
    card: Scorecard,
    pool: Pool,
    *,
    simulated: bool,
    snapshot: str,
    caveats: Sequence[str] = (),
    forecasts: ForecastCard | None = None,
) -> ScorecardPage:
    """Return the data of the page; ``pool`` says from which names its random lists were drawn.

    ``forecasts`` are those of the same reports on the same market, None for a page without them.
    """
    expected = forecast_parts(forecasts) if forecasts else {}
    intervals = [each.summary.interval for each in card.reports if each.summary.interval]
    axis = axis_of(intervals)
    return ScorecardPage(
        as_of=card.as_of,
        simulated=simulated,
        snapshot=snapshot,
        caveats=tuple(map(same, caveats)),
        legend=legend(card),
        summaries=tuple(_summary(each, axis) for each in card.reports),
        axis=axis,
        reports=tuple(_section(each, pool, expected.get(each.report.id)) for each in card.reports),
        brokers=tuple(_broker(broker, summary, card) for broker, summary in card.brokers.items()),
        tables=tuple(f"{name}.csv" for name in NAMES),
        forecast_legend=forecast_legend(forecasts) if forecasts and expected else (),
    )


def _summary(judged: Judged, axis: Axis | None) -> SummaryRow:
    report, summary, window = judged.report, judged.summary, judged.window
    low, high = ends(summary.interval)
    return SummaryRow(
        id=report.id,
        broker=report.house,
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


def _section(judged: Judged, pool: Pool, forecasts: ForecastPart | None) -> ReportSection:
    report = judged.report
    calls = [row for row in judged.rows if row.kind not in BASKETS]
    baskets = [row for row in judged.rows if row.kind in BASKETS and row.symbols]
    # The interval of a name or two would squeeze those of all baskets that are judged.
    many = [row.interval for row in baskets if row.interval and len(row.symbols) >= LEAST_NAMES]
    axis = axis_of(many or [row.interval for row in baskets if row.interval])
    return ReportSection(
        id=report.id,
        title=report.headline,
        facts=_facts(judged),
        calls=tuple(call_row(row) for row in calls),
        baskets=tuple(basket_row(row, axis) for row in baskets),
        axis=axis,
        figures=_joined(figures(judged, pool)),
        notes=tuple(notes(judged)),
        left_out=tuple(left_out(report)),
        months=months_part(judged.by_month),
        forecasts=forecasts,
    )


def _facts(judged: Judged) -> tuple[Fact, ...]:
    report, window = judged.report, judged.window
    head = (
        Fact(both("Broker", "券商"), broker_words(report)),
        Fact(both("Published", "发布"), _published(report)),
        Fact(both("Rating", "评级"), _rating(report)),
    )
    if window is None:
        return (*head, Fact(both("State", "状态"), unreached(report)))
    base, end = base_words(judged), end_words(judged)
    state = (
        both("closed", "已到期") if window.closed else both("open: all that follows is so far", "未到期：以下均为迄今")
    )
    return (
        *head,
        Fact(both("Due", "到期"), both(f"{window.ends_on}, {state}", f"{window.ends_on}，{state.zh}")),
        Fact(both("Measured", "衡量区间"), both(f"close of {base} to {end}", f"{amid(base).lstrip()}收盘至 {end.zh}")),
        Fact(both("Benchmark", "基准"), benchmark_words(judged)),
        Fact(both("Industry call", "行业观点"), industry_words(judged)),
    )


def _published(report: Report) -> Text:
    note, printed = report.date_note, report.date_basis == "printed"
    return both(
        f"{report.published} ({report.date_basis}{f': {note}' if note else ''})",
        f"{report.published}（{'原文载明' if printed else '推定'}）",
    )


def _rating(report: Report) -> Text:
    sector, rating, horizon = sector_word(report.sector), rating_words(report), horizon_words(report)
    return both(f"{sector} {rating} {horizon}", f"{sector.zh} {rating.zh}，{horizon.zh}")


def _joined(lines: Sequence[Text]) -> tuple[Text, ...]:
    """Lines as paragraphs: one that is indented goes on with the one before."""
    found: list[Text] = []
    for line in (both(HYPHEN.sub(MINUS, each), each.zh) for each in lines):
        if line.startswith(" ") and found:
            before, more = found[-1], line.strip()
            english = f" {more[0].upper()}{more[1:]}" if before.endswith(".") else f"; {more}"
            chinese = f"{'' if before.zh.endswith('。') else '；'}{line.zh.strip()}"
            found[-1] = both(f"{before}{english}", f"{before.zh}{chinese}")
        else:
            found.append(line)
    return tuple(found)


def _broker(broker: str, summary: Summary, card: Scorecard) -> BrokerRow:
    low, high = ends(summary.interval)
    luck = summary.luck.baskets
    own = [each.report for each in card.reports if each.report.broker == broker]
    return BrokerRow(
        broker=next((each.house for each in own), same(broker)),
        reports=" ".join(each.id for each in own),
        settled=summary.settled,
        names=summary.distinct,
        rated=rate_words(summary.rated, summary.rated.met),
        listed=rate_words(summary.unrated, summary.unrated.beat),
        run_up=summary.run_up.excess if summary.run_up else None,
        excess=summary.average,
        median=summary.median,
        low=low,
        high=high,
        percentile=same(percentile_words(luck)) if luck else NOTHING,
        p=same(p_words(luck)) if luck else NOTHING,
    )
