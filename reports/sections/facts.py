"""The facts beside a verdict: what was published when, which names, with what cash, at what costs, until when."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.metrics.publication import in_order
from backtest.result.benchmark import HeadlineIndex
from backtest.result.evidence import Evidence
from backtest.result.parts import RunPart
from backtest.result.result import Result
from backtest.result.trading_by_part import costs_by_part
from backtest.result.wording import money, percent
from data_sources.language.text import Text, both, joined, same


@dataclass(frozen=True)
class Fact:
    """One line: what it is, and what is so."""

    label: Text
    value: Text


def facts(result: Result, part: RunPart | None, seen: Evidence | None, benchmark: HeadlineIndex) -> tuple[Fact, ...]:
    """Return the facts of a run; those of trading from its judged part, absent while there is none."""
    last = same(str(result.ledger.sessions[-1]))
    traded = (_names(seen), Fact(both("Costs", "成本"), _costs(part))) if part and seen else ()
    return (
        Fact(both("Published", "发布"), _published(result)),
        *traded,
        Fact(
            both("Cash at the start", "初始资金"), both(f"CNY {money(result.options.cash)}", _wan(result.options.cash))
        ),
        Fact(both("Data until", "数据截至"), last),
        Fact(both("Benchmark", "基准"), same(benchmark.name)),
    )


def _published(result: Result) -> Text:
    dated = [f"{each.known_from} ({each.report} {each.broker})" for each in in_order(result.publications)]
    if not dated:
        return both("no date: nothing to tell hindsight from", "无发布日期，无法区分事后回溯")
    chinese = [f"{each.known_from}（{each.report} {each.broker}）" for each in in_order(result.publications)]
    return joined([both(en, zh) for en, zh in zip(dated, chinese, strict=True)], "; ", "；")


def _names(seen: Evidence) -> Fact:
    wanted, never = seen.traded.wanted, seen.traded.never_held
    missed_en, missed_zh = (f", {never} never held", f"，{never} 只从未持有") if never else ("", "")
    return Fact(both("Names", "个股"), both(f"{wanted} wanted{missed_en}", f"目标 {wanted} 只{missed_zh}"))


def _costs(part: RunPart) -> Text:
    total = costs_by_part((part,))[-1].cells[0]
    share = percent(total.share, 2)
    return both(f"CNY {money(total.amount)}, {share} of mean equity", f"{_wan(total.amount)}，占平均净值 {share}")


def _wan(amount: float) -> str:
    """Write CNY as Chinese readers do: in 元, 万元 or 亿元."""
    for size, unit in ((100_000_000, "亿元"), (10_000, "万元")):
        if abs(amount) >= size:
            return f"{amount / size:,.2f}".rstrip("0").rstrip(".") + f" {unit}"
    return f"{amount:,.0f} 元"
