"""``backtest import``: a folder of CSV or Parquet tables into the store, or a list of what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backtest.cli.errors import FAILED, PARTLY, tell
from backtest.cli.output import Table, print_json, print_table, remark, say
from backtest.cli.progress import progress
from backtest.cli.shared_options import Database, Json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_sources.importing import ImportReport
    from data_sources.tables.finding import Finding

EXAMPLES = (
    "backtest import ./market-data",
    "backtest import ./market-data --db var/market.db --skip-bad",
)
SHOWN = 20


def import_(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder with instruments, bars, index and more tables.")
    ],
    db: Database = None,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Leave the bad symbols out and publish the rest (exit code 3).")
    ] = False,
    as_json: Json = False,
) -> None:
    """Publish a folder of CSV or Parquet tables into the store.

    Everything is checked first: a severe finding refuses all of it and leaves the store as it was. The same folder
    twice changes nothing.
    """
    from data_sources.importing import import_folder  # noqa: PLC0415 - nothing heavy before a command runs
    from data_sources.store import open_store  # noqa: PLC0415

    engine = open_store(db, create=True)
    try:
        with progress() as hear:
            report = import_folder(folder, engine, skip_bad=skip_bad, progress=hear)
    finally:
        # SQLite folds its log into the database file when the last connection closes.
        engine.dispose()
    if as_json:
        print_json(report.as_json())
    else:
        _print(report)
    if report.outcome == "refused":
        tell(_refusal(report))
        raise typer.Exit(FAILED)
    if report.outcome == "partly":
        remark(f"partly done: left out {', '.join(report.left_out)}")
        raise typer.Exit(PARTLY)


def _print(report: ImportReport) -> None:
    if report.simulated:
        say("SIMULATED market: no price in it is real")
    if report.counts:
        rows = [
            (name, f"{count.new:,}", f"{count.changed:,}", f"{count.unchanged:,}")
            for name, count in report.counts.items()
        ]
        columns = ("table", "new", "changed", "unchanged")
        print_table(Table(columns, rows, frozenset(columns[1:])))
    _print_findings(report.findings)
    if report.left_alone:
        say(f"left alone, no table of ours: {', '.join(report.left_alone)}")
    if report.snapshot:
        say(f"snapshot {report.snapshot} of {report.source}")


def _print_findings(findings: Sequence[Finding]) -> None:
    """Show severe findings one by one, the others one a rule, twenty lines at most."""
    severe = [finding for finding in findings if finding.severity == "severe"]
    rules: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.severity != "severe":
            rules.setdefault((finding.severity, finding.rule), []).append(finding)
    lines = [f"severe: {finding}" for finding in severe]
    for (severity, _), group in sorted(rules.items(), key=lambda item: (item[0][0] == "note", -len(item[1]))):
        more = f" (and {len(group) - 1} more of this rule)" if len(group) > 1 else ""
        lines.append(f"{severity}: {group[0]}{more}")
    for line in lines[:SHOWN]:
        say(line)
    if findings:
        hidden = f"; {len(lines) - SHOWN} lines are not shown" if len(lines) > SHOWN else ""
        say(f"{_counted(findings)} in all{hidden}; --json lists every one")


def _counted(findings: Sequence[Finding]) -> str:
    counts = {word: sum(finding.severity == word for finding in findings) for word in ("severe", "warning", "note")}
    words = [
        f"{count} {word}{'s' if count > 1 and word != 'severe' else ''}" for word, count in counts.items() if count
    ]
    return f"findings: {', '.join(words)}"


def _refusal(report: ImportReport) -> str:
    severe = [finding for finding in report.findings if finding.severity == "severe"]
    what = "1 severe finding refuses" if len(severe) == 1 else f"{len(severe)} severe findings refuse"
    concern = "it concerns" if len(severe) == 1 else "they concern"
    beyond = f"{concern} more than single symbols: correct the files"
    advice = "correct the files, or leave the bad symbols out with --skip-bad" if report.can_skip else beyond
    return f"{what} the import of {report.source}, the store is as it was; first: {severe[0]}; {advice}"
