"""What the gates of a strategy did to its decisions: how many each of them changed, on which days, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from backtest.result.wording import listed, rate, segment, whole_sentence

ALL_GATES = "all gates together"
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


def gate_sentence(effect: GateEffect, since: str = "since publication") -> str:
    """Return what a gate did as a sentence without its full stop, with the first days on which it acted.

    Parameters
    ----------
    effect : GateEffect
        The gate over the decisions that the sentence is about.
    since : str, default "since publication"
        The span in words, such as "over the whole run".
    """
    said = f"{_who(effect)} changed {len(effect.changed)} of {effect.decisions} decisions {since}"
    shown = [f"{act.day} ({_what(act)})" for act in effect.changed[:DAYS_SHOWN]]
    more = len(effect.changed) - len(shown)
    days = "; ".join(shown) + (f" and {more} more" if more else "")
    return f"{said}: {days}" if shown else said


def gates_sentence(effects: Sequence[GateEffect], since: str) -> str:
    """Return what all gates of a run did as one sentence with its full stop; empty without gates or decisions.

    Gates that changed nothing are counted together, each with why: what it read, or that nothing was published.
    ``since`` is the span in words, as for ``gate_sentence``.
    """
    compared = [each for each in effects if each.decisions]
    if not compared:
        return ""
    still = [f"{_who(each)}{_why_idle(each)}" for each in compared if not each.changed]
    moved = [gate_sentence(each, since) for each in compared if each.changed]
    idle = f"{listed(still)} changed 0 of {compared[0].decisions} decisions {since}" if still else ""
    said = "; ".join(each for each in (idle, *moved) if each)
    return whole_sentence(said)


def _who(effect: GateEffect) -> str:
    if effect.quantity == ALL_GATES:
        return ALL_GATES
    # A gate of a document is called by its condition, whose series keep their names.
    return f"the gate {segment(effect.quantity) if effect.quantity.isidentifier() else repr(effect.quantity)}"


def _why_idle(effect: GateEffect) -> str:
    """Why a gate changed nothing, in brackets: its values, to be held against the threshold of the rule."""
    if not effect.read:
        return ""
    known = [round(value, 3) for value in effect.read if value is not None]
    if not known:
        return " (neutral: nothing that it reads was published by then)"
    low, high = (f"{each:,.6g}" if effect.plain else rate(each) for each in (min(known), max(known)))
    values = f"{low} to {high}" if low != high else low
    unknown = len(effect.read) - len(known)
    before = f"neutral at {unknown} before anything was published, then " if unknown else ""
    return f" ({before}it read {values}, which by itself changes nothing)"


def _what(act: GateAct) -> str:
    if act.invested == act.invested_without:
        return f"{rate(round(act.moved, 3))} moved between names"
    return f"{rate(round(act.invested, 3))} invested instead of {rate(round(act.invested_without, 3))}"
