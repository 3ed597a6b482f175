"""What an import did for people: counts and findings, or why it was refused."""

from __future__ import annotations

from itertools import groupby
from shlex import quote
from typing import TYPE_CHECKING

from backtest.cli.layouts.rules import counted_findings, mend_line
from backtest.cli.output import TextTable, print_table, say
from data_sources.passwords import masked
from data_sources.tables.schema import CALENDAR_INDEX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_sources.import_result import ImportResult
    from data_sources.tables.finding import Finding

SHOWN = 20


def print_import(result: ImportResult, db: str | None = None) -> None:
    """Print the counts of each table, then the findings and what is now stored in ``db``."""
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
    _print_findings(result, db)
    if result.left_alone:
        more = len(result.left_alone) - SHOWN
        others = f" and {more:,} more; --json names every one" if more > 0 else ""
        say(f"left alone, no table of ours: {', '.join(result.left_alone[:SHOWN])}{others}")
    if result.snapshot:
        say(f"snapshot {result.snapshot} of {result.source}")
    elif result.dry_run and result.outcome != "refused":
        say(f"a dry run of {result.source}: nothing was stored")


def _print_findings(result: ImportResult, db: str | None) -> None:
    """Show severe findings one by one, of the others one per rule, twenty lines at most; then what mends each rule."""
    lines = [(each.rule, f"severe: {each}") for each in result.findings if each.severity == "severe"]
    # Those of one rule together, whose mend is said once.
    order = list(dict.fromkeys(rule for rule, _ in lines))
    lines.sort(key=lambda line: order.index(line[0]))
    lines += _first_of_each(result.findings)
    for rule, group in groupby(lines[:SHOWN], lambda line: line[0]):
        for _, line in group:
            say(line)
        if mend := mend_line(rule):
            say(mend)
    if result.findings:
        hidden = f"; {len(lines) - SHOWN} lines are not shown" if len(lines) > SHOWN else ""
        store = f" --db {quote(masked(db))}" if db else ""
        how = f"backtest findings{store} lists and explains" if result.snapshot else "--json lists"
        say(f"{counted_findings(result.findings)} in all{hidden}; {how} every one")


def _first_of_each(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    """Return rule and line of the first finding of each rule that refuses nothing, and how many more there are."""
    rules: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.severity != "severe":
            rules.setdefault((finding.severity, finding.rule), []).append(finding)
    found = []
    for (severity, rule), group in sorted(rules.items(), key=lambda item: (item[0][0] == "note", -len(item[1]))):
        more = f" (and {len(group) - 1} more of this rule)" if len(group) > 1 else ""
        found.append((rule, f"{severity}: {group[0]}{more}"))
    return found


def refusal(result: ImportResult) -> str:
    """Return the line that says why nothing was imported, and what to do."""
    severe = [finding for finding in result.findings if finding.refuses]
    what = "1 severe finding refuses" if len(severe) == 1 else f"{len(severe)} severe findings refuse"
    concern = "it concerns" if len(severe) == 1 else "they concern"
    of_symbols = all(finding.symbol and finding.symbol != CALENDAR_INDEX for finding in severe)
    many = "all symbols that have bars" if of_symbols else "more than single symbols"
    beyond = f"{concern} {many}: correct the files"
    advice = "correct the files, or leave the bad symbols out with --skip-bad" if result.can_skip else beyond
    line = f"{what} the import of {result.source}, the store is as it was; first: {severe[0]}; {advice}"
    return f"{line}{_or_accept(result)}"


def _or_accept(result: ImportResult) -> str:
    """Name the way past judges that can err, where nothing else refuses."""
    from data_sources.quality.acceptance import could_be_accepted  # noqa: PLC0415 - only a refusal needs it

    rules = could_be_accepted(result.findings)
    if not rules:
        return ""
    named = ",".join([*result.accepted, *rules])
    judged = "it is a judgement: publish in spite of it" if len(rules) == 1 else "they are judgements: publish in spite"
    return f"; {judged} with --accept {named}"
