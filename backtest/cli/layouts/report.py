"""A checked report file as lines, and a report as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backtest.cli.output import TextTable, print_table, say

if TYPE_CHECKING:
    from backtest.app.report.check import CheckedReport
    from backtest.app.report.show import ShownReport
    from strategies.documents.document import Report


def print_checked(found: CheckedReport) -> None:
    """Print the faults, then the warnings, then what could not be checked, and the counts."""
    for word, rows in (("fault", found.faults), ("warning", found.warnings), ("not checked", found.remarks)):
        for each in rows:
            say(f"{word}: {each.sentence}")
    counts = f"{_count(len(found.faults), 'fault')}, {_count(len(found.warnings), 'warning')}"
    store = f"held against snapshot {found.snapshot}" if found.snapshot else "not held against a store"
    say(f"{found.file}: {counts}; {store}")


def print_report(shown: ShownReport) -> None:
    """Print dates and state, then a table of each kind of row."""
    report = shown.report
    broker = f"{report.broker} ({report.broker_zh})" if report.broker_zh else report.broker
    say(f"{report.id} {broker}: {report.title}")
    for line in _dates(shown):
        say(line)
    say()
    print_table(_calls(shown))
    say()
    print_table(_theses(report))
    if report.memberships:
        say()
        print_table(_members(report))
    if report.excluded:
        say()
        print_table(_excluded(report))


def _dates(shown: ShownReport) -> list[str]:
    report = shown.report
    derived = f" (derived: {report.date_note})" if report.date_basis == "derived" else ""
    benchmarks = [f"{each.market} {each.symbol or each.name}" for each in report.standard.benchmarks]
    due = f"due {shown.due}, " if shown.due else ""
    state = "and that day has come" if shown.state == "due" else shown.state
    return [
        f"published {report.published}{derived}, known from {report.known_from}",
        f"calls begin at the close of {shown.base_day}, {due}{state}",
        f"judged against {', '.join(benchmarks) or 'no printed benchmark'}",
    ]


def _calls(shown: ShownReport) -> TextTable:
    rows = [
        (each.kind, each.subject, each.name, each.called or "no rating printed", str(len(each.symbols)))
        for each in shown.calls
    ]
    return TextTable(("call", "subject", "name", "called", "names"), rows, frozenset({"names"}), frozenset({"name"}))


def _theses(report: Report) -> TextTable:
    rows = [(each.id, each.name, each.kind, " ".join(each.segments), each.lines) for each in report.theses]
    columns = ("thesis", "name", "kind", "segments", "lines")
    return TextTable(columns, rows, long=frozenset({"name", "segments", "lines"}))


def _members(report: Report) -> TextTable:
    rows = [
        (each.symbol, each.name, each.thesis, each.segment, each.listed_as, str(each.line or ""))
        for each in report.memberships
    ]
    columns = ("symbol", "name", "thesis", "segment", "as", "line")
    return TextTable(columns, rows, frozenset({"line"}), frozenset({"thesis", "segment"}))


def _excluded(report: Report) -> TextTable:
    rows = [
        (each.name, each.code, each.reason, str(each.listed_on or ""), each.thesis, str(each.line or ""), each.note)
        for each in report.excluded
    ]
    columns = ("excluded", "code", "reason", "listed_on", "thesis", "line", "note")
    return TextTable(columns, rows, frozenset({"line"}), frozenset({"thesis", "note"}))


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' * (number != 1)}"
