"""What a report's calls amount to, in sentences: hit rates beside base rates, the average and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable

from backtest.result.random_lists import random_lists_sentence, run_up_sentence
from data_sources.language.text import NOTHING, Text, both, joined, same
from strategies.documents.document import Report
from strategies.scorecard.base_day import BaseDay
from strategies.scorecard.calls import disowned_names
from strategies.scorecard.card import Judged
from strategies.scorecard.luck import Pool
from strategies.scorecard.summary import Summary
from strategies.scorecard.tally import Baskets, Beats, Hits
from strategies.scorecard.verdict import first_above_neutral
from strategies.scorecard.words.numbers import points
from strategies.scorecard.words.verdicts import EXCLUSIONS, VERDICTS, list_word

WITHOUT = both("without a verdict", "无结论")
DISOWNED = both("disowned by the file", "文件注明不可确认")
POOLS = {
    "store": both("names of the store", "数据库中的个股"),
    "reports": both("names that reports had given by then", "当时研报已给出的个股"),
}
UNRATED = both("listed, no rating printed", "在名单中而无评级")


def sentences(judged: Judged, pool: Pool) -> list[Text]:
    """Return the sentences under a report's tables, last those about whom nobody judges."""
    return [*figures(judged, pool), *left_out(judged.report)]


def figures(judged: Judged, pool: Pool) -> list[Text]:
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


def with_interval(summary: Summary, how: Text = NOTHING) -> Text:
    """Write the interval of a summary's average in brackets, nothing without one."""
    interval = summary.interval
    if interval is None:
        return NOTHING
    low, high = points(interval.low), points(interval.high)
    return both(
        f" ({interval.confidence:.0%} {low} to {high}{how})",
        f"（{interval.confidence:.0%} 置信区间 {low.zh} 至 {high.zh}{how.zh}）",
    )


def _rated(hits: Hits) -> list[Text]:
    words = _counts(hits, both(f"{hits.met} of {hits.settled} met", f"{hits.settled} 只中 {hits.met} 只达标"))
    base = _base(hits, both("met the same ratings", "达到同样评级"))
    return [both(f"rated names: {words}{base}", f"有评级的个股：{words.zh}{base.zh}")] if words else []


def _unrated(judged: Judged) -> list[Text]:
    """The class of its own: names listed without a rating, by our reading of what that asks."""
    beats, reading = judged.summary.unrated, _reading(judged.report)
    words = _counts(beats, both(f"{beats.beat} of {beats.settled} did", f"{beats.settled} 只中 {beats.beat} 只做到"))
    base = _base(beats, both("did", "做到"))
    said = both(f"{UNRATED}: {reading}{words}{base}", f"{UNRATED.zh}：{reading.zh}{words.zh}{base.zh}")
    return [said] if words else []


def _reading(report: Report) -> Text:
    """What our reading asks of a name listed without a rating."""
    least = first_above_neutral(report.standard.stock)
    if least is None or least.lower is None:
        return NOTHING
    number = f"{least.lower:g}"
    asked = f"{number} points or more" if least.lower_closed else f"more than {number} points"
    chinese = f" {number} 个百分点或以上" if least.lower_closed else f"超过 {number} 个百分点"
    return both(f"beat by {asked}, our reading: ", f"按我们的理解须跑赢{chinese}：")


def _parts(beats: Beats) -> list[Text]:
    beat = both(
        f"{beats.beat} of {beats.settled} beat the market, our reading",
        f"按我们的理解 {beats.settled} 个中 {beats.beat} 个跑赢市场",
    )
    words = _counts(beats, beat)
    return [both(f"sub-industries, no rating printed: {words}", f"无评级的细分行业：{words.zh}")] if words else []


def _theses(theses: Baskets) -> list[Text]:
    counted = [(theses.ahead, VERDICTS["ahead"]), (theses.behind, VERDICTS["behind"]),
               (theses.unclear, VERDICTS["unclear"]), (theses.pending, VERDICTS["pending"]),
               (theses.no_verdict, WITHOUT)]  # fmt: skip
    words = joined((both(f"{count} {word}", f"{count} 个{word.zh}") for count, word in counted if count), ", ", "，")
    if not words:
        return []
    like = f"{theses.moves_like:.1f}" if theses.moves_like else ""
    alike = both(f" and move like {like} independent baskets", f"，走势相当于 {like} 个独立组合") if like else NOTHING
    behind = both(f"; they share {theses.names} different names{alike}", f"；合计 {theses.names} 只不同个股{alike.zh}")
    shared = behind if theses.names else NOTHING
    return [both(f"thesis baskets: {words}{shared}", f"投资逻辑组合：{words.zh}{shared.zh}")]


def _average(summary: Summary) -> list[Text]:
    """The average excess of the list, what it owes to one name, and how many names it is worth."""
    if summary.average is None or summary.median is None:
        return []
    so_far = NOTHING if summary.settled else both(" so far", "迄今")
    interval = with_interval(summary, both(", all names of a day together", "，同日个股一并抽样"))
    average, median, kind = points(summary.average), points(summary.median), list_word(summary.list_kind)
    best, alike = NOTHING, NOTHING
    if summary.without_best is not None:
        without = points(summary.without_best)
        best = both(f", without the best one {without}", f"，剔除表现最好的一只后 {without.zh}")
    if summary.moves_like:
        like = f"{summary.moves_like:.1f}"
        alike = both(f"; they move like {like} independent names", f"；走势相当于 {like} 只独立个股")
    return [
        both(
            f"average excess{so_far} of the {summary.listed} {kind} names: {average} points{interval}",
            f"{kind.zh} {summary.listed} 只个股{so_far.zh}的平均超额：{average.zh} 个百分点{interval.zh}",
        ),
        both(f"  median {median}{best}{alike}", f"  中位数 {median.zh}{best.zh}{alike.zh}"),
    ]


def _base_days(judged: Judged) -> list[Text]:
    """What the same calls come to from the sessions beside the base."""
    if len(judged.base_days) < 2:  # noqa: PLR2004 - the base itself alone is no comparison
        return []
    derived = judged.report.date_basis == "derived"
    moved = both("publication a session", "发布日") if derived else both("base a session", "基准日")
    days = joined((_base_day(each) for each in judged.base_days if each.shift), en="; ", zh="；")
    return [both(f"{moved} earlier or later: {days}", f"{moved.zh}提前或推后一个交易日：{days.zh}")]


def _base_day(each: BaseDay) -> Text:
    rated, unrated, changed = each.rated, each.unrated, len(each.changed)
    parts: list[Text] = []
    if rated.rate is not None:
        parts.append(both(f"{rated.met} of {rated.settled} met", f"{rated.settled} 只中 {rated.met} 只达标"))
    if unrated.rate is not None:
        parts.append(both(f"{unrated.beat} of {unrated.settled} beat", f"{unrated.settled} 只中 {unrated.beat} 只跑赢"))
    if each.average is not None:
        parts.append(both(f"average {points(each.average)}", f"平均 {points(each.average).zh}"))
    if each.closed:
        verdicts = f"{changed or 'no'} verdict{'s' * (changed != 1)} change{'s' * (changed == 1)}"
        parts.append(both(verdicts, f"{changed} 个结论改变" if changed else "结论不变"))
    still = NOTHING if each.closed else both(f" (open until {each.ends_on})", f"（{each.ends_on} 到期）")
    told = joined(parts, en=", ", zh="，")
    return both(f"{each.day}{still} {told}", f"{each.day}{still.zh} {told.zh}")


def _run_up(summary: Summary) -> list[Text]:
    """What the list had made in the year before its publication."""
    before, kind = summary.run_up, list_word(summary.list_kind)
    if before is None:
        return []
    whose = both(f"the {before.names} {kind} names", f"{kind.zh} {before.names} 只个股")
    return [same(run_up_sentence(before, whose))]


def _luck(summary: Summary, pool: Pool) -> list[Text]:
    """The list beside random ones, with what the pool consists of; or why there are none."""
    luck = summary.luck
    if luck.too_few:
        boards = joined(luck.too_few, en=", ", zh="，")
        why = f"reports had given too few names of the same boards by then ({boards})"
        return [
            both(
                f"no random lists: {why}; --pool store draws from all names of the store",
                f"没有随机名单：当时研报给出的同板块个股太少（{boards.zh}）；--pool store 从数据库全部个股中抽取",
            )
        ]
    if luck.baskets is None:
        return []
    of_store, drawn = pool == "store", POOLS[pool]
    later = f", {luck.later} first named by a later report" if of_store else ""
    chinese = f"，{luck.later} 只由后来的研报首次点名" if of_store else ""
    names = both(
        f"  drawn from {luck.baskets.pool} {drawn} on its boards ({luck.own} of them its own{later})",
        f"  从{drawn.zh}中同板块的 {luck.baskets.pool} 只抽取（其中 {luck.own} 只为自身{chinese}）",
    )
    return [same(random_lists_sentence(luck.baskets)), names]


def left_out(report: Report) -> list[Text]:
    """Say whom the report names and nobody judges: on other markets, unlisted, or disowned by its file."""
    excluded: dict[str, list[Text]] = {}
    for each in report.excluded:
        listed = both(f" (listed {each.listed_on})", f"（{each.listed_on} 上市）") if each.listed_on else NOTHING
        excluded.setdefault(each.reason, []).append(both(f"{each.name}{listed}", f"{each.name}{listed.zh}"))
    lines = [_not_judged(EXCLUSIONS[reason], dict.fromkeys(names)) for reason, names in excluded.items()]
    disowned = [f"{symbol} {name}" for symbol, name in disowned_names(report).items()]
    return [*lines, *([_not_judged(DISOWNED, disowned)] if disowned else [])]


def _not_judged(reason: Text, names: Iterable[str]) -> Text:
    whom = joined(names, en=", ", zh="、")
    return both(f"not judged, {reason}: {whom}", f"不评判，{reason.zh}：{whom.zh}")


def _counts(counted: Hits | Beats, settled: Text) -> Text:
    rate = "" if counted.rate is None else f"{counted.rate:.0%}"
    parts = (
        both(f"{settled} ({rate})", f"{settled.zh}（{rate}）") if rate else NOTHING,
        both(f"{counted.pending} pending", f"{counted.pending} 个待验证") if counted.pending else NOTHING,
        both(f"{counted.no_verdict} {WITHOUT}", f"{counted.no_verdict} 个{WITHOUT.zh}")
        if counted.no_verdict
        else NOTHING,
    )
    return joined(parts, en=", ", zh="，")


def _base(counted: Hits | Beats, did: Text) -> Text:
    """The base rate beside a hit rate."""
    base = counted.base
    if base is None:
        return NOTHING
    return both(
        f"; of all {base.names} stored names, its own among them, {base.rate:.0%} {did}",
        f"；数据库全部 {base.names} 只个股（含其自身）中 {base.rate:.0%} {did.zh}",
    )
