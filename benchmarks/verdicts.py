"""The targets of the product, each with what was measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.commands import Command
from benchmarks.contest import Standing
from benchmarks.loading import LARGE
from benchmarks.plan import OURS
from benchmarks.tables import duration, table, times


@dataclass(frozen=True)
class Verdict:
    """One target: the ratio, or the seconds, that are asked for and measured, and whether that is enough."""

    target: str
    asked: float
    measured: float
    at_least: bool
    in_seconds: bool = False

    @property
    def reached(self) -> bool:
        """Whether the measured ratio is good enough."""
        return self.measured >= self.asked if self.at_least else self.measured <= self.asked


def verdicts(standings: list[Standing], whole: list[Command], loaded: Sequence[Mapping[str, Any]]) -> list[Verdict]:
    """Every target whose two sides were measured; ``loaded`` is what ``benchmarks.loading`` found of each store."""
    found: list[Verdict | None] = [
        _speed(standings, "W1", "from_orders rust", "vectorbt's from_orders (rust)", 20),
        _speed(standings, "W1", "order callback, masked", "vectorbt's order callback, masked", 5),
        _speed(standings, "W2", "", "the fastest peer", 20),
        _speed(standings, "W3", "sweep rust", "vectorbt rust, a parameter set", 100),
        _speed(
            standings, "W3", "sweep rust", "the same, our ranking included and not theirs", 100, own="sweep and rank"
        ),
    ]
    seconds = {command.name: command.wall for command in whole}
    if seconds:
        rival = seconds['python -c "import vectorbt"']
        warm, first = (seconds[f"backtest run rate_power, {when}"] for when in ("warm", "first ever"))
        found += [
            Verdict("whole process, warm, against import vectorbt", 0.25, warm / rival, at_least=False),
            Verdict("whole process, first ever, against import vectorbt", 2.0, first / rival, at_least=False),
            Verdict("backtest --help", 0.2, seconds["backtest --help"], at_least=False, in_seconds=True),
        ]
    market = [one for one in standings if one.case.workload == "W2" and one.case.peer == OURS and one.answers]
    if market:
        size = market[0].median("input_size")
        used = (size + market[0].median("growth")) / size
        found.append(Verdict("memory at W2, inputs included, against the inputs", 3.0, used, at_least=False))
    for one in loaded:
        target = (
            f"first load after an import as a panel, {one['bars']:,} bars, times faster than pandas read_sql of them"
        )
        found.append(Verdict(target, 5, one["read_sql"][1] / one["first"][1], at_least=True))
        if one["bars"] > LARGE:
            target = f"warm load as a panel, {one['bars']:,} bars"
            found.append(Verdict(target, 1.0, one["warm"][0], at_least=False, in_seconds=True))
    return [verdict for verdict in found if verdict]


def verdict_table(found: list[Verdict]) -> str:
    """All targets."""
    rows = [
        (
            one.target,
            f"{'>=' if one.at_least else '<='} {duration(one.asked) if one.in_seconds else times(one.asked)}",
            _measured(one),
            "yes" if one.reached else "NO",
        )
        for one in found
    ]
    return table(("target", "asked", "measured", "reached"), rows)


def _measured(one: Verdict) -> str:
    if one.in_seconds:
        return duration(one.measured)
    return times(one.measured) if one.at_least else f"{one.measured:.2f}x"


def _speed(
    standings: list[Standing], workload: str, engine: str, rival: str, asked: float, *, own: str = ""
) -> Verdict | None:
    """Our warm run against a peer's, by the fair clock; an empty engine means the fastest peer of the workload.

    ``own`` names our engine where there are two of a workload; the first one counts without it.
    """
    there = [one for one in standings if one.case.workload == workload and one.answers]
    ours = [one for one in there if one.case.peer == OURS and own in ("", one.case.engine)]
    peers = [one for one in there if one.case.peer != OURS and engine in ("", one.case.engine)]
    if not ours or not peers:
        return None
    ratio = min(one.clock(one.fair_clock) for one in peers) / ours[0].clock(ours[0].fair_clock)
    return Verdict(f"{workload}, times faster than {rival}", asked, ratio, at_least=True)
