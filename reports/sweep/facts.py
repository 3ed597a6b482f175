"""What stands beside the front of a sweep's page, and what all of its settings share."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.market.indices import index_label
from backtest.options import options_document
from backtest.result.manifest_words import fact_words
from backtest.result.value_words import value_words
from backtest.result.wording import money, rate, sessions
from backtest.sweeps.evidence_sentences import session_count
from backtest.sweeps.outcome import Sweep
from backtest.sweeps.setting_words import METRIC_WORDS, value_word
from data_sources.language.text import Text, both, joined, same


@dataclass(frozen=True)
class Fact:
    """A fact beside the front, or a row of the reproduction; ``name`` is what code calls it, "" for nothing."""

    label: Text
    value: Text
    name: str = ""


def facts_beside(found: Sweep) -> tuple[Fact, ...]:
    """Return what was looked at, over which sessions, how often in all, and at which costs."""
    tried = found.trials.count if found.trials else None
    counted = (
        [] if tried is None else [Fact(both("Ever tried", "累计试过"), both(f"{tried:,} settings", f"{tried:,} 组"))]
    )
    return (
        Fact(both("Settings", "参数组数"), _counts(found)),
        Fact(both("Grid", "网格"), _drawn(found)),
        Fact(both("Ranked by", "排名依据"), METRIC_WORDS[found.metric]),
        *_compared(found),
        *counted,
        Fact(both("Cash", "初始资金"), both(f"{money(found.options.cash)} CNY", f"{money(found.options.cash)} 元")),
        Fact(both("Costs", "费用"), _costs(found)),
    )


def _counts(found: Sweep) -> Text:
    """How many settings there are, and what became of them."""
    counts = (
        (len(found.ranked), both("ranked", "有名次")),
        (len(found.dead), both("dead", "无持仓")),
        (len(found.failed), both("failed", "失败")),
    )
    parts = [both(f"{count:,} {word}", f"{count:,} 组{word.zh}") for count, word in counts if count]
    said = joined(parts, ", ", "、")
    return both(f"{len(found.settings):,}: {said}", f"{len(found.settings):,}：{said.zh}")


def _drawn(found: Sweep) -> Text:
    size, drawn = found.grid.size, found.drawn
    if drawn is None or drawn >= size:
        return both(f"all {size:,}", f"全部 {size:,} 组")
    return both(f"{drawn:,} drawn of {size:,}", f"从 {size:,} 组中抽取 {drawn:,} 组")


def _compared(found: Sweep) -> tuple[Fact, ...]:
    if found.common is None:
        return ()
    days = found.common.sessions
    return (
        Fact(both("Compared over", "比较区间"), both(f"{days[0]} to {days[-1]}", f"{days[0]} 至 {days[-1]}")),
        Fact(both("Sessions", "交易日"), sessions(session_count(found))),
        Fact(both("Benchmark", "基准"), index_label(found.options.benchmark or "")),
    )


def _costs(found: Sweep) -> Text:
    """The rates that all settings share; one that is a dial stands in the grid."""
    turned = {dial.name for dial in found.grid.dials}
    parts = [
        both(f"{label} {rate(value)}", f"{label.zh} {rate(value)}")
        for key, label, value in (
            ("commission_rate", both("commission", "佣金"), found.options.commission_rate),
            ("slippage", both("slippage", "滑点"), found.options.slippage),
        )
        if key not in turned
    ]
    return joined(parts, ", ", "、") if parts else both("in the grid", "见网格")


def shared_settings(found: Sweep) -> tuple[Fact, ...]:
    """Return what all settings share, as the options of a run; those that are dials are not among them."""
    turned = {dial.name for dial in found.grid.dials}
    rows = [Fact(both("data snapshot", "数据快照"), same(found.snapshot), "snapshot")]
    rows += [
        Fact(fact_words(key, {}), value_words(key, "" if value is None else value_word(value)), key.partition(".")[2])
        for key, value in ((f"options.{name}", value) for name, value in options_document(found.options).items()
                           if name not in turned)
    ]  # fmt: skip
    shared = {name: value for name, value in found.own.values.items() if name not in turned}
    rows += [Fact(found.meanings.get(name, same("")), same(value_word(value)), name) for name, value in shared.items()]
    return tuple(rows)
