"""The stretches over which a gate held a run to other weights: from the session after a decision to the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from backtest.result.gates import ALL_GATES, GateAct, GateEffect
from backtest.result.wording import rate, segment
from data_sources.language.text import Text, both, same


@dataclass(frozen=True)
class GateSpan:
    """Decisions one after the other that a gate changed alike.

    They were taken after the close of ``since``, traded from the session after it, and held up to the close of
    ``until``, the day of the next decision that the gate left alone or changed otherwise; None to the end of the run.
    ``act`` is the first of them.
    """

    quantity: str
    since: date
    until: date | None
    act: GateAct


def gate_spans(effects: Sequence[GateEffect]) -> tuple[GateSpan, ...]:
    """Return the stretches of all gates, the earliest first.

    What gates changed only together is theirs together (``ALL_GATES``), what one of them changed by itself is its own.
    """
    alone = {act.day for each in effects if each.quantity != ALL_GATES for act in each.changed}
    found = [
        span
        for each in effects
        for span in _spans(each, without=alone if each.quantity == ALL_GATES else frozenset())
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda span: (span.since, span.quantity)))


def span_words(span: GateSpan) -> Text:
    """Say what a gate did over a stretch: "exposure 50%: capex"."""
    name = segment(span.quantity) if span.quantity.isidentifier() else span.quantity
    gate = same(span.quantity if span.quantity == ALL_GATES else name)
    if _invested(span.act)[0] == _invested(span.act)[1]:
        moved = rate(round(span.act.moved, 3))
        return both(f"{moved} between names: {gate}", f"个股间调换 {moved}：{gate.zh}")
    held = rate(_invested(span.act)[0])
    return both(f"exposure {held}: {gate}", f"仓位 {held}：{gate.zh}")


def _spans(effect: GateEffect, without: frozenset[date] | set[date]) -> list[GateSpan]:
    acts = {act.day: act for act in effect.changed if act.day not in without}
    spans: list[GateSpan] = []
    first: GateAct | None = None
    for day in effect.days:
        act = acts.get(day)
        if first and (act is None or _invested(act) != _invested(first)):
            spans.append(GateSpan(effect.quantity, first.day, day, first))
            first = None
        first = first or act
    if first:
        spans.append(GateSpan(effect.quantity, first.day, None, first))
    return spans


def _invested(act: GateAct) -> tuple[float, float]:
    """What was invested with the gate and without it, to a tenth of a percent."""
    return round(act.invested, 3), round(act.invested_without, 3)
