"""The verdict in plain words: a badge with its reason, ahead or behind, and what must be read with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from backtest.metrics.publication import Publication, before_thesis
from backtest.metrics.split import TEST
from backtest.result.badge import Badge, badge_of
from backtest.result.badge_reason import badge_reason
from backtest.result.benchmark import HeadlineIndex, headline_benchmark
from backtest.result.comparison import Comparison
from backtest.result.earlier_parts import earlier_sentences
from backtest.result.evidence import Evidence, evidence, grounds_of
from backtest.result.evidence_sentences import evidence_sentences
from backtest.result.out_of_sample import is_dated, out_of_sample_sentence
from backtest.result.paragraph import judged_paragraph
from backtest.result.parts import RunPart, judged_part, run_parts
from backtest.result.result import Result
from backtest.result.wording import listed, percent, points

Standing: TypeAlias = Literal["ahead", "behind", "level", "pending", "not judged"]
SAME = 0.0005  # returns that differ by less are written with the same digits


@dataclass(frozen=True)
class Verdict:
    """What a run showed against ``benchmark``.

    ``badge`` is the judgement in a few words and ``reason`` why, ``headline`` the claim and ``sentences`` what must be
    read with it, ``paragraph`` the whole in a hundred words. ``part`` is the part judged and ``evidence`` all that was
    measured there; both are None while there is nothing to judge.
    """

    badge: Badge
    reason: str
    standing: Standing
    headline: str
    sentences: tuple[str, ...]
    benchmark: HeadlineIndex
    paragraph: str
    part: RunPart | None = None
    evidence: Evidence | None = None

    @property
    def numbers(self) -> Comparison | None:
        """The returns and the excess of the judged part."""
        return self.evidence.numbers if self.evidence else None


def verdict(result: Result) -> Verdict:
    """Judge the part from the report that states the thesis on; what lies before it never gets a headline.

    Hindsight and the names of earlier reports have sentences of their own. Some ten milliseconds for a year, so that a
    caller who needs it more than once keeps it.

    Parameters
    ----------
    result : Result
        A run of any length. One that ends by the report that states the thesis is "pending"; one whose settings leave
        that report out is "not judged".
    """
    parts, benchmark = run_parts(result), headline_benchmark(result)
    judged, sample = judged_part(parts), out_of_sample_sentence(result)
    beside = (*((sample,) if sample else ()), *earlier_sentences(result, parts, benchmark))
    if judged is None:
        waits = bool(result.publications) and result.stated is not None
        badge: Badge = "TOO EARLY" if waits else "NOT JUDGED"
        standing: Standing = "not judged" if result.publications and result.stated is None else "pending"
        why = _not_judged(result)
        return Verdict(badge, _nothing_to_judge(result), standing, why, beside, benchmark, f"{badge}. {why}")
    seen = evidence(result, judged, benchmark)
    grounds = grounds_of(result, judged, seen)
    badge = badge_of(grounds)
    headline, reason = _claim(result, judged, seen.numbers, benchmark), badge_reason(badge, result, judged, seen)
    return Verdict(
        badge,
        reason,
        _standing(seen.numbers),
        headline,
        (*evidence_sentences(result, judged, seen, benchmark), *beside),
        benchmark,
        judged_paragraph(badge, headline, result, judged, seen, reason=reason),
        judged,
        seen,
    )


def _standing(seen: Comparison) -> Standing:
    if abs(seen.excess) < SAME:
        return "level"
    return "ahead" if seen.excess > 0 else "behind"


def _when(result: Result, part: RunPart) -> str:
    """The span in words: a base before a publication in a holiday is never called the publication."""
    stated = result.stated
    if part.name != TEST or stated is None:
        return f"Over the whole run ({part.base_date} to {part.last_date})"
    if not is_dated(part):
        return f"From {part.base_date} to {part.last_date}"
    what = "the first row of its paper diary" if stated.kind == "diary" else _publication(result, stated)
    if part.base_date > stated.known_from:
        return f"From {part.base_date} to {part.last_date}, after {what} on {stated.known_from},"
    return f"Since {what} on {stated.known_from} (base: close of {part.base_date}) to {part.last_date}"


def _publication(result: Result, stated: Publication) -> str:
    """Name the report where others had lent names before it."""
    return (
        f"publication of {stated.report}, which states the thesis,"
        if before_thesis(result.publications)
        else ("publication")
    )


def _claim(result: Result, part: RunPart, seen: Comparison, benchmark: HeadlineIndex) -> str:
    outcome = {
        "ahead": f"ahead by {points(seen.excess)}",
        "behind": f"behind by {points(seen.excess)}",
        "level": "level with it",
    }[_standing(seen)]
    return (
        f"{_when(result, part)} the strategy made {percent(seen.own, signed=True)} "
        f"against {percent(seen.market, signed=True)} of the {benchmark.name}: {outcome}."
    )


def _nothing_to_judge(result: Result) -> str:
    """The reason for a badge without a judged part."""
    if result.publications and result.stated is None:
        return "None of the reports that it rests on states its thesis."
    return f"No session of it follows {'the publication' if result.publications else 'its base'}."


def _not_judged(result: Result) -> str:
    """Why there is no judged part."""
    last, stated = result.ledger.sessions[-1], result.stated
    if not result.publications:
        return f"The run ends on its base date, {last}: there is no return to judge."
    if stated is None:
        reports = listed([each.report for each in result.publications])
        return f"The thesis is not judged: {reports} lent names to this run, and no report of it states the thesis."
    return f"Published on {stated.known_from}; the sessions end on {last}: there is nothing to judge yet."
