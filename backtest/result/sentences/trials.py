"""How often a strategy was tried, and what its Sharpe ratio is worth among so many tries, in words."""

from __future__ import annotations

from backtest.result.benchmark import HeadlineIndex
from backtest.result.evidence import Evidence
from backtest.result.look_ahead import FROM_OUTSIDE
from backtest.result.result import Result
from backtest.result.trials import TrialCount
from backtest.result.wording import percent
from backtest.validity.sharpe import Deflated
from data_sources.language.text import NOTHING, Text, amid, both, joined

_THIS = both("this strategy", "本策略")


def trials_sentence(result: Result, seen: Evidence, benchmark: HeadlineIndex, *, dated: bool) -> Text:
    """Say how often this strategy was tried, and what its Sharpe ratio is worth among so many.

    Beside it stands the same probability of the benchmark: a rising market alone lifts both. What no day dates has one
    only after several settings, in sample; what looks ahead has none.
    """
    trials = result.trials
    if trials is None:
        return NOTHING
    tried, doubt = _tried(result, trials.count), _doubt(trials)
    ahead = result.look_ahead is not None and result.look_ahead.standing == "failed"
    if seen.deflated is None or ahead or not (dated or trials.count > 1):
        return joined((both(f"{tried}.", f"{tried.zh}。"), doubt))
    bar, own = _bar(trials.count), _probability(seen.deflated)
    beside, in_sample = NOTHING, NOTHING if dated else both("in sample ", "样本内")
    if index := seen.deflated_benchmark:
        market = _probability(index)
        beside = both(
            f"; that of the {benchmark.name} over the same days is {market}",
            f"；同期{amid(benchmark.name)}的该概率为{amid(market).rstrip()}",
        )
    probability = both(
        f"{tried}: {in_sample}the probability that its true Sharpe ratio is above {bar} is {own}{beside}.",
        f"{tried.zh}：{in_sample.zh}其真实夏普比率高于{bar.zh}的概率为{amid(own).rstrip()}{beside.zh}。",
    )
    return joined((probability, doubt))


def _tried(result: Result, count: int) -> Text:
    # A table is counted by its name alone: another list in a file of the same name is no other try of this one.
    table = result.look_ahead == FROM_OUTSIDE
    what = both(f"weight tables named {result.name}", f"名为 {result.name} 的权重表") if table else _THIS
    settings = f"1 setting of {what} has" if count == 1 else f"{count} settings of {what} have"
    return both(f"{settings} been tried on this store", f"{what.zh}在该数据库上共试过 {count} 组参数")


def _doubt(trials: TrialCount) -> Text:
    if not trials.altered:
        return NOTHING
    return both(
        f"{trials.doubt}: more may have been, and the probability may be lower.",
        f"{trials.doubt.zh}：实际试过的可能更多，概率也可能更低。",
    )


def _bar(count: int) -> Text:
    """What a true Sharpe ratio has to beat after so many tries."""
    if count == 1:
        return both("zero", "零")
    return both(
        f"what the best of {count} independent ones without skill would show (the deflated Sharpe ratio)",
        f" {count} 组相互独立、毫无能力的参数中最好一组的水平（收缩夏普比率，DSR）",
    )


def _probability(seen: Deflated) -> Text:
    """A probability in whole percents, never as a certainty."""
    low, high = 0.01, 0.99
    if seen.probability > high:
        return both("over 99%", "99% 以上")
    return both("under 1%", "不足 1%") if seen.probability < low else percent(seen.probability, 0)
