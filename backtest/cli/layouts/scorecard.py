"""A scorecard for people: a heading, two tables, notes and a few sentences for each report, then the brokers."""

from __future__ import annotations

import shutil
import sys
from math import isnan
from typing import TYPE_CHECKING

from backtest.cli.layouts.fitting import fitting, folded
from backtest.cli.layouts.scorecard_sentences import points, sentences, with_interval
from backtest.cli.output import TextTable, print_table, say

if TYPE_CHECKING:
    from backtest.app.scorecard import JudgedReports
    from strategies.scorecard import Beats, Hits, Judged, Row, Scorecard, Summary

ABSENT = "-"
COLUMNS_OF_A_PIPE = 100  # where nothing says how wide the reader is; COLUMNS does

CALLS = ("call", "name", "return", "total", "index", "excess", "ratio", "class", "verdict", "traded")
BASKETS = ("own names together", "names", "return", "total", "excess", "95% interval", "verdict", "traded")
BROKERS = (
    "broker", "reports", "different names", "rated (base)", "listed (base)", "run-up", "excess", "median",
    "95% interval", "percentile", "p",
)  # fmt: skip
LEFT_OUT = ("total", "ratio", "p", "percentile", "reports", "traded", "index", "different names", "run-up", "return")
"""What a narrow table leaves out first."""
TEXT = frozenset({"call", "name", "class", "verdict", "own names together", "broker"})
BASKET_KINDS = ("own_names", "thesis")


def print_scorecard(found: JudgedReports) -> None:
    """Print the reports in order, then one line per broker."""
    if found.simulated:
        say("SIMULATED market: no price in it is real")
    if found.caveat:
        say(f"but: {found.caveat}")
    card = found.card
    for judged in card.reports:
        for line in _heading(judged):
            _say(line)
        for table in _tables(judged):
            print_table(table)
        for line in (*_notes(judged), *sentences(judged, found.pool)):
            _say(line)
        say()
    _say(_legend(card))
    print_table(_brokers(card))


def _say(text: str) -> None:
    for line in folded(text, _width()):
        say(line)


def _heading(judged: Judged) -> list[str]:
    report, window = judged.report, judged.window
    derived = ", date derived" if report.date_basis == "derived" else ""
    months = report.standard.horizon_months
    broker = f"{report.broker} ({report.broker_zh})" if report.broker_zh else report.broker
    rating = report.rating_class or report.rating or "without a rating"
    horizon = f"over {months} months" if months else "over no printed horizon"
    first = f"{report.id} {broker}, {report.published}{derived}: {report.sector} {rating} {horizon}"
    if window is None and not months:
        return [first, "the report prints no horizon: no verdict"]
    if window is None:
        return [first, "the bars do not reach the publication: no verdict"]
    shut = "" if judged.base_day == report.published else f" (no session on {report.published})"
    state = "" if window.closed else f", pending until {window.ends_on}: so far"
    end = "" if judged.end_day == window.ends_on or not window.closed else f" (no session on {window.ends_on})"
    return [first, f"close of {judged.base_day}{shut} to {judged.end_day}{end}{state}; {_index(judged)}"]


def _index(judged: Judged) -> str:
    """The benchmark of A shares that the document names, and what it did."""
    from backtest.market.indices import index_label  # noqa: PLC0415 - nothing heavy before a command runs

    benchmark = judged.benchmark
    if isnan(benchmark.growth):
        return "; ".join(benchmark.notes)
    total = "" if isnan(judged.benchmark_total) else f", with dividends {_percent(judged.benchmark_total)}"
    return f"{index_label(benchmark.symbol)} {_percent(benchmark.growth)}{total}"


def _tables(judged: Judged) -> list[TextTable]:
    """The calls, then the equal weights of the report's own names, which are no calls."""
    calls = [row for row in judged.rows if row.kind not in BASKET_KINDS]
    baskets = [row for row in judged.rows if row.kind in BASKET_KINDS]
    return [
        _fitted(columns, [cells(row) for row in rows])
        for columns, cells, rows in ((CALLS, _call, calls), (BASKETS, _basket, baskets))
        if rows
    ]


def _fitted(columns: tuple[str, ...], cells: list[dict[str, str]]) -> TextTable:
    rows = [tuple(each[name] for name in columns) for each in cells]
    table = TextTable(columns, rows, frozenset(columns) - TEXT, TEXT & set(columns))
    return fitting(table, LEFT_OUT, _width(), drawn=sys.stdout.isatty())


def _call(row: Row) -> dict[str, str]:
    stock = row.kind in ("rated", "formal", "attention")
    kind = row.kind if row.called or row.kind == "sub_industry" else f"{row.kind} list"
    return {
        "call": f"{kind} {row.called}".replace("_", " ").strip(),
        "name": f"{row.subject} {row.name}" if stock or row.name != row.subject else row.subject,
        "return": _percent(row.price_change),
        "total": _percent(row.total_return),
        "index": _percent(row.benchmark_change),
        "excess": _points(row.difference),
        "ratio": _percent(row.ratio),
        "class": row.given.replace("_", " ") or ABSENT,
        "verdict": row.verdict,
        "traded": _percent(row.traded.gain) if row.traded else ABSENT,
    }


def _basket(row: Row) -> dict[str, str]:
    interval = row.interval
    return {
        "own names together": "all its names" if row.kind == "own_names" else row.subject,
        "names": str(len(row.symbols)),
        "return": _percent(row.price_change),
        "total": _percent(row.total_return),
        "excess": _points(row.difference),
        "95% interval": f"{points(interval.low)} to {points(interval.high)}" if interval else ABSENT,
        "verdict": row.verdict,
        "traded": _percent(row.traded.gain) if row.traded else ABSENT,
    }


def _notes(judged: Judged) -> list[str]:
    """What must be said beside the rows, each thing once; subjects of which the same is said share a line."""
    said: dict[str, list[str]] = {}
    for row in judged.rows:
        if row.kind in ("industry", "sub_industry") and row.measured_by and not isnan(row.price_change):
            said.setdefault(f"measured by {row.measured_by}", []).append(row.subject)
        for note in (*row.notes, *_elsewhere(row, judged), *(row.traded.notes if row.traded else ())):
            if note in judged.benchmark.notes:
                continue  # the heading says it of all of them
            about = said.setdefault(note, [])
            if not note.startswith(row.subject):
                about.append(row.subject)
    return [f"  {note} (in {', '.join(about)})" if about else f"  {note}" for note, about in said.items()]


def _elsewhere(row: Row, judged: Judged) -> tuple[str, ...]:
    """The benchmark of a row that is not held against that of the heading."""
    if row.benchmark in ("", judged.benchmark.symbol) or isnan(row.benchmark_change):
        return ()
    return (f"held against {row.benchmark} {_percent(row.benchmark_change)}",)


def _legend(card: Scorecard) -> str:
    return (
        f"bars to {card.as_of}; return, index and excess are of price changes, total with dividends, traded from the "
        "next open with costs; rated names that met and listed ones that beat stand beside base, the share of all "
        "stored names that did; run-up is the excess over the CSI 300 in the year before, p the chance that a random "
        "list is as good; an equal weight of own names is ahead or behind where its interval leaves out zero, and "
        "never met. COLUMNS=160 and --json have the columns that are left out for want of room"
    )


def _brokers(card: Scorecard) -> TextTable:
    cells = []
    for broker, summary in card.brokers.items():
        own = [each for each in card.reports if each.report.broker == broker]
        name = broker if summary.settled else f"{broker} (so far)"
        cells.append({"broker": name, "reports": " ".join(each.report.id for each in own), **_broker(summary)})
    return _fitted(BROKERS, cells)


def _broker(summary: Summary) -> dict[str, str]:
    from backtest.result.random_lists import p_words, percentile_words  # noqa: PLC0415 - nothing heavy before a command

    luck = summary.luck.baskets
    return {
        "different names": str(summary.distinct),
        "rated (base)": _rate(summary.rated, summary.rated.met),
        "listed (base)": _rate(summary.unrated, summary.unrated.beat),
        "run-up": _points(summary.run_up.excess) if summary.run_up else ABSENT,
        "excess": ABSENT if summary.average is None else _points(summary.average),
        "median": ABSENT if summary.median is None else _points(summary.median),
        "95% interval": with_interval(summary).strip(" ()").removeprefix("95% ") or ABSENT,
        "percentile": percentile_words(luck) if luck else ABSENT,
        "p": p_words(luck) if luck else ABSENT,
    }


def _rate(counted: Hits | Beats, good: int) -> str:
    """How many did, of how many, and in brackets the share of all stored names that did."""
    if counted.rate is None:
        return f"{counted.pending} pending" if counted.pending else ABSENT
    base = f" ({counted.base.rate:.0%})" if counted.base else ""
    return f"{good}/{counted.settled}{base}"


def _percent(value: float) -> str:
    return ABSENT if isnan(value) else f"{value * 100:+.1f}%"


def _points(value: float) -> str:
    return ABSENT if isnan(value) else points(value)


def _width() -> int:
    """Return the columns of the terminal or of COLUMNS; a pipe without either is read at 100."""
    return shutil.get_terminal_size((COLUMNS_OF_A_PIPE, 24)).columns
