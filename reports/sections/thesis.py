"""The thesis behind a run: the claim, its reports and how each stands by its own standard, and what would refute it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backtest.result.parts import RunPart
from backtest.result.standard import Standard
from backtest.result.standard_words import asked_words
from backtest.result.wording import signed_points
from backtest.result.yardstick import outcome_since
from data_sources.language.text import NOTHING, Text, both, same
from reports.thesis_card import ReportSource, ThesisCard
from strategies.documents.citation import cited
from strategies.standing.sign_state import SignState, State, Trace

STATES: dict[State, Text] = {
    "happened": both("happened", "已发生"),
    "not happened": both("not happened", "未发生"),
    "unknown": both("unknown", "未知"),
    "in words": both("in words alone", "仅有文字"),
}


@dataclass(frozen=True)
class ReportRow:
    """One report, in order of date; ``outcome`` is "met", "missed" or "pending" with the excess, ``tone`` its style."""

    id: str
    broker: Text
    title: Text
    published: date
    derived: bool
    rating: str
    standard: Text
    due: date | None
    outcome: Text
    tone: str


@dataclass(frozen=True)
class SignRow:
    """One falsifier with its state; ``traces`` are what it read until then."""

    thesis: str
    text: Text
    when: str
    source: Text
    state: State
    state_words: Text
    words: Text
    traces: tuple[Trace, ...]


@dataclass(frozen=True)
class ThesisSection:
    """The card: claim, reports, rules and falsifiers; ``last`` is the day up to which states are known."""

    claim: Text
    reports: tuple[ReportRow, ...]
    rules: tuple[Text, ...]
    falsifiers: tuple[Text, ...]
    signs: tuple[SignRow, ...]
    happened: int
    last: date


def thesis_section(card: ThesisCard, part: RunPart | None, last: date) -> ThesisSection:
    """Return the card of a run whose judged part is ``part``, None without one; the signs that happened come first."""
    order = list(STATES)
    signs = sorted(card.signs, key=lambda each: order.index(each.state))
    return ThesisSection(
        claim=card.claim,
        reports=tuple(_report(each, part) for each in sorted(card.reports, key=lambda each: each.published)),
        rules=card.rules,
        falsifiers=card.falsifiers,
        signs=tuple(_sign(each) for each in signs),
        happened=sum(each.state == "happened" for each in signs),
        last=last,
    )


def _report(source: ReportSource, part: RunPart | None) -> ReportRow:
    standard = source.standard
    outcome, tone = _outcome(standard, part) if standard else (NOTHING, "")
    return ReportRow(
        source.id,
        source.broker,
        source.title,
        source.published,
        source.published_is_derived,
        source.rating,
        asked_words(standard) if standard else NOTHING,
        standard.due if standard else None,
        outcome,
        tone,
    )


def _outcome(standard: Standard, part: RunPart | None) -> tuple[Text, str]:
    """How the run stands by a report's standard, counted from that report's own publication."""
    seen = outcome_since(part, standard) if part else None
    if seen is None:
        return both("not judged", "未评判"), ""
    by = signed_points(seen.excess)
    if not seen.due:
        return both(f"pending, {by} so far", f"未到期，目前 {by.zh}"), ""
    if seen.met:
        return both(f"met, {by}", f"达标，{by.zh}"), "strong"
    return both(f"missed, {by}", f"未达标，{by.zh}"), "strong"


def _sign(each: SignState) -> SignRow:
    return SignRow(
        f"{each.report}.{each.thesis}",
        same(each.text),
        each.when,
        cited(each.source),
        each.state,
        STATES[each.state],
        same(each.words),
        each.traces,
    )
