"""Several runs of one command together: whether the best of them beats its index by more than luck among so many.

Whoever looks at eleven strategies looks at the best one. Each page of a command therefore says what the best of as many
without merit would show, by Hansen's test for superior predictive ability, and which runs Romano and Wolf's stepwise
test names; ``backtest.validity.superiority`` has the sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from backtest.metrics.curve import Curve
from backtest.result.wording import listed, percent
from backtest.validity.interval import LEAST_SESSIONS
from backtest.validity.superiority import Superiority, aligned_differences, superiority

SELDOM = 0.01  # no smaller share of cases is written out: it hangs on the number of resamples


@dataclass(frozen=True)
class Contender:
    """The judged part of one run: its equity beside the benchmark, and beside its sector where that is known."""

    name: str
    market: Curve
    sector: Curve | None


@dataclass(frozen=True)
class Several:
    """What ``tried`` runs show together from ``first`` (the earliest base) to ``last``, each over its own test.

    ``market`` and ``sector`` are the tests against ``benchmark`` and against the sector of each, None where fewer than
    two runs can be compared. Their columns are ``compared`` and ``beside_sector``; ``left_out`` are the other runs:
    nothing dates them, they lost everything, their test is too short, or they did not pass their look-ahead audit.
    """

    tried: int
    benchmark: str
    compared: tuple[str, ...]
    beside_sector: tuple[str, ...]
    left_out: tuple[str, ...]
    first: date | None
    last: date | None
    market: Superiority | None
    sector: Superiority | None

    def document(self) -> dict[str, object]:
        """Return it as plain values, the runs by their names."""
        return asdict(self) | {
            "market": _test_document(self.market, self.compared),
            "sector": _test_document(self.sector, self.beside_sector),
            "sentences": list(several_sentences(self)),
        }


def several(tried: Sequence[str], contenders: Sequence[Contender], benchmark: str) -> Several:
    """Compare runs, each over its own sessions; about a second for eleven.

    Runs begin when their reports are published. None is left out for beginning late, or the count would forget a try,
    and none is cut to what the others have: ``superiority`` says how.

    Parameters
    ----------
    tried : sequence of str
        The names of all runs.
    contenders : sequence of Contender
        Those whose test can be judged. One of under 60 sessions or after a total loss, which has no logarithm, is left
        out here: it is the best of nothing.
    benchmark : str
        What the benchmark of the runs is called.
    """
    kept = [each for each in contenders if _comparable(each)]
    with_sector = [each for each in kept if each.sector is not None]
    names = tuple(each.name for each in kept)
    return Several(
        tried=len(tried),
        benchmark=benchmark,
        compared=names,
        beside_sector=tuple(each.name for each in with_sector),
        left_out=tuple(name for name in tried if name not in names),
        first=min((each.market.dates[0].item() for each in kept), default=None),
        last=max((each.market.dates[-1].item() for each in kept), default=None),
        market=_test([each.market for each in kept]),
        sector=_test([each.sector for each in with_sector if each.sector is not None]),
    )


def several_sentences(seen: Several) -> tuple[str, ...]:
    """Say how many were tried, how often the best of as many without merit looks as good, and which beat that."""
    if seen.market is None:
        too_few = (
            f"{seen.tried} strategies ran in this command, and fewer than two of them have a test of {LEAST_SESSIONS} "
            "sessions or more: the best of several is no evidence by being the best."
        )
        return (too_few,)
    why = "no test, too short a one, or an audit that was not passed"
    rest = f" {listed(seen.left_out)} cannot be compared: {why}." if seen.left_out else ""
    count = len(seen.compared)
    market = (
        f"{seen.tried} strategies ran in this command, and the best of several looks good by chance. Were none of the "
        f"{count} that can be compared better than the {seen.benchmark}, the best of {count} would still look as good "
        f"in {_share(seen.market.p_value)} of cases (Hansen's test for superior predictive ability, each from its own "
        f"base, {seen.first} to {seen.last}). Romano and Wolf's stepwise test, which names any such run in "
        f"{percent(seen.market.level, 0)} of cases at most, names {_named(seen.market, seen.compared)}.{rest}"
    )
    return (market, *([_beside_sector(seen, seen.sector)] if seen.sector else []))


def _beside_sector(seen: Several, found: Superiority) -> str:
    count = len(seen.beside_sector)
    return (
        f"Against the sector of each in place of the index, the best of {count} without merit would look as good in "
        f"{_share(found.p_value)} of cases; the stepwise test names {_named(found, seen.beside_sector)}."
    )


def _comparable(each: Contender) -> bool:
    return len(each.market.dates) > LEAST_SESSIONS and each.market.equity.min() > 0


def _test(curves: Sequence[Curve]) -> Superiority | None:
    if len(curves) < 2:  # noqa: PLR2004 - one is not the best of several
        return None
    _, differences = aligned_differences(curves)
    return superiority(differences)


def _share(value: float) -> str:
    return percent(value, 0) if value >= SELDOM else f"less than {percent(SELDOM, 0)}"


def _named(found: Superiority, names: tuple[str, ...]) -> str:
    return listed([names[column] for column in found.better]) or "none"


def _test_document(found: Superiority | None, names: tuple[str, ...]) -> dict[str, object] | None:
    return asdict(found) | {"better": [names[column] for column in found.better]} if found else None
