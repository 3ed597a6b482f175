"""Findings in spite of which the data of a run was published, because somebody accepted their rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np

from backtest.engine.ledger import Ledger
from backtest.market.panel import Panel
from backtest.targets import Targets
from data_sources.language.text import NOTHING, Text, both, joined
from data_sources.tables.finding import Finding
from data_sources.tables.schema import CALENDAR_INDEX


def accepted_findings(panel: Panel, ledger: Ledger, targets: Targets, benchmark: str) -> tuple[Finding, ...]:
    """Return those about what the run wanted, held or was judged against, and those about no symbol in particular."""
    accepted = [finding for finding in panel.findings if finding.accepted]
    if not accepted:
        return ()
    held = (ledger.symbols[j] for j in np.unique(ledger.changes.symbol).tolist())
    return accepted_about(accepted, {benchmark, *targets.symbols, *held})


def accepted_about(findings: Iterable[Finding], symbols: Collection[str]) -> tuple[Finding, ...]:
    """Return the accepted findings about these symbols, about the calendar's index and about none in particular."""
    met = {"", CALENDAR_INDEX, *symbols}
    return tuple(finding for finding in findings if finding.accepted and finding.symbol in met)


def accepted_rules_of(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many symbols each rule is about, by rule; 0 for one that is about no symbol in particular."""
    symbols: dict[str, set[str]] = {}
    for each in sorted(findings):
        symbols.setdefault(each.rule, set()).add(each.symbol)
    return {rule: 0 if "" in names else len(names) for rule, names in sorted(symbols.items())}


def accepted_sentence(rules: Mapping[str, int]) -> Text:
    """Say which rules were accepted and where to look, without a full stop; "" for none."""
    if not rules:
        return NOTHING
    told = joined([_told(rule, count) for rule, count in rules.items()], " and ", "、")
    first = next(iter(rules))
    return both(
        f"the data was published in spite of {told}, which somebody accepted: backtest findings --open "
        f"--rule {first} says what may be wrong with it",
        f"数据虽有问题 {told.zh}，仍经人工放行而入库：以 backtest findings --open --rule {first} 可查看哪里可能有误",
    )


def _told(rule: str, count: int) -> Text:
    symbols = f"{count} symbol{'s' if count > 1 else ''}" if count else "of the whole table"
    return both(f"{rule} ({symbols})", f"{rule}（{f'{count} 个代码' if count else '涉及整张表'}）")
