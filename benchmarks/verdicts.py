"""The targets of the product, each with what was measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.commands import Command
from benchmarks.contest import Standing
from benchmarks.loading import LARGE
from benchmarks.plan import FLOOR, OURS
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
        _speed(standings, "W1", ("polars_backtest", "basket"), "polars-backtest", 15),
        _speed(standings, "W1", ("vectorbt", "from_orders rust"), "vectorbt's from_orders (rust)", 60),
        _above_floor(standings, "W1", 2.5),
        _speed(standings, "W2", ("polars_backtest", "basket"), "polars-backtest", 140),
        _above_floor(standings, "W2", 3.0),
        _speed(standings, "W3", ("vectorbt", "sweep rust"), "vectorbt rust, a parameter set on all cores", 200),
        _speed(
            standings,
            "W3",
            ("vectorbt", "sweep rust"),
            "the same, our ranking included and not theirs",
            200,
            own="sweep and rank",
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
            f"{'>=' if one.at_least else '<='} {_written(one, one.asked)}",
            _written(one, one.measured),
            "yes" if one.reached else "NO",
        )
        for one in found
    ]
    return table(("target", "asked", "measured", "reached"), rows)


def _written(one: Verdict, value: float) -> str:
    if one.in_seconds:
        return duration(value)
    return times(value) if one.at_least else f"{value:.2f}x"


def _speed(
    standings: list[Standing], workload: str, rival: tuple[str, str], name: str, asked: float, *, own: str = ""
) -> Verdict | None:
    """Our run against that of a rival, a peer and its engine, by the fair clock.

    ``own`` names our engine where there are two of a workload; the first one counts without it.
    """
    ours, theirs = _engine(standings, workload, OURS, own), _engine(standings, workload, *rival)
    if ours is None or theirs is None:
        return None
    ratio = theirs.clock(theirs.fair_clock) / ours.clock(ours.fair_clock)
    return Verdict(f"{workload}, times faster than {name}", asked, ratio, at_least=True)


def _above_floor(standings: list[Standing], workload: str, asked: float) -> Verdict | None:
    """Our run, the whole ledger included, as a multiple of the plain loop's, by the clock of the processor."""
    ours, least = _engine(standings, workload, OURS), _engine(standings, workload, FLOOR)
    if ours is None or least is None:
        return None
    ratio = ours.clock("processor") / least.clock("processor")
    return Verdict(f"{workload}, times the floor", asked, ratio, at_least=False)


def _engine(standings: list[Standing], workload: str, peer: str, engine: str = "") -> Standing | None:
    """The first standing of an engine that was measured."""
    there = (one for one in standings if (one.case.workload, one.case.peer) == (workload, peer) and one.answers)
    return next((one for one in there if engine in ("", one.case.engine)), None)
