"""A run in one paragraph, for whoever reads nothing else: what it made, and everything that speaks against it."""

from __future__ import annotations

from collections.abc import Iterator

from backtest.result.badge import Badge, badge_words
from backtest.result.benchmark import written_name
from backtest.result.comparison import Comparison
from backtest.result.evidence import Evidence
from backtest.result.out_of_sample import is_dated
from backtest.result.parts import RunPart
from backtest.result.result import Result
from backtest.result.sector import SectorAlpha
from backtest.result.sentences.traded import few_names_sentence, never_held_sentence
from backtest.result.unjudged import held_nothing
from backtest.result.wording import percent, points, sessions, span_words
from data_sources.language.text import NOTHING, Text, both, joined, listed, sentence

WELL_INVESTED = 0.9
"""Under this share the cash is a part of what the run made, or did not make."""


def badge_sentence(badge: Badge, words: Text) -> Text:
    """Return words behind their badge: "TOO EARLY. Published on ..."."""
    worn = badge_words(badge)
    return both(f"{badge}. {words}", f"{worn.zh}。{words.zh}")


def judged_paragraph(
    badge: Badge, headline: Text, result: Result, part: RunPart, seen: Evidence, *, reason: Text
) -> Text:
    """Return the paragraph of a judged part: its badge, its claim, and one clause for each ground.

    Each clause is one number with what it has to be held against; a ground that could not be measured has none. Why a
    run is not judged at all, and every caveat, come before the grounds.
    """
    forbidden = (reason,) if badge == "NOT JUDGED" else ()
    but = (each.but for each in result.caveats)
    grounds = () if held_nothing(seen.traded) else _grounds(result, part, seen)
    return badge_sentence(badge, joined((headline, *forbidden, *but, *grounds)))


def _grounds(result: Result, part: RunPart, seen: Evidence) -> Iterator[Text]:
    if is_dated(part):
        yield _chance(part, seen.numbers)
        if seen.sector:
            yield _sector(seen.sector, seen.numbers, _index(result, seen))
        yield from _without_the_rule(result, seen)
        if seen.standard:
            yield _standard(seen)
    yield from _names(seen)
    if is_dated(part) and result.rules_written and result.rules_written > part.last_date:
        yield _written_later(result)
    if result.trials and result.trials.count > 1:
        count = result.trials.count
        yield both(
            f"It is one of {count} settings that were tried on this store.",
            f"这是在该数据库上试过的 {count:,} 组参数之一。",
        )
    if result.trials and result.trials.altered:
        doubt = result.trials.doubt
        yield both(f"{doubt}: more may have been tried.", f"{doubt.zh}，实际试过的可能更多。")


def _chance(part: RunPart, numbers: Comparison) -> Text:
    interval, many = numbers.shown_interval, sessions(part.sessions)
    if interval is None:
        few = "is" if part.sessions == 1 else "are"
        return both(f"{many} {few} too few for an interval.", f"{many.zh}太少，无法计算置信区间。")
    if numbers.under_a_year:
        grown = percent(numbers.relative, signed=True)
        what = both(f"Relative to the index that is {grown} of wealth", f"相对该指数，净值变动 {grown}")
    else:
        grown = percent(numbers.annual_excess, signed=True)
        what = both(f"Relative to the index that is {grown} a year", f"相对该指数，年化超额 {grown}")
    zero = both("leaves zero out", "不含零") if interval.excludes_zero else both("includes zero", "包含零")
    span, sure = span_words(interval.low, interval.high), f"{interval.confidence:.0%}"
    return both(
        f"{what}, and its {sure} interval, {span}, {zero}.", f"{what.zh}，{sure} 置信区间 {span.zh}，{zero.zh}。"
    )


def _index(result: Result, seen: Evidence) -> Text:
    """The index of the badge, by its name where another one is shown."""
    if seen.index == result.benchmark_symbol:
        return both("The index", "该指数")
    name = written_name(seen.index)
    return both(f"The {name}", name.zh)


def _sector(seen: SectorAlpha, numbers: Comparison, index: Text) -> Text:
    short, alpha = numbers.under_a_year, seen.alpha
    scale = numbers.years if short else 1.0
    by_names = both("the names to choose from", "可选个股")
    who = by_names if seen.by_pool else listed([_without_symbol(each) for each in seen.indices])
    explained, left = percent(alpha.r_squared, 0), percent(alpha.annual * scale, signed=True)
    span = span_words(alpha.low * scale, alpha.high * scale)
    return both(
        f"{index} and {who} explain {explained} of its daily variance and leave an alpha of "
        f"{left}{'' if short else ' a year'}, interval {span}.",
        f"{index.zh}与{who.zh}解释其日收益方差的 {explained}，剩余{'' if short else '年化'}阿尔法 {left}，"
        f"区间 {span.zh}。",
    )


def _without_symbol(label: Text) -> Text:
    """An index by its name alone, whose label is "SW electronics (801080.SI)"."""
    return both(label.split(" (", maxsplit=1)[0], label.zh.split("（", maxsplit=1)[0])


def _without_the_rule(result: Result, seen: Evidence) -> Iterator[Text]:
    """What the names made without the rule, and what all names made that one could have chosen from."""
    said = []
    if result.plain:
        made = percent(result.plain.plain, signed=True)
        said.append(
            both(f"its own names held without the rule made {made}", f"同一批个股不用规则、等权持有的收益为 {made}")
        )
    if seen.pool:
        made, many = percent(seen.pool.numbers.market, signed=True), seen.pool.names
        names = f"all {many} names" if many > 1 else "the one name"
        said.append(
            both(f"{names} that reports had given by then made {made}", f"当时研报已提及的全部 {many} 只个股为 {made}")
        )
    if said:
        yield sentence(joined(said, ", ", "，"))


def _standard(seen: Evidence) -> Text:
    outcome = seen.standard
    if outcome is None:
        return NOTHING
    report, due, by = outcome.standard.report, outcome.standard.due, points(outcome.excess)
    if not outcome.due:
        return both(f"The horizon of {report} ends on {due}.", f"研报 {report} 的考察期至 {due} 到期。")
    where = both("ahead", "领先") if outcome.excess >= 0 else both("behind", "落后")
    met = both("met", "达到") if outcome.met else both("missed", "未达到")
    return both(
        f"On {due}, when {report} was due, it was {by} {where}: it {met} the report's own standard.",
        f"研报 {report} 于 {due} 到期时{where.zh} {by.zh}，{met.zh}其自身的评级标准。",
    )


def _names(seen: Evidence) -> Iterator[Text]:
    for said in (never_held_sentence(seen.traded), few_names_sentence(seen.traded)):
        if said:
            yield sentence(said)
    invested, best, share = seen.traded.mean_invested, seen.traded.best_name, seen.traded.best_share
    if invested is not None and invested < WELL_INVESTED:
        part = percent(invested, 0)
        yield both(f"It was {part} invested on average.", f"平均仓位 {part}。")
    if best and share is not None:
        yield both(f"{best} made {percent(share, 0)} of the profit.", f"{best} 贡献了 {percent(share, 0)} 的收益。")


def _written_later(result: Result) -> Text:
    day, own = result.rules_written, bool(result.universe)
    return both(
        f"{'By the word of its file the' if own else 'The'} rules were written on {day}, after all of this.",
        f"{'据其文件所述，' if own else ''}规则编写于 {day}，晚于以上全部时间。",
    )
