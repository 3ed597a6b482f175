"""What the gates of a strategy did to its decisions: how many each of them changed, on which days, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from backtest.result.wording import rate, segment
from data_sources.language.text import NOTHING, Text, amid, both, joined, listed, said, sentence

ALL_GATES = both("all gates together", "全部择时开关合计")
"""The effect of all gates at once: two that are read together may change a decision only together."""

DAYS_SHOWN = 3


@dataclass(frozen=True)
class GateAct:
    """One decision that a gate changed: its day, and the share invested with the gate's signals and without them.

    ``moved`` is the share of the portfolio that the gate moved, into cash or between names.
    """

    day: date
    invested: float
    invested_without: float
    moved: float


@dataclass(frozen=True)
class GateEffect:
    """One gate over the decisions of some ``days``, each of which was taken with its signals and without.

    ``quantity`` is the gate's name, or ``ALL_GATES``; ``changed`` are the decisions that differ, in order of time.
    ``read`` is what the quantity said at each of the days, a fraction, None while nothing was published; empty for all
    gates together. ``plain`` says that they are no fractions but numbers in the unit of the series.
    """

    quantity: str
    days: tuple[date, ...]
    changed: tuple[GateAct, ...]
    read: tuple[float | None, ...] = ()
    plain: bool = False

    @property
    def decisions(self) -> int:
        """How many decisions were compared."""
        return len(self.days)

    def in_part(self, base_date: date, last_date: date) -> GateEffect:
        """Return the effect on the decisions that traded after the session ``base_date`` up to ``last_date``.

        A decision trades on the session after its day, so that of the base date counts and that of the last does not.
        """
        inside = [base_date <= day < last_date for day in self.days]
        return replace(
            self,
            days=tuple(day for day, kept in zip(self.days, inside, strict=True) if kept),
            changed=tuple(act for act in self.changed if base_date <= act.day < last_date),
            read=tuple(value for value, kept in zip(self.read, inside, strict=False) if kept),
        )


SINCE_PUBLICATION = both("since publication", "发布以来")


def gate_sentence(effect: GateEffect, since: Text = SINCE_PUBLICATION) -> Text:
    """Return what a gate did as a sentence without its full stop, with the first days on which it acted.

    Parameters
    ----------
    effect : GateEffect
        The gate over the decisions that the sentence is about.
    since : Text, default "since publication"
        The span in words, such as "over the whole run".
    """
    who, changed = _who(effect), len(effect.changed)
    told = both(
        f"{who} changed {changed} of {effect.decisions} decisions {since}",
        f"{who.zh}在{amid(since)}的 {effect.decisions} 次决策中{f'改变了 {changed} 次' if changed else '一次也未改变'}",
    )
    shown = joined([_act(act) for act in effect.changed[:DAYS_SHOWN]], "; ", "；")
    more = changed - min(changed, DAYS_SHOWN)
    rest = both(f" and {more} more", f"，另有 {more} 次") if more else NOTHING
    return both(f"{told}: {shown}{rest}", f"{told.zh}：{shown.zh}{rest.zh}") if shown else told


def gates_sentence(effects: Sequence[GateEffect], since: Text) -> Text:
    """Return what all gates of a run did as one sentence with its full stop; empty without gates or decisions.

    Gates that changed nothing are counted together, each with why: what it read, or that nothing was published.
    ``since`` is the span in words, as for ``gate_sentence``.
    """
    compared = [each for each in effects if each.decisions]
    if not compared:
        return NOTHING
    still = listed([joined((_who(each), _why_idle(each)), "") for each in compared if not each.changed])
    moved = [gate_sentence(each, since) for each in compared if each.changed]
    idle = NOTHING
    if still:
        many = compared[0].decisions
        idle = both(
            f"{still} changed 0 of {many} decisions {since}",
            f"{still.zh}在{amid(since)}的 {many} 次决策中一次也未改变",
        )
    return sentence(joined((idle, *moved), "; ", "；"))


def _who(effect: GateEffect) -> Text:
    if effect.quantity == ALL_GATES:
        return ALL_GATES
    # A gate of a document is called by its condition, whose series keep their names.
    if not effect.quantity.isidentifier():
        return both(f"the gate {effect.quantity!r}", f"择时开关“{said(effect.quantity, 'zh')}”")
    name = segment(effect.quantity)
    return both(f"the gate {name}", f"择时开关“{name.zh}”")


def _why_idle(effect: GateEffect) -> Text:
    """Why a gate changed nothing, in brackets: its values, to be held against the threshold of the rule."""
    if not effect.read:
        return NOTHING
    known = [round(value, 3) for value in effect.read if value is not None]
    if not known:
        return both(" (neutral: nothing that it reads was published by then)", "（中性：所读数据当时均未发布）")
    low, high = (f"{each:,.6g}" if effect.plain else rate(each) for each in (min(known), max(known)))
    values = both(f"{low} to {high}", f"{low} 至 {high}") if low != high else both(low, low)
    unknown = len(effect.read) - len(known)
    before = NOTHING
    if unknown:
        before = both(
            f"neutral at {unknown} before anything was published, then ", f"数据发布前的 {unknown} 次为中性，其后"
        )
    return both(
        f" ({before}it read {values}, which by itself changes nothing)",
        f"（{before.zh}读数为 {values.zh}，本身不改变仓位）",
    )


def _act(act: GateAct) -> Text:
    what = _what(act)
    return both(f"{act.day} ({what})", f"{act.day}（{what.zh}）")


def _what(act: GateAct) -> Text:
    if act.invested == act.invested_without:
        moved = rate(round(act.moved, 3))
        return both(f"{moved} moved between names", f"{moved} 在个股之间调换")
    own, without = rate(round(act.invested, 3)), rate(round(act.invested_without, 3))
    return both(f"{own} invested instead of {without}", f"仓位 {own}，否则为 {without}")
