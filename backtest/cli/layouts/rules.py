"""What is said of rules and of their findings, wherever they are shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from data_sources.language.text import NOTHING, Text, both, joined

if TYPE_CHECKING:
    from data_sources.tables.finding import Finding

SEVERITY_WORDS = {"severe": "严重", "warning": "警告", "note": "提示"}
SEVERITIES = tuple(SEVERITY_WORDS)


def finding_line(severity: str, finding: Text, more: int = 0) -> Text:
    """Return a finding with its severity and how many ``more`` its rule has."""
    others = both(f" (and {more} more of this rule)", f"（此规则另有 {more} 条）") if more else NOTHING
    return both(f"{severity}: {finding}{others}", f"{SEVERITY_WORDS[severity]}：{finding.zh}{others.zh}")


def mend_line(rule: str) -> Text:
    """Return the line under the findings of a rule that says what to do; "" for a rule of another version.

    In Chinese it says first what they come from.
    """
    from data_sources.quality.causes import cause_of  # noqa: PLC0415 - only where something was found

    cause = cause_of(rule)
    return both(f"  mend: {cause.mend}", f"  原因：{cause.cause.zh}；处理：{cause.mend.zh}") if cause else NOTHING


def idle_sentence(rules: Sequence[str]) -> Text:
    """Say that nothing had to be accepted."""
    return both(
        f"nothing was published in spite of {' or '.join(rules)}: leave --accept away",
        f"没有任何数据因 {'、'.join(rules)} 而需要放行：请去掉 --accept",
    )


def counted_findings(findings: Collection[Finding]) -> Text:
    """Say how many findings there are of each severity, and how many of them were accepted."""
    counts = {word: sum(finding.severity == word for finding in findings) for word in SEVERITIES}
    accepted = sum(finding.accepted for finding in findings)
    found, more = counted(counts), both(f", {accepted:,} accepted", f"，已放行 {accepted:,}") if accepted else NOTHING
    return both(f"findings: {found}{more}", f"数据问题：{found.zh}{more.zh}")


def counted(counts: Mapping[str, int]) -> Text:
    """Return numbers by severity in words, the worst first: ``2 warnings, 1 note``; ``none`` without any."""
    words = [
        both(f"{count:,} {word}{'s' if count > 1 and word != 'severe' else ''}", f"{chinese} {count:,} 条")
        for word, chinese in SEVERITY_WORDS.items()
        if (count := counts.get(word, 0))
    ]
    return joined(words, ", ", "，") or both("none", "无")
