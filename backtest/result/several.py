"""Several runs of one command together: whether the best of them beats its index by more than luck among so many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from backtest.metrics.curve import Curve
from backtest.result.wording import listed
from backtest.validity.superiority import Superiority, common_differences, superiority

ENOUGH_SESSIONS = 120
"""Half a year: a run that began later is left out sooner than that all others are judged on less."""


@dataclass(frozen=True)
class Contender:
    """The judged part of one run: its equity beside the benchmark, and beside its sector where that is known."""

    name: str
    market: Curve
    sector: Curve | None


@dataclass(frozen=True)
class Several:
    """What the runs show together from ``first`` (base) to ``last``; ``late`` began too late to be compared.

    ``market`` and ``sector`` are the tests against the benchmark and against the sector of each, None where fewer than
    two runs or too few sessions can be compared; their ``better`` are columns of ``compared`` and ``beside_sector``.
    """

    tried: int
    compared: tuple[str, ...]
    beside_sector: tuple[str, ...]
    late: tuple[str, ...]
    first: date | None
    last: date | None
    market: Superiority | None
    sector: Superiority | None


def several(contenders: Sequence[Contender]) -> Several:
    """Compare runs over the sessions that they have in common; about a second, so for the night and the index.

    A run after a total loss has no logarithm and is left out with those that began late: it is no best of any.
    """
    alive = [each for each in contenders if each.market.equity.min() > 0]
    kept = _together(alive)
    names = tuple(each.name for each in kept)
    with_sector = [each for each in kept if each.sector is not None]
    dates = _common_dates(kept)
    return Several(
        tried=len(contenders),
        compared=names,
        beside_sector=tuple(each.name for each in with_sector),
        late=tuple(each.name for each in contenders if each.name not in names),
        first=dates[0].item() if len(dates) else None,
        last=dates[-1].item() if len(dates) else None,
        market=_test([each.market for each in kept]),
        sector=_test([each.sector for each in with_sector if each.sector is not None]),
    )


def _together(contenders: Sequence[Contender]) -> list[Contender]:
    """Those that can be compared over half a year or more: of the late ones as many as still leave it."""
    by_start = sorted(contenders, key=lambda each: each.market.dates[0])
    kept: list[Contender] = []
    for each in by_start:
        if len(_common_dates([*kept, each])) > ENOUGH_SESSIONS:
            kept.append(each)
    names = {each.name for each in kept}
    return [each for each in contenders if each.name in names]


def _common_dates(contenders: Sequence[Contender]) -> np.ndarray:
    dates = contenders[0].market.dates if contenders else np.zeros(0, dtype="datetime64[D]")
    for each in contenders[1:]:
        dates = np.intersect1d(dates, each.market.dates)
    return dates


def _test(curves: Sequence[Curve]) -> Superiority | None:
    if len(curves) < 2:  # noqa: PLR2004 - one is not the best of several
        return None
    _, differences = common_differences(curves)
    return superiority(differences)


def several_sentences(seen: Several, benchmark: str) -> tuple[str, ...]:
    """Say how many were tried, and how often the best of as many without merit looks as good; none for a single one."""
    if seen.tried < 2:  # noqa: PLR2004 - one is not the best of several
        return ()
    if seen.market is None:
        few = (
            f"{seen.tried} strategies were tried and too few of them share {ENOUGH_SESSIONS} sessions to ask how the "
            "best of so many looks by chance: the best of several is no evidence by being the best."
        )
        return (few,)
    span = f"Of {seen.tried} strategies tried, {len(seen.compared)} can be compared from {seen.first} to {seen.last}"
    without = f" ({listed(seen.late)} began too late)" if seen.late else ""
    market = _outcome(seen.market, seen.compared, f"the {benchmark}")
    sector = f"; {_outcome(seen.sector, seen.beside_sector, 'the sector of each')}" if seen.sector else ""
    said = (
        f"{span}{without}. The best of as many without merit looks as good {market}{sector} (Hansen's test of superior "
        "predictive ability; Romano and Wolf's names)."
    )
    return (said,)


def _outcome(found: Superiority, names: tuple[str, ...], against: str) -> str:
    better = [names[column] for column in found.better]
    named = f"{listed(better)} beat it beyond that" if better else "none beats it beyond that"
    return f"in {found.p_value:.0%} of cases against {against}, and {named} at {found.level:.0%}"
