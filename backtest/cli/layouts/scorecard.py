"""A scorecard for people: a heading, two tables, notes and a few sentences for each report, then the brokers."""

from __future__ import annotations

import shutil
import sys
from math import isnan
from typing import TYPE_CHECKING

from backtest.cli.layouts.fitting import fitting, folded
from backtest.cli.output import TextTable, print_table, say
from backtest.result.random_lists import p_words, percentile_words
from strategies.scorecard.calls import BASKETS as BASKET_KINDS
from strategies.scorecard.calls import BY_INDEX, OWN_NAMES
from strategies.scorecard.words.heading import heading
from strategies.scorecard.words.legend import SIMULATED, legend, rate_words
from strategies.scorecard.words.numbers import points
from strategies.scorecard.words.rows import call_words, class_words, notes
from strategies.scorecard.words.sentences import sentences, with_interval

if TYPE_CHECKING:
    from backtest.app.judged_reports import JudgedReports
    from strategies.scorecard import Judged, Row, Scorecard, Summary

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
MORE_COLUMNS = "COLUMNS=160 and --json have the columns that are left out for want of room"
TEXT = frozenset({"call", "name", "class", "verdict", "own names together", "broker"})


def print_scorecard(found: JudgedReports) -> None:
    """Print the reports in order, then one line per broker."""
    if found.simulated:
        say(SIMULATED)
    if found.caveat:
        say(f"but: {found.caveat}")
    card = found.card
    for judged in card.reports:
        for line in heading(judged):
            _say(line)
        for table in _tables(judged):
            print_table(table)
        for note in notes(judged):
            _say(f"  {note}")
        for line in sentences(judged, found.pool):
            _say(line)
        say()
    _say(f"{legend(card)}. {MORE_COLUMNS}")
    print_table(_brokers(card))


def _say(text: str) -> None:
    for line in folded(text, _width()):
        say(line)


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
    stock = row.kind not in BY_INDEX
    return {
        "call": call_words(row),
        "name": f"{row.subject} {row.name}" if stock or row.name != row.subject else row.subject,
        "return": _percent(row.price_change),
        "total": _percent(row.total_return),
        "index": _percent(row.benchmark_change),
        "excess": _points(row.difference),
        "ratio": _percent(row.ratio),
        "class": class_words(row) or ABSENT,
        "verdict": row.verdict,
        "traded": _percent(row.traded.gain) if row.traded else ABSENT,
    }


def _basket(row: Row) -> dict[str, str]:
    interval = row.interval
    return {
        "own names together": "all its names" if row.kind == OWN_NAMES else row.subject,
        "names": str(len(row.symbols)),
        "return": _percent(row.price_change),
        "total": _percent(row.total_return),
        "excess": _points(row.difference),
        "95% interval": f"{points(interval.low)} to {points(interval.high)}" if interval else ABSENT,
        "verdict": row.verdict,
        "traded": _percent(row.traded.gain) if row.traded else ABSENT,
    }


def _brokers(card: Scorecard) -> TextTable:
    cells = []
    for broker, summary in card.brokers.items():
        own = [each for each in card.reports if each.report.broker == broker]
        name = broker if summary.settled else f"{broker} (so far)"
        cells.append({"broker": name, "reports": " ".join(each.report.id for each in own), **_broker(summary)})
    return _fitted(BROKERS, cells)


def _broker(summary: Summary) -> dict[str, str]:
    luck = summary.luck.baskets
    return {
        "different names": str(summary.distinct),
        "rated (base)": rate_words(summary.rated, summary.rated.met) or ABSENT,
        "listed (base)": rate_words(summary.unrated, summary.unrated.beat) or ABSENT,
        "run-up": _points(summary.run_up.excess) if summary.run_up else ABSENT,
        "excess": ABSENT if summary.average is None else _points(summary.average),
        "median": ABSENT if summary.median is None else _points(summary.median),
        "95% interval": with_interval(summary).strip(" ()").removeprefix("95% ") or ABSENT,
        "percentile": percentile_words(luck) if luck else ABSENT,
        "p": p_words(luck) if luck else ABSENT,
    }


def _percent(value: float) -> str:
    return ABSENT if isnan(value) else f"{value * 100:+.1f}%"


def _points(value: float) -> str:
    return ABSENT if isnan(value) else points(value)


def _width() -> int:
    """Return the columns of the terminal or of COLUMNS; a pipe without either is read at 100."""
    return shutil.get_terminal_size((COLUMNS_OF_A_PIPE, 24)).columns
