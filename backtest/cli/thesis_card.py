"""The thesis card of a strategy, read from the docstring that every family's module begins with."""

from __future__ import annotations

import sys

from reports import ReportSource, ThesisCard
from strategies.strategy import Strategy
from strategies.thesis import report

CLAIM, RULES, FALSIFIERS = "The claim:", "How each sentence became a rule:", "Refuted if:"


def thesis_card(strategy: Strategy) -> ThesisCard | None:
    """Return what the reports claim, how that became rules and what would refute it.

    None for a strategy whose module states no claim, such as a user's own file.
    """
    text = sys.modules[strategy.targets.__module__].__doc__ or ""
    claim = _paragraph(text, CLAIM)
    if not claim:
        return None
    rules = _paragraph(text, RULES).removeprefix("- ").split("\n- ")
    return ThesisCard(
        claim=_sentence(claim),
        reports=tuple(_source(report_id) for report_id in strategy.reports),
        rules=tuple(_sentence(rule) for rule in rules if rule),
        falsifiers=tuple(_sentence(each.rstrip(".")) for each in _paragraph(text, FALSIFIERS).split(";") if each),
    )


def _source(report_id: str) -> ReportSource:
    each = report(report_id)
    return ReportSource(
        broker=f"{each.broker} ({each.broker_zh})",
        title=f"{each.title} ({each.title_zh})",
        published=each.published,
        rating=each.rating,
        published_is_derived=each.date_basis == "derived",
    )


def _paragraph(text: str, heading: str) -> str:
    """Return what follows a heading up to the next empty line."""
    return text.partition(f"\n{heading}")[2].partition("\n\n")[0].strip()


def _sentence(words: str) -> str:
    """Return words on one line without code marks, the first letter a capital."""
    line = " ".join(words.replace("``", "").split())
    return line[:1].upper() + line[1:]
