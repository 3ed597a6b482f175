"""Who called what over which days, in words: the head of a report on the scorecard."""

from __future__ import annotations

from math import isnan

from backtest.market.indices import index_label
from strategies.documents.document import Report
from strategies.scorecard.card import Judged


def heading(judged: Judged) -> list[str]:
    """Return the two lines at the head of a report: what was called, and over which days it is measured."""
    report = judged.report
    derived = ", date derived" if report.date_basis == "derived" else ""
    called = f"{report.sector} {rating_words(report)} {horizon_words(report)}"
    first = f"{report.id} {broker_words(report)}, {report.published}{derived}: {called}"
    if judged.window is None:
        return [first, unreached(report)]
    state = "" if judged.window.closed else f", pending until {judged.window.ends_on}: so far"
    return [first, f"close of {base_words(judged)} to {end_words(judged)}{state}; {benchmark_words(judged)}"]


def broker_words(report: Report) -> str:
    """Write the broker with its Chinese name."""
    return f"{report.broker} ({report.broker_zh})" if report.broker_zh else report.broker


def rating_words(report: Report) -> str:
    """Write the class of the industry rating, or the printed word where there is no scale."""
    return report.rating_class or report.rating or "without a rating"


def horizon_words(report: Report) -> str:
    """Write the horizon of the rating standard."""
    months = report.standard.horizon_months
    return f"over {months} months" if months else "over no printed horizon"


def unreached(report: Report) -> str:
    """Say why a report without a window has no verdict."""
    if not report.standard.horizon_months:
        return "the report prints no horizon: no verdict"
    return "the bars do not reach the publication: no verdict"


def base_words(judged: Judged) -> str:
    """Write the base day, and that the market was shut on the day of publication where it was."""
    published = judged.report.published
    return f"{judged.base_day}{'' if judged.base_day == published else f' (no session on {published})'}"


def end_words(judged: Judged) -> str:
    """Write the last session that counts, and that the market was shut on the day that was due where it was."""
    window = judged.window
    shut = window is not None and window.closed and judged.end_day != window.ends_on
    return f"{judged.end_day}{f' (no session on {window.ends_on})' if window and shut else ''}"


def benchmark_words(judged: Judged) -> str:
    """Write the benchmark of A shares that the document names, and what it did, or why it says nothing."""
    benchmark = judged.benchmark
    if isnan(benchmark.growth):
        return "; ".join(benchmark.notes)
    total = "" if isnan(judged.benchmark_total) else f", with dividends {judged.benchmark_total * 100:+.1f}%"
    return f"{index_label(benchmark.symbol)} {benchmark.growth * 100:+.1f}%{total}"
