"""Decisions on names grouped to one proposal a thesis and symbol, with what a person has to look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from strategies.drafting.names.company import Company
from strategies.drafting.names.dictionary import Dictionary
from strategies.drafting.names.judging import Decision
from strategies.drafting.names.normal import bare
from strategies.drafting.names.sight import STANDINGS, Standing, Sure
from strategies.drafting.proposal import Proposal, Section

SURENESS: tuple[Sure, ...] = ("high", "medium", "low")


@dataclass(frozen=True)
class Seen:
    """One taken decision with what was seen around it."""

    decision: Decision
    standing: Standing
    thesis: Section
    segment: Section


def proposals(seen: Sequence[Seen], names: Dictionary) -> tuple[Proposal, ...]:
    """Return one proposal a thesis and symbol.

    A line of sources and one of the contents count for a company that stands nowhere else.
    """
    grouped: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    called = {each.decision.company.symbol for each in seen if not _beside(each)}
    for each in seen:
        symbol = each.decision.company.symbol
        if not _beside(each) or symbol not in called:
            grouped[each.thesis.id, symbol].append(each)
    return tuple(_proposal(group, names) for group in grouped.values())


def _beside(seen: Seen) -> bool:
    return seen.standing == "source" or seen.decision.verdict.rule == "contents"


def _proposal(group: Sequence[Seen], names: Dictionary) -> Proposal:
    best = min(group, key=lambda each: (STANDINGS.index(each.standing), SURENESS.index(each.decision.verdict.sure)))
    sure = min((each.decision.verdict.sure for each in group), key=SURENESS.index)
    printed = any(each.decision.code_printed for each in group)
    company = best.decision.company
    return Proposal(
        best.thesis,
        best.segment,
        company.symbol,
        _name(group),
        (best.decision.line, *sorted({each.decision.line for each in group} - {best.decision.line})),
        best.standing,
        "high" if printed else sure,
        printed,
        tuple(dict.fromkeys(each.decision.verdict.rule for each in group)),
        tuple(_checks(group, company, sure, names)),
    )


def _name(group: Sequence[Seen]) -> str:
    """Return the name as printed: the listed one where it is printed, the bare code only where no name is."""
    printed = [each.decision.printed for each in group]
    listed = bare(group[0].decision.company.name)
    named = [each for each in printed if not each[:6].isdigit()]
    return next((each for each in named if bare(each) == listed), (named or printed)[0])


def _checks(group: Sequence[Seen], company: Company, sure: Sure, names: Dictionary) -> Iterable[str]:
    first = group[0].decision
    if company.symbol not in names.companies:
        yield f"the store knows no {company.symbol}"
    coded = [each.decision for each in group if each.decision.code_printed]
    known = bare(company.name)
    for each in coded:
        spelt = names.names.get(each.printed)
        another = spelt is not None and spelt.company.symbol != company.symbol
        if another or (spelt is None and company.symbol in names.companies and each.printed[:6] != company.symbol[:6]):
            yield f"the code {company.symbol} is {known}'s, the name printed beside it is {each.printed}"
            break
    if sure == "low" and not coded:
        yield f"{first.verdict.why} ({first.verdict.rule})"
    if all(each.standing == "incidental" for each in group):
        yield "named as customer, competitor or owner: incidental?"
