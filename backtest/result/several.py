"""Several runs of one command together: whether the best of them beats its index by more than luck among so many.

Whoever looks at eleven strategies looks at the best one. Each page of a command therefore says what the best of as many
without merit would show, by Hansen's test for superior predictive ability, and which runs Romano and Wolf's stepwise
test names; ``backtest.validity.superiority`` has the sources.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from html import escape

from backtest.metrics.curve import Curve
from backtest.result.wording import percent
from backtest.validity.interval import LEAST_SESSIONS
from backtest.validity.superiority import Superiority, aligned_differences, superiority
from data_sources.language.asked import surrounding_language
from data_sources.language.text import NOTHING, Language, Text, amid, both, listed, said, same

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
    benchmark: Text
    compared: tuple[str, ...]
    beside_sector: tuple[str, ...]
    left_out: tuple[str, ...]
    first: date | None
    last: date | None
    market: Superiority | None
    sector: Superiority | None

    @property
    def best(self) -> str:
        """The run that looks best against the benchmark, whose luck is tested; empty where none can be compared."""
        return self.compared[self.market.best] if self.market else ""

    def document(self) -> dict[str, object]:
        """Return it as plain values, the runs by their names."""
        return asdict(self) | {
            "market": _test_document(self.market, self.compared),
            "sector": _test_document(self.sector, self.beside_sector),
            "sentences": list(several_sentences(self)),
        }

    def _repr_html_(self) -> str:
        """Show it in a notebook as a paragraph, in the language of the surroundings."""
        return several_html(self, surrounding_language(os.environ))


def several_html(seen: Several, language: Language = "en") -> str:
    """Return what several runs show together as a paragraph."""
    return f"<p>{escape(' '.join(said(each, language) for each in several_sentences(seen)))}</p>"


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
        benchmark=same(benchmark),
        compared=names,
        beside_sector=tuple(each.name for each in with_sector),
        left_out=tuple(name for name in tried if name not in names),
        first=min((each.market.dates[0].item() for each in kept), default=None),
        last=max((each.market.dates[-1].item() for each in kept), default=None),
        market=_test([each.market for each in kept]),
        sector=_test([each.sector for each in with_sector if each.sector is not None]),
    )


def several_sentences(seen: Several) -> tuple[Text, ...]:
    """Say how many were tried, how often the best of as many without merit looks as good, and which beat that."""
    if seen.market is None:
        too_few = both(
            f"{seen.tried} strategies ran together, and fewer than two of them have a test of {LEAST_SESSIONS} "
            "sessions or more: the best of several is no evidence by being the best.",
            f"本次共运行 {seen.tried} 个策略，其中检验期达到 {LEAST_SESSIONS} 个交易日的不足两个：多中取优，"
            "最好者不能仅因最好就成为证据。",
        )
        return (too_few,)
    count, share, level = len(seen.compared), _share(seen.market.p_value), percent(seen.market.level, 0)
    named, rest = _named(seen.market, seen.compared), _left_out(seen)
    market = both(
        f"{seen.tried} strategies ran together, and the best of several looks good by chance. Were none of the "
        f"{count} that can be compared better than the {seen.benchmark}, the best of {count} would still look as good "
        f"in {share} of cases (Hansen's test for superior predictive ability, each from its own "
        f"base, {seen.first} to {seen.last}). Romano and Wolf's stepwise test, which names any such run in "
        f"{level} of cases at most, names {named}.{rest}",
        f"本次共运行 {seen.tried} 个策略，多中取优总会显得出色。即使可比较的 {count} 个没有一个真正优于"
        f"{amid(seen.benchmark).rstrip()}，其中最好的一个仍有{amid(share)}的概率表现得同样出色（Hansen 优越预测能力"
        f"检验 SPA，各自从自身基准日起算，{seen.first} 至 {seen.last}）。Romano–Wolf 逐步检验（误选概率不超过 {level}）"
        f"选出：{named.zh}。{rest.zh}",
    )
    return (market, *([_beside_sector(seen, seen.sector)] if seen.sector else []))


def _left_out(seen: Several) -> Text:
    if not seen.left_out:
        return NOTHING
    names = listed(seen.left_out)
    return both(
        f" {names} cannot be compared: no test, too short a one, or an audit that was not passed.",
        f"{names.zh} 无法比较：没有检验期、检验期过短，或未通过前视偏差检查。",
    )


def _beside_sector(seen: Several, found: Superiority) -> Text:
    count, share, named = len(seen.beside_sector), _share(found.p_value), _named(found, seen.beside_sector)
    return both(
        f"Against the sector of each in place of the index, the best of {count} without merit would look as good in "
        f"{share} of cases; the stepwise test names {named}.",
        f"若以各自所属行业代替指数作为比较对象，{count} 个毫无能力的策略中最好的一个有{amid(share)}的概率表现得"
        f"同样出色；逐步检验选出：{named.zh}。",
    )


def _comparable(each: Contender) -> bool:
    return len(each.market.dates) > LEAST_SESSIONS and bool(each.market.equity.min() > 0)


def _test(curves: Sequence[Curve]) -> Superiority | None:
    if len(curves) < 2:  # noqa: PLR2004 - one is not the best of several
        return None
    _, differences = aligned_differences(curves)
    return superiority(differences)


def _share(value: float) -> Text:
    if value >= SELDOM:
        return percent(value, 0)
    return both(f"less than {percent(SELDOM, 0)}", f"不足 {percent(SELDOM, 0)}")


def _named(found: Superiority, names: tuple[str, ...]) -> Text:
    return listed([names[column] for column in found.better]) or both("none", "无")


def _test_document(found: Superiority | None, names: tuple[str, ...]) -> dict[str, object] | None:
    if found is None:
        return None
    return asdict(found) | {"better": [names[column] for column in found.better], "best": names[found.best]}
