"""The section on trading put together."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.result.capacity import capacity, capacity_sentence
from backtest.result.participation import participation, participation_sentence
from backtest.result.parts import RunPart, judged_part
from backtest.result.refusals_by_month import RefusalMonths, refusals_by_month
from backtest.result.result import Result
from backtest.result.sensitivity import Sensitivity, sensitivity_sentence
from backtest.result.trades import trades
from backtest.result.trading_by_part import (
    CostsByPart,
    EventsByPart,
    RefusalsByPart,
    costs_by_part,
    events_by_part,
    refusals_by_part,
)
from backtest.result.trading_words import REASON_WORDS
from data_sources.language.text import NOTHING, Text
from reports.drawing.month_bars import MonthBar
from reports.sections.trading.trades import Trades, trades_section
from reports.sections.trading.turnover import turnover_bars


@dataclass(frozen=True)
class TradingSection:
    """What was traded by every part; ``participation`` and ``sensitivity`` are of the judged part.

    ``refusal_rows`` are those of ``refusal_months`` with the words of their reasons. ``sensitivity`` None without a
    run that was asked for it; ``sensitive`` says what it shows.
    """

    turnover: tuple[MonthBar, ...]
    costs: tuple[CostsByPart, ...]
    trades: Trades
    refusals: tuple[RefusalsByPart, ...]
    refusal_months: RefusalMonths
    refusal_rows: tuple[tuple[Text, tuple[int, ...]], ...]
    events: tuple[EventsByPart, ...]
    participation: tuple[Text, ...]
    sensitivity: Sensitivity | None
    sensitive: Text

    @property
    def axis(self) -> tuple[float, ...]:
        """Every excess that the dots of the sensitivity stand for, which set their axis."""
        variants = self.sensitivity.variants if self.sensitivity else ()
        return tuple(each.excess for each in variants if each.excess is not None)


def trading_section(result: Result, parts: tuple[RunPart, ...]) -> TradingSection:
    """Return the trading of a run."""
    part, refused = judged_part(parts), refusals_by_month(parts)
    seen = result.deep.sensitivity if result.deep else None
    return TradingSection(
        turnover_bars(parts),
        costs_by_part(parts),
        trades_section(trades(parts)),
        refusals_by_part(parts),
        refused,
        tuple((REASON_WORDS[reason], counts) for reason, counts in refused.counts),
        events_by_part(parts),
        _participation(part) if part else (),
        seen,
        sensitivity_sentence(seen) if seen else NOTHING,
    )


def _participation(part: RunPart) -> tuple[Text, ...]:
    seen = participation(part)
    return (participation_sentence(seen), capacity_sentence(seen, capacity(seen))) if seen else ()
