"""The facts beside a verdict: what was published when, which names, with what cash, at what costs, until when."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.holding import shares_by_symbol
from backtest.metrics.publication import in_order
from backtest.result.benchmark import HeadlineIndex
from backtest.result.evidence import Evidence
from backtest.result.parts import RunPart
from backtest.result.result import Result
from backtest.result.trading_by_part import costs_by_part
from backtest.result.wording import cny, percent, rate
from data_sources.language.text import Text, both, joined, said, same


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
        Fact(both("Cash at the start", "初始资金"), cny(result.options.cash)),
        *_held_at_start(result),
        *_left_in_cash(result),
        Fact(both("Data until", "数据截至"), last),
        Fact(both("Benchmark", "基准"), same(benchmark.name)),
    )


def _held_at_start(result: Result) -> tuple[Fact, ...]:
    """What the account held beside its cash; no fact for one that began with cash alone."""
    names = len(shares_by_symbol(result.options.positions))
    if not names:
        return ()
    worth = cny(float(result.ledger.holdings[0]))
    many = both(f"{names} names, {worth}", f"{names} 只，{said(worth, 'zh')}")
    return (Fact(both("Shares at the start", "初始持仓"), many),)


def _left_in_cash(result: Result) -> tuple[Fact, ...]:
    """The share of the account that weights leave out; no fact for none."""
    buffer = result.options.cash_buffer
    return (Fact(both("Left in cash", "留作现金"), rate(buffer)),) if buffer else ()


def _published(result: Result) -> Text:
    if not result.publications:
        return both("no date: nothing to tell hindsight from", "无发布日期，无法区分事后回溯")
    dated = [
        both(
            f"{each.known_from} {each.report} {each.broker}",
            f"{each.known_from} {each.report} {said(each.broker, 'zh')}",
        )
        for each in in_order(result.publications)
    ]
    return joined(dated, "\n", "\n")


def _names(seen: Evidence) -> Fact:
    wanted, never = seen.traded.wanted, seen.traded.never_held
    missed_en, missed_zh = (f", {never} never held", f"，{never} 只从未持有") if never else ("", "")
    return Fact(both("Names", "个股"), both(f"{wanted} on the list{missed_en}", f"名单 {wanted} 只{missed_zh}"))


def _costs(part: RunPart) -> Text:
    total = costs_by_part((part,))[-1].cells[0]
    share, amount = percent(total.share, 2), cny(total.amount)
    return both(f"{amount}, {share} of mean equity", f"{amount.zh}，占平均净值 {share}")
