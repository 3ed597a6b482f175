"""What an import did for people: counts and findings, or why it was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backtest.cli.output import TextTable, print_table, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_sources.importing import ImportResult
    from data_sources.tables.finding import Finding

SHOWN = 20


def print_import(result: ImportResult) -> None:
    """Print the counts of each table, then the findings and what is now stored."""
    if result.simulated:
        say("SIMULATED market: no price in it is real")
    for sentence in result.said:
        say(sentence)
    if result.counts:
        rows = [
            (name, f"{count.new:,}", f"{count.changed:,}", f"{count.unchanged:,}")
            for name, count in result.counts.items()
        ]
        columns = ("table", "new", "changed", "unchanged")
        print_table(TextTable(columns, rows, frozenset(columns[1:])))
    _print_findings(result.findings)
    if result.left_alone:
        say(f"left alone, no table of ours: {', '.join(result.left_alone)}")
    if result.snapshot:
        say(f"snapshot {result.snapshot} of {result.source}")
    elif result.dry_run and result.outcome != "refused":
        say(f"a dry run of {result.source}: nothing was stored")


def _print_findings(findings: Sequence[Finding]) -> None:
    """Show severe findings one by one, of the others one per rule, twenty lines at most."""
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


def refusal(result: ImportResult) -> str:
    """Return the line that says why nothing was imported, and what to do."""
    severe = [finding for finding in result.findings if finding.severity == "severe"]
    what = "1 severe finding refuses" if len(severe) == 1 else f"{len(severe)} severe findings refuse"
    concern = "it concerns" if len(severe) == 1 else "they concern"
    beyond = f"{concern} more than single symbols: correct the files"
    advice = "correct the files, or leave the bad symbols out with --skip-bad" if result.can_skip else beyond
    return f"{what} the import of {result.source}, the store is as it was; first: {severe[0]}; {advice}"
