"""What runs side by side show, in sentences: the sessions they share, their data, what they held in common."""

from __future__ import annotations

from backtest.result.badge import badge_words
from backtest.result.beside.beside import Beside
from backtest.result.beside.common_sessions import LeftOut
from backtest.result.beside.set_otherwise import GROUPS, Differing
from backtest.result.beside.side import OwnVerdict, Side
from backtest.result.wording import percent
from data_sources.language.text import NOTHING, Text, both, joined, listed, said


def sessions_sentence(seen: Beside) -> Text:
    """Say which sessions all have, and how many of each were left out on which side."""
    dates = seen.shared.dates
    count = len(dates) - 1
    head = both(
        f"Aligned to the {count:,} {_sessions(count)} that all have, {dates[1]} to {dates[-1]} (base: close of "
        f"{dates[0]}).",
        f"按全部回测共有的 {count:,} 个交易日对齐：{dates[1]} 至 {dates[-1]}（以 {dates[0]} 收盘为基点）。",
    )
    parts = [
        _left_out(label, left) for label, left in zip(seen.labels, seen.shared.left_out, strict=True) if left.total
    ]
    if not parts:
        return joined([head, both("No session was left out.", "没有剔除任何交易日。")])
    rest = both(f"Left out: {'; '.join(parts)}.", f"剔除：{'；'.join(said(part, 'zh') for part in parts)}。")
    return joined([head, rest])


def _left_out(label: str, left: LeftOut) -> Text:
    """Zero on a side is said too: both ends of a span are somebody's."""
    between = both(f", {left.between:,} between", f"，中间 {left.between:,} 日") if left.between else NOTHING
    return both(
        f"{label} {left.before:,} before, {left.after:,} after{between}",
        f"{label} 之前 {left.before:,} 日，之后 {left.after:,} 日{said(between, 'zh')}",
    )


def spans_sentence(seen: Beside) -> Text:
    """Say from where each curve is taken: what lies before the test of a thesis is no evidence for it."""
    if not any(side.verdict.base for side in seen.sides):
        return NOTHING
    return both(
        "Each run is taken from the base of its judged part on: what it did before its thesis was stated is not in it.",
        "每个回测自其评判区间的基点起计：研报发布之前的部分不计入。",
    )


def data_sentence(seen: Beside) -> Text:
    """Say "same data", or warn that the runs saw other data; empty without manifests."""
    otherwise = seen.otherwise
    if otherwise is None:
        return NOTHING
    if otherwise.same_data:
        return both(
            f"Same data: all on snapshot {otherwise.snapshots[0]}.", f"数据相同：快照 {otherwise.snapshots[0]}。"
        )
    on = [f"{label} on {snapshot}" for label, snapshot in zip(seen.labels, otherwise.snapshots, strict=True)]
    in_chinese = [f"{label} 用 {snapshot}" for label, snapshot in zip(seen.labels, otherwise.snapshots, strict=True)]
    return both(
        f"Warning: not the same data, {listed(on)}: what differs may be the data and not the rule.",
        f"警告：数据不同（{'，'.join(in_chinese)}）：差异可能来自数据，而非规则。",
    )


def warnings(seen: Beside) -> tuple[Text, ...]:
    """Say what must stand before all numbers: simulated prices, hindsight, and indices that are not the same."""
    found = []
    simulated = [side.label for side in seen.sides if side.simulated]
    if len(simulated) == len(seen.sides):
        found.append(both("SIMULATED market: no price in it is real", "模拟数据：其中没有真实价格"))
    elif simulated:
        found.append(
            both(
                f"SIMULATED: the prices of {listed(simulated)} are not real, those of the others are; nothing follows "
                "from the comparison",
                f"模拟数据：{listed(simulated).zh}的价格并非真实，其余为真实行情；两者比较得不出结论",
            )
        )
    if early := [side.label for side in seen.sides if side.hindsight]:
        found.append(
            both(
                f"HINDSIGHT: {listed(early)} traded names before they were published; that is no evidence",
                f"事后回溯：{listed(early).zh}在发布前已交易名单中的股票，不能作为证据",
            )
        )
    if len({side.benchmark for side in seen.sides}) > 1:
        each = ", ".join(f"{side.label} {side.benchmark}" for side in seen.sides)
        found.append(both(f"The excess of each is over its own index: {each}", f"各自的超额相对于各自的基准：{each}"))
    return tuple(found)


def held_sentences(seen: Beside) -> tuple[Text, ...]:
    """Say for each pair how much weight they had in common, on average and on the last session."""
    if seen.held is None:
        return (both("What each held is not recorded, so it cannot be compared.", "没有持仓记录，无法比较持仓。"),)
    counts, last = seen.held.counts, seen.shared.dates[-1]
    return tuple(
        both(
            f"{seen.labels[pair.first]} and {seen.labels[pair.second]} had {percent(pair.mean)} of weight in the same "
            f"names on average, {percent(pair.last)} on {last}: {pair.names} of {counts[pair.first]} and "
            f"{counts[pair.second]} names.",
            f"{seen.labels[pair.first]} 与 {seen.labels[pair.second]} 的持仓重合度平均 {percent(pair.mean)}，{last} 为 "
            f"{percent(pair.last)}：分别持有 {counts[pair.first]} 只和 {counts[pair.second]} 只，"
            f"其中 {pair.names} 只相同。",
        )
        for pair in seen.held.overlaps
    )


def alone_sentence(seen: Beside) -> Text:
    """Name the parameters that only some of the strategies have; empty without any."""
    names = seen.otherwise.alone if seen.otherwise else ()
    if not names:
        return NOTHING
    words = ", ".join(name.replace("_", " ") for name in names)
    return both(f"Only some of them have these parameters: {words}.", f"只有部分策略才有的参数：{words}。")


def verdict_sentences(seen: Beside) -> tuple[Text, ...]:
    """Say what each run's own verdict is, over which span, with the interval of its excess."""
    return tuple(_verdict(side) for side in seen.sides)


def _verdict(side: Side) -> Text:
    own = side.verdict
    if own.badge is None:
        return both(
            f"{side.label}: its verdict is not recorded; run it again to have it.",
            f"{side.label}：未记录结论；重新运行即可生成。",
        )
    badge = badge_words(own.badge)
    if own.base is None or own.last is None:
        return both(f"{side.label}: {badge}.", f"{side.label}：{badge.zh}。")
    span = both(f"{own.base} to {own.last}", f"{own.base} 至 {own.last}")
    return both(
        f"{side.label}: {badge}, {span}{_interval_words(own)}.",
        f"{side.label}：{badge.zh}，{span.zh}{_interval_words(own).zh}。",
    )


def _interval_words(own: OwnVerdict) -> Text:
    if own.excess is None or own.low is None or own.high is None:
        return both(", too short for an interval", "，样本过短，无区间")
    excess, low, high = (percent(value, signed=True) for value in (own.excess, own.low, own.high))
    a_year = both(" a year", "年化") if own.a_year else NOTHING
    return both(
        f": excess {excess}{a_year}, 95% interval {low} to {high}",
        f"：{a_year.zh}超额 {excess}，95% 区间 {low} 至 {high}",
    )


def differing_sentences(seen: Beside) -> tuple[Text, ...]:
    """Say what was set otherwise, a line each: whose value is which."""
    rows = seen.otherwise.differing if seen.otherwise else ()
    return tuple(_differs(seen, row) for row in rows)


def _differs(seen: Beside, row: Differing) -> Text:
    values = [
        both(f"{label} {value}", f"{label} {value.zh}") for label, value in zip(seen.labels, row.values, strict=True)
    ]
    group = GROUPS[row.group]
    return both(
        f"{group}, {row.label}: {', '.join(values)}.",
        f"{group.zh}，{row.label.zh}：{'，'.join(each.zh for each in values)}。",
    )


def _sessions(count: int) -> str:
    return "session" if count == 1 else "sessions"
