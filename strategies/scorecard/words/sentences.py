"""What a report's calls amount to, in sentences: hit rates beside base rates, the average and what hangs on it."""

from __future__ import annotations

from backtest.result.random_lists import random_lists_sentence, run_up_sentence
from strategies.documents.document import Report
from strategies.scorecard.base_day import BaseDay
from strategies.scorecard.calls import disowned_names
from strategies.scorecard.card import Judged
from strategies.scorecard.luck import Pool
from strategies.scorecard.summary import Summary
from strategies.scorecard.tally import Baskets, Beats, Hits
from strategies.scorecard.verdict import first_above_neutral

POOLS = {"store": "names of the store", "reports": "names that reports had given by then"}
UNRATED = "listed, no rating printed"


def sentences(judged: Judged, pool: Pool) -> list[str]:
    """Return the sentences under a report's tables, last those about whom nobody judges."""
    return [*figures(judged, pool), *left_out(judged.report)]


def figures(judged: Judged, pool: Pool) -> list[str]:
    """Return what the calls of a report come to; a line that goes on with the one before is indented."""
    summary = judged.summary
    return [
        *_rated(summary.rated),
        *_unrated(judged),
        *_parts(summary.sub_industries),
        *_theses(summary.theses),
        *_average(summary),
        *_base_days(judged),
        *_run_up(summary),
        *_luck(summary, pool),
    ]


def points(value: float) -> str:
    """Write a fraction as signed percentage points."""
    return f"{value * 100:+.1f}"


def with_interval(summary: Summary, how: str = "") -> str:
    """Write the interval of a summary's average in brackets, nothing without one."""
    interval = summary.interval
    if interval is None:
        return ""
    return f" ({interval.confidence:.0%} {points(interval.low)} to {points(interval.high)}{how})"


def _rated(hits: Hits) -> list[str]:
    words = _counts(hits, f"{hits.met} of {hits.settled} met")
    return [f"rated names: {words}{_base(hits, 'met the same ratings')}"] if words else []


def _unrated(judged: Judged) -> list[str]:
    """The class of its own: names listed without a rating, by our reading of what that asks."""
    beats = judged.summary.unrated
    words = _counts(beats, f"{beats.beat} of {beats.settled} did")
    return [f"{UNRATED}: {_reading(judged.report)}{words}{_base(beats, 'did')}"] if words else []


def _reading(report: Report) -> str:
    """What our reading asks of a name listed without a rating."""
    least = first_above_neutral(report.standard.stock)
    if least is None or least.lower is None:
        return ""
    asked = f"{least.lower:g} points or more" if least.lower_closed else f"more than {least.lower:g} points"
    return f"beat by {asked}, our reading: "


def _parts(beats: Beats) -> list[str]:
    words = _counts(beats, f"{beats.beat} of {beats.settled} beat the market, our reading")
    return [f"sub-industries, no rating printed: {words}"] if words else []


def _theses(theses: Baskets) -> list[str]:
    counted = [(theses.ahead, "ahead"), (theses.behind, "behind"), (theses.unclear, "unclear"),
               (theses.pending, "pending"), (theses.no_verdict, "without a verdict")]  # fmt: skip
    words = ", ".join(f"{count} {word}" for count, word in counted if count)
    if not words:
        return []
    alike = f" and move like {theses.moves_like:.1f} independent baskets" if theses.moves_like else ""
    behind = f"; they share {theses.names} different names{alike}" if theses.names else ""
    return [f"thesis baskets: {words}{behind}"]


def _average(summary: Summary) -> list[str]:
    """The average excess of the list, what it owes to one name, and how many names it is worth."""
    if summary.average is None or summary.median is None:
        return []
    so_far = "" if summary.settled else " so far"
    how = ", all names of a day together"
    best = "" if summary.without_best is None else f", without the best one {points(summary.without_best)}"
    alike = f"; they move like {summary.moves_like:.1f} independent names" if summary.moves_like else ""
    average = f"{points(summary.average)} points{with_interval(summary, how)}"
    return [
        f"average excess{so_far} of the {summary.listed} {summary.list_kind} names: {average}",
        f"  median {points(summary.median)}{best}{alike}",
    ]


def _base_days(judged: Judged) -> list[str]:
    """What the same calls come to from the sessions beside the base."""
    if len(judged.base_days) < 2:  # noqa: PLR2004 - the base itself alone is no comparison
        return []
    derived = "publication a session" if judged.report.date_basis == "derived" else "base a session"
    said = [_base_day(each) for each in judged.base_days if each.shift]
    return [f"{derived} earlier or later: {'; '.join(said)}"]


def _base_day(each: BaseDay) -> str:
    rated, unrated = each.rated, each.unrated
    parts = [f"{rated.met} of {rated.settled} met"] if rated.rate is not None else []
    parts += [f"{unrated.beat} of {unrated.settled} beat"] if unrated.rate is not None else []
    parts += [f"average {points(each.average)}"] if each.average is not None else []
    changed = len(each.changed)
    parts += [f"{changed or 'no'} verdict{'s' * (changed != 1)} change{'s' * (changed == 1)}"] if each.closed else []
    still = "" if each.closed else f" (open until {each.ends_on})"
    return f"{each.day}{still} {', '.join(parts)}"


def _run_up(summary: Summary) -> list[str]:
    """What the list had made in the year before its publication."""
    before = summary.run_up
    return [run_up_sentence(before, f"the {before.names} {summary.list_kind} names")] if before else []


def _luck(summary: Summary, pool: Pool) -> list[str]:
    """The list beside random ones, with what the pool consists of; or why there are none."""
    luck = summary.luck
    if luck.too_few:
        why = f"reports had given too few names of the same boards by then ({', '.join(luck.too_few)})"
        return [f"no random lists: {why}; --pool store draws from all names of the store"]
    if luck.baskets is None:
        return []
    later = f", {luck.later} first named by a later report" if pool == "store" else ""
    names = f"drawn from {luck.baskets.pool} {POOLS[pool]} on its boards ({luck.own} of them its own{later})"
    return [random_lists_sentence(luck.baskets), f"  {names}"]


def left_out(report: Report) -> list[str]:
    """Say whom the report names and nobody judges: on other markets, unlisted, or disowned by its file."""
    excluded: dict[str, list[str]] = {}
    for each in report.excluded:
        listed = f" (listed {each.listed_on})" if each.listed_on else ""
        excluded.setdefault(each.reason.replace("_", " "), []).append(f"{each.name}{listed}")
    lines = [f"not judged, {reason}: {', '.join(dict.fromkeys(names))}" for reason, names in excluded.items()]
    disowned = [f"{symbol} {name}" for symbol, name in disowned_names(report).items()]
    return [*lines, *([f"not judged, disowned by the file: {', '.join(disowned)}"] if disowned else [])]


def _counts(counted: Hits | Beats, settled: str) -> str:
    parts = [f"{settled} ({counted.rate:.0%})"] if counted.rate is not None else []
    parts += [f"{counted.pending} pending"] if counted.pending else []
    parts += [f"{counted.no_verdict} without a verdict"] if counted.no_verdict else []
    return ", ".join(parts)


def _base(counted: Hits | Beats, did: str) -> str:
    """The base rate beside a hit rate."""
    base = counted.base
    return f"; of all {base.names} stored names, its own among them, {base.rate:.0%} {did}" if base else ""
