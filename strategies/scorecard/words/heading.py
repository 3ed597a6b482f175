"""Who called what over which days, in words: the head of a report on the scorecard."""

from __future__ import annotations

from math import isnan

from backtest.market.indices import index_label
from data_sources.language.text import NOTHING, Text, amid, both, joined, said
from strategies.documents.document import Report
from strategies.scorecard.calls import sector_word
from strategies.scorecard.card import Judged
from strategies.scorecard.words.numbers import percent


def heading(judged: Judged) -> list[Text]:
    """Return the two lines at the head of a report: what was called, and over which days it is measured."""
    report = judged.report
    rating, horizon, broker = rating_words(report), horizon_words(report), broker_words(report)
    derived = report.date_basis == "derived"
    first = both(
        f"{report.id} {broker}, {report.published}{', date derived' if derived else ''}: "
        f"{report.sector} {rating} {horizon}",
        f"{report.id} {broker.zh}，{report.published}{'（日期为推定）' if derived else ''}："
        f"{sector_word(report.sector).zh} {rating.zh}，{horizon.zh}",
    )
    if judged.window is None:
        return [first, unreached(report)]
    base, end, benchmark, due = base_words(judged), end_words(judged), benchmark_words(judged), judged.window.ends_on
    state = NOTHING if judged.window.closed else both(f", pending until {due}: so far", f"，{due} 到期，以下为迄今")
    measured = both(
        f"close of {base} to {end}{state}; {benchmark}",
        f"{amid(base).lstrip()}收盘至 {end.zh}{state.zh}；{benchmark.zh}",
    )
    return [first, measured]


def broker_words(report: Report) -> Text:
    """Write the broker, in English with its Chinese name."""
    name = f"{report.broker} ({report.broker_zh})" if report.broker_zh else report.broker
    return both(name, report.house.zh)


def rating_words(report: Report) -> Text:
    """Write the class of the industry rating, or the printed word where there is no scale."""
    printed = report.rating or report.rating_class
    return both(report.rating_class or report.rating or "without a rating", printed or "未评级")


def horizon_words(report: Report) -> Text:
    """Write the horizon of the rating standard."""
    months = report.standard.horizon_months
    if not months:
        return both("over no printed horizon", "未给出考察期")
    return both(f"over {months} months", f"考察期 {months} 个月")


def unreached(report: Report) -> Text:
    """Say why a report without a window has no verdict."""
    if not report.standard.horizon_months:
        return both("the report prints no horizon: no verdict", "研报没有给出考察期：无结论")
    return both("the bars do not reach the publication: no verdict", "行情未覆盖发布日：无结论")


def base_words(judged: Judged) -> Text:
    """Write the base day, and that the market was shut on the day of publication where it was."""
    published = judged.report.published
    return _day(str(judged.base_day), "" if judged.base_day == published else str(published))


def end_words(judged: Judged) -> Text:
    """Write the last session that counts, and that the market was shut on the day that was due where it was."""
    window = judged.window
    shut = window is not None and window.closed and judged.end_day != window.ends_on
    return _day(str(judged.end_day), str(window.ends_on) if window and shut else "")


def _day(day: str, shut: str) -> Text:
    return both(f"{day} (no session on {shut})", f"{day}（{shut} 休市）") if shut else both(day, day)


def benchmark_words(judged: Judged) -> Text:
    """Write the benchmark of A shares that the document names, and what it did, or why it says nothing."""
    benchmark = judged.benchmark
    if isnan(benchmark.growth):
        return joined(benchmark.notes, en="; ", zh="；")
    label, growth, total = index_label(benchmark.symbol), percent(benchmark.growth), percent(judged.benchmark_total)
    with_dividends = not isnan(judged.benchmark_total)
    return both(
        f"{label} {growth}{f', with dividends {total}' if with_dividends else ''}",
        f"{said(label, 'zh')} {growth.zh}{f'，含分红 {total.zh}' if with_dividends else ''}",
    )
