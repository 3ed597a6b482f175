"""What is said of rules and of their findings, wherever they are shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data_sources.tables.finding import Finding

SEVERITIES = ("severe", "warning", "note")


def mend_line(rule: str) -> str:
    """Return the line under the findings of a rule that says what to do; "" for a rule of another version."""
    from data_sources.quality.causes import cause_of  # noqa: PLC0415 - only where something was found

    cause = cause_of(rule)
    return f"  mend: {cause.mend}" if cause else ""


def idle_sentence(rules: Sequence[str]) -> str:
    """Say that nothing had to be accepted."""
    return f"nothing was published in spite of {' or '.join(rules)}: leave --accept away"


def counted_findings(findings: Collection[Finding]) -> str:
    """Say how many findings there are of each severity, and how many of them were accepted."""
    counts = {word: sum(finding.severity == word for finding in findings) for word in SEVERITIES}
    accepted = sum(finding.accepted for finding in findings)
    return f"findings: {counted(counts)}{f', {accepted:,} accepted' if accepted else ''}"


def counted(counts: Mapping[str, int]) -> str:
    """Return numbers by severity in words, the worst first: ``2 warnings, 1 note``; ``none`` without any."""
    words = [
        f"{count:,} {word}{'s' if count > 1 and word != 'severe' else ''}"
        for word in SEVERITIES
        if (count := counts.get(word, 0))
    ]
    return ", ".join(words) or "none"
