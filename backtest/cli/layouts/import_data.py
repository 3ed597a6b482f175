"""What an import did for people: counts and findings, or why it was refused."""

from __future__ import annotations

from itertools import groupby
from shlex import quote
from typing import TYPE_CHECKING

from backtest.cli.layouts.rules import counted_findings, finding_line, mend_line
from backtest.cli.layouts.status import SIMULATED
from backtest.cli.output import TextTable, print_table, say
from data_sources.language.text import NOTHING, Text, both
from data_sources.passwords import masked
from data_sources.tables.schema import CALENDAR_INDEX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_sources.import_result import ImportResult
    from data_sources.tables.finding import Finding

SHOWN = 20
COLUMNS = (both("table", "数据表"), both("new", "新增"), both("changed", "变更"), both("unchanged", "未变"))


def print_import(result: ImportResult, db: str | None = None) -> None:
    """Print the counts of each table, then the findings and what is now stored in ``db``."""
    if result.simulated:
        say(SIMULATED)
    for sentence in result.said:
        say(sentence)
    if result.counts:
        rows = [
            (name, f"{count.new:,}", f"{count.changed:,}", f"{count.unchanged:,}")
            for name, count in result.counts.items()
        ]
        print_table(TextTable(COLUMNS, rows, frozenset(COLUMNS[1:])))
    _print_findings(result, db)
    if result.left_alone:
        more = len(result.left_alone) - SHOWN
        others = (
            both(f" and {more:,} more; --json names every one", f"，另有 {more:,} 个，--json 列出全部")
            if more > 0
            else NOTHING
        )
        first = result.left_alone[:SHOWN]
        say(
            both(
                f"left alone, no table of ours: {', '.join(first)}{others}",
                f"未读取（不是本程序的数据表）：{'、'.join(first)}{others.zh}",
            )
        )
    if result.snapshot:
        say(both(f"snapshot {result.snapshot} of {result.source}", f"数据快照 {result.snapshot}，来自 {result.source}"))
    elif result.dry_run and result.outcome != "refused":
        say(both(f"a dry run of {result.source}: nothing was stored", f"试运行 {result.source}：未写入任何数据"))


def _print_findings(result: ImportResult, db: str | None) -> None:
    """Show severe findings one by one, of the others one per rule, twenty lines at most; then what mends each rule."""
    severe = [each for each in result.findings if each.severity == "severe"]
    lines = [(each.rule, finding_line("severe", each.words)) for each in severe]
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
        more = len(lines) - SHOWN
        hidden = both(f"; {more} lines are not shown", f"；另有 {more} 行未显示") if more > 0 else NOTHING
        store = f" --db {quote(masked(db))}" if db else ""
        how = (
            both(f"backtest findings{store} lists and explains", f"backtest findings{store} 逐条列出并说明")
            if result.snapshot
            else both("--json lists", "--json 列出全部")
        )
        counted = counted_findings(result.findings)
        say(both(f"{counted} in all{hidden}; {how} every one", f"{counted.zh}{hidden.zh}；{how.zh}"))


def _first_of_each(findings: Sequence[Finding]) -> list[tuple[str, Text]]:
    """Return rule and line of the first finding of each rule that refuses nothing, and how many more there are."""
    rules: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.severity != "severe":
            rules.setdefault((finding.severity, finding.rule), []).append(finding)
    found = []
    for (severity, rule), group in sorted(rules.items(), key=lambda item: (item[0][0] == "note", -len(item[1]))):
        found.append((rule, finding_line(severity, group[0].words, len(group) - 1)))
    return found


def refusal(result: ImportResult) -> Text:
    """Return the line that says why nothing was imported, and what to do."""
    severe = [finding for finding in result.findings if finding.refuses]
    what = "1 severe finding refuses" if len(severe) == 1 else f"{len(severe)} severe findings refuse"
    concern = "it concerns" if len(severe) == 1 else "they concern"
    of_symbols = all(finding.symbol and finding.symbol != CALENDAR_INDEX for finding in severe)
    many = "all symbols that have bars" if of_symbols else "more than single symbols"
    many_zh = "所有有行情的证券" if of_symbols else "不止个别证券"
    advice = (
        both(
            "correct the files, or leave the bad symbols out with --skip-bad",
            "请修正文件，或用 --skip-bad 略去有问题的证券",
        )
        if result.can_skip
        else both(f"{concern} {many}: correct the files", f"涉及{many_zh}：请修正文件")
    )
    or_accept = _or_accept(result)
    return both(
        f"{what} the import of {result.source}, the store is as it was; first: {severe[0]}; {advice}{or_accept}",
        f"{len(severe)} 条严重问题使 {result.source} 未能导入，数据库保持原状；第一条：{severe[0]}；"
        f"{advice.zh}{or_accept.zh}",
    )


def _or_accept(result: ImportResult) -> Text:
    """Name the way past judges that can err, where nothing else refuses."""
    from data_sources.quality.acceptance import could_be_accepted  # noqa: PLC0415 - only a refusal needs it

    rules = could_be_accepted(result.findings)
    if not rules:
        return NOTHING
    named = ",".join([*result.accepted, *rules])
    judged = "it is a judgement: publish in spite of it" if len(rules) == 1 else "they are judgements: publish in spite"
    return both(f"; {judged} with --accept {named}", f"；该判断可能有误，可用 --accept {named} 放行并发布")
