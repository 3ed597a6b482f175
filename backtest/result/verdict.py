"""The verdict in plain words: ahead or behind since publication, and how far chance explains it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from backtest.metrics.relative import excess_path
from backtest.metrics.returns import annual_return, periods_per_year, total_return, years
from backtest.result.benchmark import HeadlineIndex, benchmark_sentence, headline_benchmark
from backtest.result.parts import RunPart, judged_part, part_curve, run_parts
from backtest.result.result import Result
from backtest.result.wording import percent, points
from backtest.validity.excess import excess_interval
from backtest.validity.interval import Interval

Standing: TypeAlias = Literal["ahead", "behind", "level", "pending"]
SAME = 0.0005  # returns that differ by less are written with the same digits


@dataclass(frozen=True)
class Comparison:
    """Strategy against benchmark over one part, fractions.

    ``annual_excess`` is geometric; it is None with ``interval`` when the part is too short to be spread over a year.
    """

    own: float
    market: float
    annual_excess: float | None
    interval: Interval | None

    @property
    def excess(self) -> float:
        """Difference of the two returns."""
        return self.own - self.market


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
    """Judge the part after publication; hindsight gets a sentence of its own and never a headline.

    Parameters
    ----------
    result : Result
        A run of any length; one that ends by its publication is "pending".
    """
    parts, benchmark = run_parts(result), headline_benchmark(result)
    judged, early = judged_part(parts), _hindsight_sentences(result, parts, benchmark)
    if judged is None:
        return Verdict("pending", _nothing_yet(result), early, benchmark)
    seen = compare(result, judged, benchmark)
    headline = _claim(result, judged, seen, benchmark)
    return Verdict(
        _standing(seen),
        headline,
        (_chance(judged, seen), benchmark_sentence(benchmark), *early),
        benchmark,
        judged,
        seen,
    )


def compare(result: Result, part: RunPart, benchmark: HeadlineIndex) -> Comparison:
    """Return the returns of a part, the excess a year and its interval."""
    curve = part_curve(result, part, benchmark)
    relative = excess_path(curve.equity, curve.benchmark)
    interval = excess_interval(curve.equity, curve.benchmark, periods_per_year(curve.dates))
    annual = annual_return(relative, years(curve.dates)) if interval else None
    return Comparison(total_return(curve.equity), total_return(curve.benchmark), annual, interval)


def _standing(seen: Comparison) -> Standing:
    if abs(seen.excess) < SAME:
        return "level"
    return "ahead" if seen.excess > 0 else "behind"


def _when(result: Result, part: RunPart) -> str:
    """The span in words: a base before a publication in a holiday is never called the publication."""
    if part.name != "test":
        return f"Over the whole run ({part.base_date} to {part.last_date})"
    published = result.known_from
    if published is not None and part.base_date > published:
        return f"From {part.base_date} to {part.last_date}, after publication on {published},"
    return f"Since publication on {published} (base: close of {part.base_date}) to {part.last_date}"


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


def _chance(part: RunPart, seen: Comparison) -> str:
    interval = seen.interval
    if interval is None:
        return f"With {part.sessions} sessions the record is too short to tell the excess from chance."
    span = (
        f"The excess is {percent(seen.annual_excess, signed=True)} a year; its {interval.confidence:.0%} interval, "
        f"{percent(interval.low, signed=True)} to {percent(interval.high, signed=True)}, "
    )
    if interval.excludes_zero:
        return span + "leaves zero out: chance alone explains it badly. It is one basket in one period all the same."
    return span + "includes zero: not distinguishable from chance so far."


def _hindsight_sentences(result: Result, parts: tuple[RunPart, ...], benchmark: HeadlineIndex) -> tuple[str, ...]:
    early = next((part for part in parts if part.name == "hindsight"), None)
    if early is None:
        return ()
    seen = compare(result, early, benchmark)
    sentence = (
        f"Before publication ({early.base_date} to {early.last_date}, hindsight) the same rules would have made "
        f"{percent(seen.own, signed=True)} against {percent(seen.market, signed=True)}; the authors knew that "
        "stretch when they chose the names, so it is no evidence."
    )
    return (sentence,)


def _nothing_yet(result: Result) -> str:
    last = result.ledger.sessions[-1]
    if result.known_from is None:
        return f"The run ends on its base date, {last}: there is no return to judge."
    return f"Published on {result.known_from}; the sessions end on {last}: there is nothing to judge yet."
