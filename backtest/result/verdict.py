"""The verdict in plain words: ahead or behind since publication, and how far chance explains it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from backtest.metrics.publication import Publication, before_thesis
from backtest.metrics.split import TEST
from backtest.result.benchmark import HeadlineIndex, benchmark_sentence, headline_benchmark
from backtest.result.comparison import Comparison, compare
from backtest.result.earlier_parts import earlier_sentences
from backtest.result.out_of_sample import out_of_sample_sentence
from backtest.result.parts import RunPart, judged_part, run_parts
from backtest.result.result import Result
from backtest.result.wording import listed, percent, points

Standing: TypeAlias = Literal["ahead", "behind", "level", "pending", "not judged"]
SAME = 0.0005  # returns that differ by less are written with the same digits


@dataclass(frozen=True)
class Verdict:
    """What a run showed against ``benchmark``; ``headline`` is the claim, ``sentences`` what must be read with it.

    ``part`` is the part judged and ``numbers`` its numbers; both are None while there is nothing to judge.
    """

    standing: Standing
    headline: str
    sentences: tuple[str, ...]
    benchmark: HeadlineIndex
    part: RunPart | None = None
    numbers: Comparison | None = None


def verdict(result: Result) -> Verdict:
    """Judge the part from the report that states the thesis on; what lies before it never gets a headline.

    Hindsight and the names of earlier reports have sentences of their own.

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
        standing: Standing = "not judged" if result.publications and result.stated is None else "pending"
        return Verdict(standing, _not_judged(result), beside, benchmark)
    seen = compare(result, judged, benchmark)
    headline = _claim(result, judged, seen, benchmark)
    return Verdict(
        _standing(seen),
        headline,
        (_chance(judged, seen, benchmark), benchmark_sentence(benchmark), *beside),
        benchmark,
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


def _chance(part: RunPart, seen: Comparison, benchmark: HeadlineIndex) -> str:
    interval = seen.shown_interval
    if interval is None:
        return f"With {part.sessions} sessions the record is too short to tell the excess from chance."
    what = (
        f"Its wealth relative to the index grew by {percent(seen.relative, signed=True)} in these {part.sessions} "
        "sessions"
        if seen.under_a_year
        else f"The excess is {percent(seen.annual_excess, signed=True)} a year"
    )
    span = (
        f"{what}; the {interval.confidence:.0%} interval of that, {percent(interval.low, signed=True)} to "
        f"{percent(interval.high, signed=True)}, "
    )
    if interval.excludes_zero:
        return (
            f"{span}leaves zero out: not explained by a zero mean against the {benchmark.name}. It is one basket in "
            "one period all the same."
        )
    return f"{span}includes zero: not distinguishable from chance so far."


def _not_judged(result: Result) -> str:
    """Why there is no judged part."""
    last, stated = result.ledger.sessions[-1], result.stated
    if not result.publications:
        return f"The run ends on its base date, {last}: there is no return to judge."
    if stated is None:
        reports = listed([each.report for each in result.publications])
        return f"The thesis is not judged: {reports} lent names to this run, and no report of it states the thesis."
    return f"Published on {stated.known_from}; the sessions end on {last}: there is nothing to judge yet."
