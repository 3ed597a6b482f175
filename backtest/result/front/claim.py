"""The one sentence of a front: who beat what by how many points in how long, and what that is worth."""

from __future__ import annotations

from backtest.metrics.publication import before_thesis
from backtest.metrics.split import TEST
from backtest.result.benchmark import HeadlineIndex
from backtest.result.comparison import Comparison
from backtest.result.out_of_sample import is_dated
from backtest.result.parts import RunPart
from backtest.result.plain_list import PlainBeside
from backtest.result.result import Result
from backtest.result.unjudged import held_nothing
from backtest.result.verdict import SAME, Verdict
from backtest.result.wording import MINUS, percent, points, sessions, signed_points, span_words
from backtest.validity.interval import LEAST_SESSIONS
from data_sources.language.text import NOTHING, Text, amid, both, joined

TOTAL_RETURN = " total return"
DAYS_A_MONTH = 365.25 / 12


def claim(result: Result, seen: Verdict) -> Text:
    """Return the sentence; what is pending or not judged says why instead."""
    part, numbers = seen.part, seen.numbers
    if part is None or numbers is None or seen.evidence is None:
        return seen.headline
    index = front_index(seen.benchmark)
    if held_nothing(seen.evidence.traded) and not seen.evidence.traded.total_return:
        return _nothing_held(result, part, numbers, index)
    outcome = _outcome(result, part, numbers, index)
    if seen.badge == "NOT JUDGED":
        return joined((_sentence(outcome), seen.reason))
    beside = _without_the_rule(result.plain) if result.plain else NOTHING
    interval = _interval(part, numbers)
    return both(
        " ".join(each for each in (f"{outcome}.", interval, beside) if each), f"{outcome.zh}；{interval.zh}{beside.zh}"
    )


def front_index(benchmark: HeadlineIndex) -> Text:
    """Return what the index is called on a front: "CSI 300 (with dividends)", 沪深300全收益."""
    if not benchmark.total_return or not benchmark.name.endswith(TOTAL_RETURN):
        return benchmark.name
    return both(f"{benchmark.name.removesuffix(TOTAL_RETURN)} (with dividends)", benchmark.name.zh)


def how_long(part: RunPart) -> Text:
    """Return the length of a part: "15 months", under one month "9 sessions"."""
    months = round((part.last_date - part.base_date).days / DAYS_A_MONTH)
    if not months:
        return sessions(part.sessions)
    return both(f"{months} month{'' if months == 1 else 's'}", f"{months} 个月")


def _outcome(result: Result, part: RunPart, numbers: Comparison, index: Text) -> Text:
    """Without its full stop."""
    by, long, who = points(numbers.excess), how_long(part), _who(result, part)
    returns = f"{percent(numbers.own, signed=True)} against {percent(numbers.market, signed=True)}"
    if abs(numbers.excess) < SAME:
        english = f"{who} was level with the {index} over {long}: {returns}"
    else:
        verb = "beat" if numbers.excess > 0 else "fell behind"
        english = f"{who} {verb} the {index} by {by} in {long}: {returns}"
    moved = f"{who.zh}{_moved(numbers.own)}，同期{amid(index).rstrip()}{_moved(numbers.market)}"
    excess = signed_points(numbers.excess).zh.removeprefix("+")
    return both(english, f"{_when(result, part)}，{moved}，超额 {excess}")


def _who(result: Result, part: RunPart) -> Text:
    stated = result.stated
    if stated is not None and stated.kind == "diary":
        return both("The paper diary", "模拟盘日志的组合")
    return both("The list" if part.name == TEST else "The strategy", "组合")


def _when(result: Result, part: RunPart) -> str:
    """The span in Chinese, where the day of publication opens the sentence."""
    stated, base, last = result.stated, part.base_date, part.last_date
    if stated is None or not is_dated(part):
        return f"{base} 至 {last}"
    if stated.kind == "diary":
        what = "写下首条记录"
    else:
        what = f"研报 {stated.report} 发布" if before_thesis(result.publications) else "发布"
    if base > stated.known_from:
        return f"{base} 至 {last}（晚于 {stated.known_from} {what}）"
    return f"自 {stated.known_from} {what}至 {last}"


def _moved(value: float) -> str:
    """A return in Chinese: 上涨 89.8%, 下跌 5.0%."""
    if abs(value) < SAME:
        return f"持平（{percent(value)}）"
    return f"{'上涨' if value > 0 else '下跌'} {percent(abs(value))}"


def _interval(part: RunPart, numbers: Comparison) -> Text:
    """The interval of the excess a year; under a year that of the wealth relative to the index, over the span."""
    interval = numbers.shown_interval
    if interval is None and part.sessions >= LEAST_SESSIONS:  # a total loss, or a growth beyond the range of a float
        return both("No interval of the excess can be computed.", "超额收益的区间无法计算。")
    if interval is None:
        many, few = sessions(part.sessions), "is" if part.sessions == 1 else "are"
        return both(f"{many} {few} too few for an interval.", f"仅 {many.zh}，不足以计算区间。")
    ends, sure = span_words(interval.low, interval.high), f"{interval.confidence:.0%}"
    if numbers.under_a_year:
        what = both(
            f"The {sure} interval of its wealth relative to the index over these {part.sessions} sessions",
            f"这 {part.sessions} 个交易日相对指数净值变动的 {sure} 区间",
        )
    else:
        what = both(f"The {sure} interval of the yearly excess", f"年化超额的 {sure} 区间")
    if interval.excludes_zero:
        return both(f"{what}, {ends}, leaves zero out.", f"{what.zh}为 {ends.zh}，不含零。")
    return both(f"{what}, {ends}, includes zero.", f"{what.zh}为 {ends.zh}，包含零，尚不能与运气区分。")


def _without_the_rule(plain: PlainBeside) -> Text:
    made, added = percent(plain.plain, signed=True), signed_points(plain.added)
    names = f"same {plain.names} names" if plain.names > 1 else "same names"
    chinese = f"同一批 {plain.names} 只股票" if plain.names else "同一批股票"
    did = f"cost {signed_points(-plain.added).lstrip('+')}" if added.startswith(MINUS) else f"added {added}"
    return both(
        f"Holding the {names} without the rule made {made}; the rule itself {did}.",
        f"{chinese}等权买入持有为 {made}，规则本身贡献 {added.zh}。",
    )


def _nothing_held(result: Result, part: RunPart, numbers: Comparison, index: Text) -> Text:
    long, made = how_long(part), percent(numbers.market, signed=True)
    return both(
        f"Nothing was held in {long}, in which the {index} made {made}.",
        f"{_when(result, part)}，组合从未持仓，同期{amid(index).rstrip()}{_moved(numbers.market)}。",
    )


def _sentence(words: Text) -> Text:
    return both(f"{words}.", f"{words.zh}。")
