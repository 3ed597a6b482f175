"""The gates of a run: what each read at every decision, and which decisions it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from backtest.result.gates import ALL_GATES, GateAct, GateEffect, gate_sentence
from backtest.result.parts import RunPart
from backtest.result.result import Result
from backtest.result.wording import percent
from data_sources.language.text import Text, both, sentence
from reports.drawing.gate_strip import Stretch


@dataclass(frozen=True)
class GateRow:
    """One gate over the judged part; ``days`` and ``read`` are its readings at the decisions, None while silent.

    ``read`` is in percent, or in the unit of its series where that is no fraction (``unit`` "").
    """

    sentence: Text
    stretches: tuple[Stretch, ...]
    days: tuple[date, ...]
    read: tuple[float | None, ...]
    unit: str


@dataclass(frozen=True)
class GatesSection:
    """All gates of a run; ``last`` is the day up to which the last decision holds."""

    gates: tuple[GateRow, ...]
    last: date


def gates_section(result: Result, part: RunPart | None) -> GatesSection | None:
    """Return the gates of a run's judged part, or None without a gate, a part or a decision in it."""
    if part is None:
        return None
    effects = [each.in_part(part.base_date, part.last_date) for each in result.gates]
    rows = tuple(_row(each, part.last_date) for each in effects if each.days)
    return GatesSection(rows, part.last_date) if rows else None


def _row(effect: GateEffect, last: date) -> GateRow:
    acts = {act.day: act for act in effect.changed}
    scale = 1.0 if effect.plain else 100.0
    return GateRow(
        sentence(gate_sentence(effect)),
        tuple(_stretch(effect, k, acts, last) for k in range(len(effect.days))),
        effect.days if effect.read else (),
        tuple(None if value is None else value * scale for value in effect.read),
        "" if effect.plain else "%",
    )


def _stretch(effect: GateEffect, k: int, acts: Mapping[date, GateAct], last: date) -> Stretch:
    day = effect.days[k]
    after = effect.days[k + 1] if k + 1 < len(effect.days) else max(last, day)
    act = acts.get(day)
    if act:
        invested, without = percent(act.invested, 0), percent(act.invested_without, 0)
        words = both(
            f"{day}: {invested} invested, {without} without it", f"{day}：仓位 {invested}，无此开关为 {without}"
        )
        return Stretch(day, after, "changed", words)
    if effect.read and effect.read[k] is None and effect.quantity != ALL_GATES:
        return Stretch(day, after, "silent", both(f"{day}: nothing published yet", f"{day}：尚无发布"))
    return Stretch(day, after, "open", both(f"{day}: changes nothing", f"{day}：无影响"))
