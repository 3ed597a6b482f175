"""Findings for people: rule by rule, what each comes from and what mends it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from backtest.cli.layouts.rules import counted_findings
from backtest.cli.output import say

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
    rest = f"; {ended:,} more ended" if ended else ""
    say(f"{counted_findings([each.finding for each in holding])}{rest}")
    say(f"snapshot {found.snapshot}, store {found.store}")


def _print_rule(found: Findings, rule: str, own: Sequence[KeptFinding], most: int) -> None:
    cause = found.causes.get(rule)
    say(f"{rule}: {len(own):,} finding{'' if len(own) == 1 else 's'}")
    if cause:
        say(f"  cause: {cause.cause}")
        say(f"  mend: {cause.mend}")
        if cause.accept and any(each.finding.refuses for each in own):
            say(f"  or publish in spite of it: --accept {rule}")
    for each in own[:most]:
        say(f"  {each.finding.severity}: {each.finding} ({_kept(each)})")
    if len(own) > most:
        say(f"  and {len(own) - most:,} more: backtest findings --rule {rule}, into a pipe or with --json")
    say()


def _kept(each: KeptFinding) -> str:
    return f"{each.snapshot} of {each.source}{f', ended with {each.ended}' if each.ended else ''}"
