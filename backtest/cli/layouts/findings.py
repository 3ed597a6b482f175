"""Findings for people: rule by rule, what each comes from and what mends it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from backtest.cli.layouts.rules import SEVERITY_WORDS, counted_findings
from backtest.cli.output import say
from data_sources.language.text import NOTHING, Text, both, said

if TYPE_CHECKING:
    from backtest.app.findings import Findings
    from data_sources.store.kept_findings import KeptFinding

SHOWN, OF_ONE_RULE = 5, 40
"""Findings of each rule on a terminal: of several rules, and where there is only one."""


def print_findings(found: Findings) -> None:
    """Print each rule with its cause, its mend and its findings, then how many there are in all."""
    groups = {rule: list(own) for rule, own in groupby(found.found, lambda each: each.finding.rule)}
    most = len(found.found) if not sys.stdout.isatty() else SHOWN if len(groups) > 1 else OF_ONE_RULE
    for rule in dict.fromkeys([*groups, *found.causes]):
        _print_rule(found, rule, groups.get(rule, []), most)
    holding = [each for each in found.found if not each.ended]
    ended = len(found.found) - len(holding)
    rest = both(f"; {ended:,} more ended", f"；另有 {ended:,} 条已了结") if ended else NOTHING
    counted = counted_findings([each.finding for each in holding])
    say(both(f"{counted}{rest}", f"{counted.zh}{rest.zh}"))
    say(both(f"snapshot {found.snapshot}, store {found.store}", f"数据快照 {found.snapshot}，数据库 {found.store}"))


def _print_rule(found: Findings, rule: str, own: Sequence[KeptFinding], most: int) -> None:
    cause = found.causes.get(rule)
    say(both(f"{rule}: {len(own):,} finding{'' if len(own) == 1 else 's'}", f"{rule}：{len(own):,} 条"))
    if cause:
        say(both(f"  cause: {cause.cause}", f"  原因：{said(cause.cause, 'zh')}"))
        say(both(f"  mend: {cause.mend}", f"  处理：{said(cause.mend, 'zh')}"))
        if cause.accept and any(each.finding.refuses for each in own):
            say(both(f"  or publish in spite of it: --accept {rule}", f"  或放行并发布：--accept {rule}"))
    for each in own[:most]:
        severity, kept = SEVERITY_WORDS[each.finding.severity], _kept(each)
        say(
            both(
                f"  {each.finding.severity}: {each.finding} ({kept})",
                f"  {severity}：{each.finding.words.zh}（{kept.zh}）",
            )
        )
    if len(own) > most:
        more = len(own) - most
        say(
            both(
                f"  and {more:,} more: backtest findings --rule {rule}, into a pipe or with --json",
                f"  另有 {more:,} 条：backtest findings --rule {rule}，接管道或加 --json",
            )
        )
    say()


def _kept(each: KeptFinding) -> Text:
    ended = both(f", ended with {each.ended}", f"，于 {each.ended} 了结") if each.ended else NOTHING
    return both(f"{each.snapshot} of {each.source}{ended}", f"{each.snapshot}，来自 {each.source}{ended.zh}")
