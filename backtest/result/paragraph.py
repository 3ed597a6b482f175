"""A run in one paragraph, for whoever reads nothing else: what it made, and everything that speaks against it."""

from __future__ import annotations

from collections.abc import Iterator

from backtest.result.badge import Badge
from backtest.result.benchmark import written_name
from backtest.result.comparison import Comparison
from backtest.result.evidence import Evidence
from backtest.result.out_of_sample import is_dated
from backtest.result.parts import RunPart
from backtest.result.result import Result
from backtest.result.sector import SectorAlpha
from backtest.result.traded_sentences import few_names_sentence, never_held_sentence
from backtest.result.unjudged import held_nothing
from backtest.result.wording import listed, percent, points, sessions, whole_sentence

WELL_INVESTED = 0.9
"""Under this share the cash is a part of what the run made, or did not make."""


def judged_paragraph(badge: Badge, headline: str, result: Result, part: RunPart, seen: Evidence, *, reason: str) -> str:
    """Return the paragraph of a judged part: its badge, its claim, and one clause for each ground.

    Each clause is one number with what it has to be held against; a ground that could not be measured has none. Why a
    run is not judged at all, and every caveat, come before the grounds.
    """
    forbidden = (reason,) if badge == "NOT JUDGED" else ()
    but = (f"But {each.sentence}." for each in result.caveats)
    grounds = () if held_nothing(seen.traded) else _grounds(result, part, seen)
    return " ".join((f"{badge}.", headline, *forbidden, *but, *grounds))


def _grounds(result: Result, part: RunPart, seen: Evidence) -> Iterator[str]:
    if is_dated(part):
        yield _chance(part, seen.numbers)
        if seen.sector:
            yield _sector(seen.sector, seen.numbers, _index(result, seen))
        yield from _without_the_rule(result, seen)
        if seen.standard:
            yield _standard(seen)
    yield from _names(seen)
    if is_dated(part) and result.rules_written and result.rules_written > part.last_date:
        who = "By the word of its file the" if result.universe else "The"
        yield f"{who} rules were written on {result.rules_written}, after all of this."
    if result.trials and result.trials.count > 1:
        yield f"It is one of {result.trials.count} settings that were tried on this store."
    if result.trials and result.trials.altered:
        yield f"{result.trials.doubt}: more may have been tried."


def _chance(part: RunPart, numbers: Comparison) -> str:
    interval = numbers.shown_interval
    if interval is None:
        few = "is" if part.sessions == 1 else "are"
        return f"{sessions(part.sessions)} {few} too few for an interval."
    what = (
        f"Relative to the index that is {percent(numbers.relative, signed=True)} of wealth"
        if numbers.under_a_year
        else f"Relative to the index that is {percent(numbers.annual_excess, signed=True)} a year"
    )
    zero = "leaves zero out" if interval.excludes_zero else "includes zero"
    return f"{what}, and its {interval.confidence:.0%} interval, {_range(interval.low, interval.high)}, {zero}."


def _index(result: Result, seen: Evidence) -> str:
    """The index of the badge, by its name where another one is shown."""
    return "The index" if seen.index == result.benchmark_symbol else f"The {written_name(seen.index)}"


def _sector(seen: SectorAlpha, numbers: Comparison, index: str) -> str:
    scale, span = (numbers.years, "") if numbers.under_a_year else (1.0, " a year")
    alpha = seen.alpha
    who = "the names to choose from" if seen.by_pool else listed([each.split(" (")[0] for each in seen.indices])
    return (
        f"{index} and {who} explain {percent(alpha.r_squared, 0)} of its daily variance and leave an alpha of "
        f"{percent(alpha.annual * scale, signed=True)}{span}, interval {_range(alpha.low * scale, alpha.high * scale)}."
    )


def _without_the_rule(result: Result, seen: Evidence) -> Iterator[str]:
    """What the names made without the rule, and what all names made that one could have chosen from."""
    said = []
    if result.plain:
        said.append(f"its own names held without the rule made {percent(result.plain.plain, signed=True)}")
    if seen.pool:
        made = percent(seen.pool.numbers.market, signed=True)
        names = f"all {seen.pool.names} names" if seen.pool.names > 1 else "the one name"
        said.append(f"{names} that reports had given by then made {made}")
    if said:
        yield whole_sentence(", ".join(said))


def _standard(seen: Evidence) -> str:
    outcome = seen.standard
    if outcome is None:
        return ""
    report, due = outcome.standard.report, outcome.standard.due
    if not outcome.due:
        return f"The horizon of {report} ends on {due}."
    where = "ahead" if outcome.excess >= 0 else "behind"
    met = "met" if outcome.met else "missed"
    return (
        f"On {due}, when {report} was due, it was {points(outcome.excess)} {where}: it {met} the report's own standard."
    )


def _names(seen: Evidence) -> Iterator[str]:
    for said in (never_held_sentence(seen.traded), few_names_sentence(seen.traded)):
        if said:
            yield whole_sentence(said)
    invested = seen.traded.mean_invested
    if invested is not None and invested < WELL_INVESTED:
        yield f"It was {percent(invested, 0)} invested on average."
    if seen.traded.best_name and seen.traded.best_share is not None:
        yield f"{seen.traded.best_name} made {percent(seen.traded.best_share, 0)} of the profit."


def _range(low: float, high: float) -> str:
    return f"{percent(low, signed=True)} to {percent(high, signed=True)}"
