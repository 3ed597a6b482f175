"""A scorecard for people: a heading, a table, its notes and a few sentences for each report, then the brokers."""

from __future__ import annotations

import shutil
import sys
from math import isnan
from typing import TYPE_CHECKING

from backtest.cli.output import TextTable, print_table, say

if TYPE_CHECKING:
    from backtest.app.scorecard import JudgedReports
    from strategies.scorecard import Hits, Judged, Pool, Row, Scorecard, Summary

ABSENT = "-"
WIDE = 110  # columns from which the table is shown whole

COLUMNS = ("call", "name", "return", "total", "excess", "ratio", "class", "verdict", "traded")
LEFT_OUT_WHEN_NARROW = ("total", "ratio")
BROKER_COLUMNS = ("broker", "reports", "names met", "theses met", "run-up", "excess", "95% interval", "percentile", "p")
BROKERS_LEFT_OUT = ("reports", "95% interval", "p")
FOLDED, FOLDED_WHEN_NARROW = frozenset({"name", "verdict"}), frozenset({"call", "name", "class", "verdict"})
RIGHT = frozenset({"return", "total", "excess", "ratio", "traded"})
POOLS = {"store": "names of the store", "reports": "names that reports had given by then"}


def print_scorecard(found: JudgedReports) -> None:
    """Print the reports in order, then one line per broker."""
    if found.simulated:
        say("SIMULATED market: no price in it is real")
    if found.caveat:
        say(f"but: {found.caveat}")
    card = found.card
    for judged in card.reports:
        for line in _heading(judged):
            say(line)
        print_table(_table(judged))
        for note in _notes(judged):
            say(f"  {note}")
        for line in _sentences(judged.summary, found.pool):
            say(line)
        say()
    say(f"bars to {card.as_of}; returns are price changes, total with dividends, traded from the next open with costs;")
    say("run-up is the excess over the CSI 300 in the year before, p the chance that a random list is as good")
    print_table(_brokers(card))


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
    total = "" if isnan(judged.benchmark_total) else f", with dividends {_percent(judged.benchmark_total)}"
    end = "" if judged.end_day == window.ends_on or not window.closed else f" (no session on {window.ends_on})"
    span = f"close of {judged.base_day}{shut} to {judged.end_day}{end}{state}"
    return [first, f"{span}; CSI 300 {_percent(judged.benchmark)}{total}"]


def _table(judged: Judged) -> TextTable:
    wide = _width() >= WIDE
    shown = [name for name in COLUMNS if wide or name not in LEFT_OUT_WHEN_NARROW]
    until = f" until {judged.window.ends_on}" if wide and judged.window and not judged.window.closed else ""
    rows = [tuple(cells[name] for name in shown) for cells in (_cells(row, until) for row in judged.rows)]
    return TextTable(tuple(shown), rows, RIGHT & set(shown), FOLDED if wide else FOLDED_WHEN_NARROW)


def _cells(row: Row, until: str) -> dict[str, str]:
    return {
        "call": f"{row.kind} {row.called}".replace("_", " "),
        "name": _subject(row),
        "return": _percent(row.price_change),
        "total": _percent(row.total_return),
        "excess": _points(row.difference),
        "ratio": _percent(row.ratio),
        "class": row.given.replace("_", " ") or ABSENT,
        "verdict": row.verdict + (until if row.verdict == "pending" else ""),
        "traded": _percent(row.traded.gain) if row.traded else ABSENT,
    }


def _subject(row: Row) -> str:
    if row.kind == "industry":
        return row.subject
    if row.kind == "thesis":
        return f"{row.subject} ({len(row.symbols)})"
    return f"{row.subject} {row.name}"


def _notes(judged: Judged) -> list[str]:
    """What must be said beside the rows, each thing once; subjects of which the same is said share a line."""
    said: dict[str, list[str]] = {}
    for row in judged.rows:
        if row.kind == "industry" and row.measured_by != "price":
            said[f"industry measured by {row.measured_by}"] = []
        for note in (*row.notes, *(row.traded.notes if row.traded else ())):
            about = said.setdefault(note, [])
            if not note.startswith(row.subject):
                about.append(row.subject)
    return [f"{note} (in {', '.join(about)})" if about else note for note, about in said.items()]


def _sentences(summary: Summary, pool: Pool) -> list[str]:
    counted = (("recommended names", summary.names), ("names for attention", summary.attention),
               ("thesis baskets", summary.theses))  # fmt: skip
    lines = [f"{word}: {_hits(hits)}" for word, hits in counted if any((hits.met, hits.missed, hits.pending))]
    if summary.average is not None:
        so_far = "" if summary.settled else " so far"
        how = ", all names of a day together"
        lines.append(
            f"average excess{so_far} of the {summary.listed} {summary.list_kind} names: "
            f"{_points(summary.average)} points{_interval(summary, how)}"
        )
    return [*lines, *_run_up(summary), *_luck(summary, pool)]


def _run_up(summary: Summary) -> list[str]:
    """What the list had made in the year before its publication."""
    from backtest.result.random_lists import run_up_sentence  # noqa: PLC0415 - nothing heavy before a command runs

    before = summary.run_up
    return [run_up_sentence(before, f"the {before.names} {summary.list_kind} names")] if before else []


def _luck(summary: Summary, pool: Pool) -> list[str]:
    """The list beside random ones, with what the pool consists of; or why there are none."""
    from backtest.result.random_lists import random_lists_sentence  # noqa: PLC0415 - nothing heavy before a command

    luck = summary.luck
    if luck.too_few:
        why = f"reports had given too few names of the same boards by then ({', '.join(luck.too_few)})"
        return [f"no random lists: {why}; --pool store draws from all names of the store"]
    if luck.baskets is None:
        return []
    later = f", {luck.later} first named by a later report" if pool == "store" else ""
    names = f"drawn from {luck.baskets.pool} {POOLS[pool]} on its boards ({luck.own} of them its own{later})"
    return [random_lists_sentence(luck.baskets), f"  {names}"]


def _brokers(card: Scorecard) -> TextTable:
    from backtest.result.random_lists import p_words, percentile_words  # noqa: PLC0415 - nothing heavy before a command

    columns = [name for name in BROKER_COLUMNS if _width() >= WIDE or name not in BROKERS_LEFT_OUT]
    rows = []
    for broker, summary in card.brokers.items():
        cells = {
            "broker": broker if summary.settled else f"{broker} (so far)",
            "reports": " ".join(each.report.id for each in card.reports if each.report.broker == broker),
            "names met": _rate(summary.names),
            "theses met": _rate(summary.theses),
            "run-up": _points(summary.run_up.excess) if summary.run_up else ABSENT,
            "excess": ABSENT if summary.average is None else _points(summary.average),
            "95% interval": _interval(summary).strip(" ()").removeprefix("95% ") or ABSENT,
            "percentile": percentile_words(summary.luck.baskets) if summary.luck.baskets else ABSENT,
            "p": p_words(summary.luck.baskets) if summary.luck.baskets else ABSENT,
        }
        rows.append(tuple(cells[name] for name in columns))
    return TextTable(tuple(columns), rows, frozenset(columns[1:]), frozenset({"broker"}))


def _hits(hits: Hits) -> str:
    settled = hits.met + hits.missed
    parts = [f"{hits.met} of {settled} met ({hits.rate:.0%})"] if settled else []
    parts += [f"{hits.pending} pending"] if hits.pending else []
    parts += [f"{hits.no_verdict} without a verdict"] if hits.no_verdict else []
    return ", ".join(parts)


def _rate(hits: Hits) -> str:
    settled = hits.met + hits.missed
    return f"{hits.met}/{settled}" if settled else f"{hits.pending} pending" if hits.pending else ABSENT


def _interval(summary: Summary, how: str = "") -> str:
    interval = summary.interval
    if interval is None:
        return ""
    return f" ({interval.confidence:.0%} {_points(interval.low)} to {_points(interval.high)}{how})"


def _percent(value: float) -> str:
    return ABSENT if isnan(value) else f"{value * 100:+.1f}%"


def _points(value: float) -> str:
    return ABSENT if isnan(value) else f"{value * 100:+.1f}"


def _width() -> int:
    """Return the columns of the terminal; a pipe has room for everything."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDE
