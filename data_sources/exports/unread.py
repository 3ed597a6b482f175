"""Files that no layout fits, or several: which are left alone beside others, and which nobody may overlook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_sources.exports.choice import Choice
from data_sources.exports.heads import known_heads, plain_heads
from data_sources.exports.wide import is_wide
from data_sources.tables.finding import Finding, Severity
from data_sources.tables.raw import RawTable


@dataclass(frozen=True)
class Doubtful:
    """A raw table that could not be read as it is, and why. ``prices``: it seems to hold some, so its user wants it."""

    name: str
    table: str
    choice: Choice
    prices: bool


def holds_prices(raw: RawTable) -> bool:
    """Whether a table has a head of an opening and one of a closing price, in any system's words, or is wide."""
    plain = plain_heads(raw.columns).keys()
    return is_wide(raw) or all(plain & known_heads(price) for price in ("open", "close"))


def unread_files(doubts: Sequence[Doubtful], *, one_by_one: bool, bars: bool) -> tuple[list[str], list[Finding]]:
    """Return the names of files to leave alone, and one finding for each thing to be said of others.

    What is ambiguous is asked, and a file given by itself is refused (severe). In a folder a file that is no prices is
    left alone; one that seems to hold prices is so with a warning, and refused where there is no bar besides.
    """
    alone: list[str] = []
    said: dict[tuple[Severity, str, str, str], list[str]] = {}
    for doubt in doubts:
        rule: str = doubt.choice.doubt or "unknown_layout"
        refused = rule == "ambiguous_layout" or one_by_one or (doubt.prices and not bars)
        if not refused:
            alone.append(doubt.name)
        if refused or doubt.prices:
            severity: Severity = "severe" if refused else "warning"
            said.setdefault((severity, rule, doubt.choice.message, doubt.table), []).append(doubt.name)
    findings = []
    for (severity, rule, message, table), names in said.items():
        more = f" ({len(names):,} files)" if len(names) > 1 else ""
        words = f"{message}{more}{'; left alone' if severity == 'warning' else ''}"
        findings.append(Finding(severity, rule, words, table, "", None, names[0], 1))
    return alone, findings
