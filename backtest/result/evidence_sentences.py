"""The evidence in words: one sentence for each thing that was measured, in the order in which a reader asks."""

from __future__ import annotations

from collections.abc import Sequence

from backtest.market.indices import index_label, index_name
from backtest.metrics.split import TEST
from backtest.result.benchmark import HeadlineIndex, benchmark_sentence, written_name
from backtest.result.comparison import Comparison
from backtest.result.deep import deep_sentences
from backtest.result.evidence import Evidence, PoolExcess
from backtest.result.gates import gates_sentence
from backtest.result.look_ahead import FROM_OUTSIDE
from backtest.result.other_names import other_names_sentence
from backtest.result.out_of_sample import is_dated
from backtest.result.parts import RunPart
from backtest.result.plain_list import plain_sentence
from backtest.result.result import Result
from backtest.result.sector import SectorAlpha, sector_words
from backtest.result.standard import StandardOutcome
from backtest.result.standard_words import asked_words
from backtest.result.traded_sentences import traded_sentences
from backtest.result.trials import TrialCount
from backtest.result.unjudged import held_nothing
from backtest.result.wording import number, percent, points, sessions, signed_points, span_words
from backtest.validity.drawdown_interval import DrawdownInterval
from backtest.validity.sharpe import Deflated, Sharpe
from data_sources.language.text import NOTHING, Text, amid, both, joined, listed, said, sentence

ONE_BASKET = both("It is one basket in one period all the same.", "不过，这终究只是一个区间里的一个组合。")


def evidence_sentences(result: Result, part: RunPart, seen: Evidence, benchmark: HeadlineIndex) -> tuple[Text, ...]:
    """Return what must be read with the claim about the judged part; if it held nothing only that and its audit."""
    if held_nothing(seen.traded):
        nothing = [*(sentence(each) for each in traded_sentences(seen.traded)), _passed(result)]
        return tuple(each for each in nothing if each)
    dated = is_dated(part)
    told = (
        chance_sentence(part, seen.numbers, benchmark) if dated else NOTHING,
        benchmark_sentence(benchmark),
        sector_sentence(seen.sector, seen.numbers, seen.index) if dated and seen.sector else NOTHING,
        sector_returns_sentence(seen.sector_returns) if dated else NOTHING,
        _incomplete(seen.sector_incomplete),
        pool_sentence(seen.pool, seen.numbers) if dated and seen.pool else NOTHING,
        plain_sentence(result.plain) if dated and result.plain else _without_plain(result, part),
        other_names_sentence(result.others) if dated and result.others else NOTHING,
        *(deep_sentences(result.deep) if dated and result.deep else ()),
        standard_sentence(seen.standard) if seen.standard else NOTHING,
        *(sentence(each) for each in traded_sentences(seen.traded)),
        gates_sentence([each.in_part(part.base_date, part.last_date) for each in result.gates], _since(part)),
        universe_sentence(result, part),
        drawdown_sentence(seen.drawdown, part) if dated and seen.drawdown else NOTHING,
        sharpe_sentence(seen.sharpe) if dated and seen.sharpe and not seen.numbers.under_a_year else NOTHING,
        trials_sentence(result, seen, benchmark, dated=dated),
        _passed(result),
    )
    return tuple(each for each in told if each)


def chance_sentence(part: RunPart, seen: Comparison, benchmark: HeadlineIndex) -> Text:
    """Say whether a mean of zero explains the excess; under a year nothing is written as a rate a year."""
    interval = seen.shown_interval
    if interval is None:
        many = sessions(part.sessions)
        return both(
            f"With {many} the record is too short to tell the excess from chance.",
            f"样本仅 {many.zh}，时间太短，无法判断超额收益是否出于运气。",
        )
    if seen.under_a_year:
        grown = percent(seen.relative, signed=True)
        what = both(
            f"Its wealth relative to the index grew by {grown} in these {part.sessions} sessions",
            f"这 {part.sessions} 个交易日里，相对指数的净值变动 {grown}",
        )
    else:
        grown = percent(seen.annual_excess, signed=True)
        what = both(f"The excess is {grown} a year", f"年化超额收益 {grown}")
    sure, ends = f"{interval.confidence:.0%}", span_words(interval.low, interval.high)
    span = both(f"{what}; the {sure} interval of that, {ends}, ", f"{what.zh}，其 {sure} 置信区间 {ends.zh}，")
    if interval.excludes_zero:
        return both(
            f"{span}leaves zero out: not explained by a zero mean against the {benchmark.name}. {ONE_BASKET}",
            f"{span.zh}不含零：不能以相对{amid(benchmark.name)}的超额均值为零来解释。{ONE_BASKET.zh}",
        )
    return both(f"{span}includes zero: it cannot be told from chance so far.", f"{span.zh}包含零：尚不能与运气区分。")


def sector_sentence(seen: SectorAlpha, numbers: Comparison, index: str) -> Text:
    """Say what is left when the market, the index of the badge, and the sector have had their due."""
    alpha, beside, name = seen.alpha, sector_words(seen), written_name(index)
    scale = numbers.years if numbers.under_a_year else 1.0
    if numbers.under_a_year:
        span = both(f"over these {alpha.sessions} sessions", f"这 {alpha.sessions} 个交易日的阿尔法为 ")
    else:
        span = both("a year", "年化阿尔法为 ")
    own, ends = percent(alpha.annual * scale, signed=True), span_words(alpha.low * scale, alpha.high * scale)
    explained, sure = percent(alpha.r_squared, 0), f"{alpha.confidence:.0%}"
    without = NOTHING if seen.by_pool else both(" (price indices, without dividends)", "（价格指数，不含分红）")
    head = both(
        f"Beside the {name} and {beside}{without}, which explain {explained} of its daily variance, its alpha is {own} "
        f"{span}; the {sure} interval of that, {ends}, ",
        f"对{amid(name)}和{beside.zh}{without.zh}回归，可解释其日收益方差的 {explained}，"
        f"{span.zh}{own}，{sure} 置信区间 {ends.zh}，",
    )
    if not alpha.excludes_zero:
        return both(f"{head}includes zero: it cannot be told from its sector.", f"{head.zh}包含零：与行业无法区分。")
    if alpha.low > 0:
        return both(f"{head}lies above zero.", f"{head.zh}高于零。")
    return both(f"{head}lies below zero.", f"{head.zh}低于零。")


def sector_returns_sentence(made: Sequence[tuple[str, float]]) -> Text:
    """Say what each index of the sector made over the same sessions; empty without any."""
    if not made:
        return NOTHING
    each = [_index_made(index_label(symbol), percent(grown, signed=True)) for symbol, grown in made]
    return both(f"Over the same sessions, without dividends: {listed(each)}.", f"同期（不含分红）：{listed(each).zh}。")


def _index_made(label: Text, grown: Text) -> Text:
    return both(f"{label} {grown}", f"{amid(label).lstrip()}{grown}")


def pool_sentence(seen: PoolExcess, numbers: Comparison) -> Text:
    """Say what holding all the names that reports had named by then made, and the excess over it."""
    over = seen.numbers
    by, more = points(numbers.own - over.market), numbers.own >= over.market
    made, told = percent(over.market, signed=True), _difference(over)
    return both(
        f"The equal weight of the {seen.names} stored name{'' if seen.names == 1 else 's'} that reports had named by "
        f"then, its own among them, bought at the base and held without costs, made "
        f"{made}: this run made {by} {'more' if more else 'less'}{told}.",
        f"当时研报已提及且库中有行情的 {seen.names} 只个股（含本组合个股），在基准日等权买入并持有、不计费用，收益 "
        f"{made}：本次回测{'多赚' if more else '少赚'} {by.zh}{told.zh}。",
    )


def _difference(over: Comparison) -> Text:
    """Whether the interval of a difference includes zero, as the end of a sentence; empty for too short a record."""
    interval = over.shown_interval
    if interval is None:
        return NOTHING
    zero = both("leaves zero out", "不含零") if interval.excludes_zero else both("includes zero", "包含零")
    sure = f"{interval.confidence:.0%}"
    return both(f"; the {sure} interval of the difference {zero}", f"；差额的 {sure} 置信区间{zero.zh}")


def standard_sentence(seen: StandardOutcome) -> Text:
    """Say how the call stands by its report's own rating standard."""
    standard = seen.standard
    index, by = index_name(standard.benchmark), signed_points(seen.excess)
    asked = asked_words(standard)
    call = both(
        f"{standard.report} called {standard.rating}, by its own standard {asked} of excess by {standard.due}",
        f"研报 {standard.report} 评级为{amid(standard.rating).rstrip()}，按其自身标准，{standard.due} "
        f"前的超额收益应{asked.zh}",
    )
    if seen.due:
        met = both("met", "达标") if seen.met else both("missed", "未达标")
        return both(
            f"{call}: this run had {by} over the {index} by then and {met} that; the scorecard judges the call.",
            f"{call.zh}：届时本次回测相对{amid(index)}的超额为 {by.zh}，{met.zh}；观点本身由记分卡评判。",
        )
    return both(
        f"{call}: this run stands at {by} over the {index}, and that day has not come.",
        f"{call.zh}：目前本次回测相对{amid(index)}的超额为 {by.zh}，该日尚未到来。",
    )


def sharpe_sentence(seen: Sharpe) -> Text:
    """Say what the Sharpe ratio is, and how far it could be off; for a part of a year or more."""
    own, low, high, sure = number(seen.annual), number(seen.low), number(seen.high), f"{seen.confidence:.0%}"
    return both(
        f"Its Sharpe ratio is {own} a year, {sure} interval {low} to {high}.",
        f"夏普比率（年化）为 {own}，{sure} 置信区间 {low} 至 {high}。",
    )


def drawdown_sentence(seen: DrawdownInterval, part: RunPart) -> Text:
    """Say how deep the worst fall was, and how deep stretches of the same days fall when they are drawn again."""
    deepest = part.metrics.get("max_drawdown")
    own = percent(deepest if isinstance(deepest, float) else None)
    ends, sure = span_words(abs(seen.high), abs(seen.low), signed=False), f"{seen.confidence:.0%}"
    return both(
        f"Its maximum drawdown was {own}; stretches of as many of its days, drawn again in blocks of {seen.block} "
        f"sessions (bootstrap), fall by {ends} in {sure} of cases.",
        f"最大回撤为 {own}；以 {seen.block} 个交易日为一块重抽样（自助法），{sure} 的情形下同样长度区间的最大回撤在 "
        f"{ends.zh} 之间。",
    )


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


_THIS = both("this strategy", "本策略")


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


def universe_sentence(result: Result, part: RunPart) -> Text:
    """Say what the names that a user's own run chose from made, and how much of it no report had named."""
    universe = result.universe
    if universe is None:
        return NOTHING
    unnamed = NOTHING
    if universe.unnamed_share is not None:
        share = percent(universe.unnamed_share, 0)
        unnamed = both(
            f"; {share} of its weight was in names that no report had named by then",
            f"；其 {share} 的权重投向当时尚无研报提及的个股",
        )
    made = percent(universe.over(part.first, part.last), signed=True)
    return both(
        f"The equal weight of the {universe.names} name{'' if universe.names == 1 else 's'} of the store that it could "
        f"choose from made {made}{unnamed}.",
        f"库中可供其选择的 {universe.names} 只个股等权收益 {made}{unnamed.zh}。",
    )


def _passed(result: Result) -> Text:
    """The look-ahead audit of a user's own run that was passed; any other outcome is a caveat."""
    seen = result.look_ahead
    if seen is None or seen.standing != "passed":
        return NOTHING
    return both(f"Look-ahead audit: {seen.sentence}.", f"前视偏差检查：{said(seen.sentence, 'zh')}。")


def _without_plain(result: Result, part: RunPart) -> Text:
    """Why a run that begins after its report has no plain list beside it."""
    if result.stated is None or part.name != TEST or part.base_date <= result.stated.known_from:
        return NOTHING
    return both(
        "It is not compared with the plain list of its names: that is bought when the report is published, and this "
        "run begins later.",
        "未与同一批个股的等权名单比较：等权名单在研报发布时买入，而本次回测开始得更晚。",
    )


def _incomplete(symbols: tuple[str, ...]) -> Text:
    if not symbols:
        return NOTHING
    names, lack = listed(symbols), "lacks" if len(symbols) == 1 else "lack"
    return both(
        f"{names} {lack} sessions of this part and could not be used.",
        f"{names.zh} 在本区间缺少部分交易日，未能使用。",
    )


def _since(part: RunPart) -> Text:
    return both(f"from {part.base_date} to {part.last_date}", f"{part.base_date} 至 {part.last_date}")
