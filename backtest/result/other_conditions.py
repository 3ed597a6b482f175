"""Whether the excess of a run hangs on one of its conditions: the same decisions carried out under others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from backtest.market.indices import benchmark_of
from backtest.metrics.relative import excess_arithmetic
from backtest.options import FillPrice, Options
from backtest.result.benchmark import headline_benchmark
from backtest.result.moved_decisions import a_session_later, entered_on
from backtest.result.parts import RunPart, part_curve
from backtest.result.result import Result
from backtest.result.sensitivity import Sensitivity, Variant
from backtest.result.traded import called
from backtest.targets import Targets
from data_sources.calendar.sessions import base_row
from data_sources.errors import InputError
from data_sources.language.text import Text, both

SLIPPAGES = (0.0, 0.001, 0.003)
FILLS: dict[FillPrice, Text] = {
    "open": both("at the open", "开盘价"),
    "close": both("at the close", "收盘价"),
    "vwap": both("at the day's average price", "成交量加权均价"),
}
STARTS = (-20, -5, 5, 20)


def sensitivity(result: Result, part: RunPart, early: Targets | None = None) -> Sensitivity:
    """Return the excess of a part under other slippage, fill prices and days, and without its best names.

    Slippage and fill price change the conditions, every decision one session later the day it is carried out; the
    excess is that of the part's own sessions. A start some sessions earlier or later begins with cash and what was
    decided last by then, and its excess is that from its own base. Without the best names: what they made is taken
    out, as ``holding_performance`` has it, without another run.

    Parameters
    ----------
    result : Result
        The run; its part is judged against the benchmark that the run has.
    part : RunPart
        The judged part.
    early : Targets, optional
        The decisions had the first report been known from the first session on, for a start before it. None leaves
        such a start to the decisions as published.
    """
    curve = part_curve(result, part, headline_benchmark(result))
    own = excess_arithmetic(curve.equity, curve.benchmark)
    market = float(curve.benchmark[-1] / curve.benchmark[0] - 1.0)
    varied = (*_conditions(result, part, own), *_starts(result, part, early), *_without_best(part, market))
    return Sensitivity(own, varied)


def _conditions(result: Result, part: RunPart, own: float) -> Iterator[Variant]:
    """Slippage, fill price and a session's delay, over the part's own sessions; the run's own need no second run."""
    options, targets, panel = part.execution.options, part.execution.targets, part.ledger.panel
    for slippage in SLIPPAGES:
        bp = f"{slippage * 10_000:.0f}"
        same = slippage == options.slippage
        excess = own if same else _excess(result, part, targets, replace(options, slippage=slippage))
        yield Variant("slippage", both(f"{bp} bp a side", f"单边 {bp} 个基点"), excess, same)
    for fill, label in FILLS.items():
        same = fill == options.fill
        excess = own if same else _excess(result, part, targets, replace(options, fill=fill))
        yield Variant("fill", label, excess, same)
    delayed = _excess(result, part, a_session_later(targets, panel), options)
    yield Variant("delay", both("every decision one session later", "每次决策晚一个交易日执行"), delayed)


def _starts(result: Result, part: RunPart, early: Targets | None) -> Iterator[Variant]:
    """The run begun with cash on other sessions."""
    panel, options = part.ledger.panel, part.execution.options
    at = base_row(panel.sessions, part.base_date)
    for shift in STARTS:
        row, hindsight = at + shift, False
        excess = None
        if 0 <= row < base_row(panel.sessions, part.last_date):
            day = panel.sessions[row].item()
            hindsight = result.known_from is not None and day < result.known_from and shift < 0
            decided = early if hindsight and early is not None else part.execution.targets
            excess = _excess(result, part, entered_on(decided, day), options, first=row)
        yield Variant("start", _start_label(shift, hindsight=hindsight), excess, hindsight=hindsight)


def _start_label(shift: int, *, hindsight: bool) -> Text:
    count = abs(shift)
    if shift > 0:
        return both(f"begun {count} sessions later", f"推迟 {count} 个交易日")
    mark = (" (hindsight)", "（事后回溯）") if hindsight else ("", "")
    return both(f"begun {count} sessions earlier{mark[0]}", f"提前 {count} 个交易日{mark[1]}")


def _without_best(part: RunPart, market: float) -> Iterator[Variant]:
    """What is left of the excess without the profit of the best name, and of the best three."""
    numbers = part.metrics
    for key, label in (
        ("total_return_without_best", _best_label(part)),
        ("total_return_without_best_three", both("without the three best names", "剔除贡献最大的三只个股")),
    ):
        left = numbers.get(key)
        if isinstance(left, float) and numbers.get("best_name"):
            yield Variant("without", label, left - market)


def _best_label(part: RunPart) -> Text:
    name = called(part.execution, part.metrics.get("best_name"))
    return both(f"without {name}", f"剔除{name}")


def _excess(
    result: Result, part: RunPart, targets: Targets, options: Options, first: int | None = None
) -> float | None:
    """The excess of decisions under conditions from a panel's row on (the part's base for None) to the part's end."""
    from backtest.engine.run import execute_targets  # noqa: PLC0415 - the engine, only when something runs

    panel = part.ledger.panel
    last = base_row(panel.sessions, part.last_date)
    base = base_row(panel.sessions, part.base_date) if first is None else first
    try:
        ledger = execute_targets(panel, targets, replace(options, start=None, end=part.last_date))
        index = benchmark_of(panel, result.benchmark_symbol, base, last).closes
    except InputError:  # the data end before or begin after what this variant needs
        return None
    row = int(np.searchsorted(ledger.sessions, panel.sessions[base], side="right")) - 1
    # Before the base of the execution lies what it starts with.
    before = float(ledger.equity[max(row, 0)])
    if before <= 0:
        return None
    return float(ledger.equity[-1]) / before - float(index[-1] / index[0])
