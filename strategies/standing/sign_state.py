"""Whether what would refute or confirm the theses of documents has happened by a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

import numpy as np

from backtest.market.panel import Panel
from data_sources.errors import InputError
from data_sources.language.text import NOTHING, Text, amid, both, joined
from data_sources.tables.signals import Signals, SignalValue
from strategies.conditions.condition import Comparison
from strategies.conditions.evaluation import Evaluation, days_of_change, evaluate
from strategies.conditions.in_words import condition_words, measure_of, quantity_words
from strategies.conditions.parsing import read_condition
from strategies.contract.strategy import Strategy
from strategies.documents.document import Report, Thesis
from strategies.documents.sign import Sign
from strategies.signals.names.period import period_name
from strategies.standing.thesis_excess import excess_of

State: TypeAlias = Literal["happened", "not happened", "unknown", "in words"]
Kind: TypeAlias = Literal["falsifier", "confirming"]
STATES: Mapping[State, Text] = {
    "happened": Text("happened", "已发生"),
    "not happened": Text("not happened", "未发生"),
    "unknown": Text("unknown", "未知"),
    "in words": Text("in words", "仅有文字"),
}
KINDS: Mapping[Kind, Text] = {"falsifier": Text("falsifier", "证伪条件"), "confirming": Text("confirming", "佐证")}
NOT_YET: tuple[State, ...] = ("not happened", "unknown", "in words")
TO = "to "
"""What begins a period that is no period of a series but ends on a day."""
MINUS = "\u2212"


@dataclass(frozen=True)
class SaidValue:
    """What one quantity of a condition, in words in Chinese, said: a number of a period, published on a day."""

    quantity: str
    value: float
    period: str
    published_on: date

    @property
    def words(self) -> Text:
        """It in words: ``yoy(capex/big4_sum) was -3.5 in 2026Q1, known 2026-05-04``."""
        number = f"{self.value:,.6g}"
        till = self.period.startswith(TO)
        period = self.period if till else f"in {self.period}"
        asked = amid(self.quantity)
        chinese = (
            f"截至 {self.period.removeprefix(TO)}，{asked.lstrip()}"
            if till
            else f"{period_name(self.period).zh}{asked}"
        )
        return both(
            f"{self.quantity} was {number} {period}, known {self.published_on}",
            f"{chinese}为 {self._number_zh}（{self.published_on} 已知）",
        )

    @property
    def _number_zh(self) -> str:
        """A percentage and points to two places, as Chinese sheets print them; a level as it is."""
        measure = _measure(self.quantity)
        number = f"{round(self.value, 2) if measure else self.value:,.6g}"
        return f"{number.replace('-', MINUS)}{measure}"


@dataclass(frozen=True)
class Trace:
    """What one comparison of a sign read, day by day: ``sign`` and ``number`` are what it is held against.

    ``days`` are those on which its reading changed, from the publication of the document on; ``values`` in the unit of
    the quantity, None while it was unknown.
    """

    quantity: Text
    sign: str
    number: float
    days: tuple[date, ...]
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class SignState:
    """A sign of a thesis on a day.

    ``state`` is "in words" for a sign without a condition. ``happened_on`` is the first day, from the publication of
    the document on, on which the condition held by what was known; it stays, whatever comes later. ``at_once`` says
    that this was the day of publication, so the document's own figures say it. ``values`` are those of that day, else
    of the last one, ``traces`` those of all days until then, one a comparison; ``why`` says why the state is unknown.
    """

    report: str
    thesis: str
    kind: Kind
    text: Text
    when: str
    source: str
    state: State = "in words"
    happened_on: date | None = None
    at_once: bool = False
    values: tuple[SaidValue, ...] = ()
    why: Text = NOTHING
    traces: tuple[Trace, ...] = ()

    @property
    def words(self) -> Text:
        """The state in words, with the values that say it."""
        english = "".join(f"; {each.words}" for each in self.values)
        chinese = "".join(f"；{each.words.zh}" for each in self.values)
        match self.state:
            case "happened":
                at_once = " (so already when it was published)" if self.at_once else ""
                return both(
                    f"happened on {self.happened_on}{at_once}{english}",
                    f"已于 {self.happened_on} 发生{'（发布时即已如此）' if self.at_once else ''}{chinese}",
                )
            case "not happened":
                return both(f"not happened{english}", f"未发生{chinese}")
            case "unknown":
                return both(f"unknown: {self.why}", f"未知：{self.why.zh}")
            case "in words":
                return both("in words alone", "仅有文字，没有可判断的序列")

    @property
    def reads(self) -> Text:
        """What its condition says, as it is written and in words in Chinese; empty without one."""
        return both(self.when, condition_words(read_condition(self.when, excess=True)).zh) if self.when else NOTHING


def sign_states(
    reports: Iterable[Report], signals: Iterable[SignalValue], day: date, panel: Panel | None = None
) -> tuple[SignState, ...]:
    """Return the state of every falsifier and confirming sign after the close of a day, in the order of the documents.

    Parameters
    ----------
    reports
        The documents; one that is published after the day has signs that are unknown.
    signals
        All values of industry series, shipped and stored; each counts from its ``published_on``.
    day
        Any calendar day.
    panel
        The prices from which the excess of a thesis is taken; None (default): there is no store.
    """
    columns = Signals.of(signals)
    return tuple(
        _state(SignState(each.id, thesis.id, kind, sign.text, sign.when, sign.source), each, columns, day, panel)
        for each in reports
        for thesis in each.theses
        for kind, sign in _signs(thesis)
    )


def signs_of(
    strategy: Strategy, signals: Iterable[SignalValue], day: date, panel: Panel | None = None
) -> tuple[SignState, ...]:
    """Return the state of the falsifiers that are in figures, of the theses whose names a strategy holds."""
    held = {thesis for segment in strategy.segments for thesis in segment.theses}
    own = (
        replace(each, theses=tuple(thesis for thesis in each.theses if f"{each.id}.{thesis.id}" in held))
        for each in strategy.documents
    )
    states = sign_states(own, signals, day, panel)
    return tuple(each for each in states if each.kind == "falsifier" and each.when)


def counted(states: Iterable[SignState]) -> Text:
    """Return how many of some signs are in which state: ``1 happened 2026-03-31, 2 unknown``."""
    every = tuple(states)
    days = sorted(each.happened_on for each in every if each.happened_on)
    on = tuple(map(str, dict.fromkeys(days)))
    parts = [both(f"{len(days)} happened {' '.join(on)}", f"{len(days)} 项已发生（{'、'.join(on)}）")] if days else []
    for word in NOT_YET:
        count = sum(each.state == word for each in every)
        parts += [both(f"{count} {word}", f"{count} 项{STATES[word].zh}")] * bool(count)
    return joined(parts, en=", ", zh="，")


def _measure(quantity: str) -> str:
    """What Chinese writes behind a number of a quantity, from how it is written: nothing behind a level."""
    try:
        read = read_condition(f"{quantity} > 0", excess=True)
    except InputError:
        # A series whose name has spaces in it is read in quotes alone.
        return ""
    return measure_of(read.quantity).zh if isinstance(read, Comparison) else ""


def _signs(thesis: Thesis) -> Iterator[tuple[Kind, Sign]]:
    yield from (("falsifier", sign) for sign in thesis.falsifiers)
    yield from (("confirming", sign) for sign in thesis.confirms)


def _state(sign: SignState, document: Report, signals: Signals, day: date, panel: Panel | None) -> SignState:
    if not sign.when:
        return sign
    if day < document.known_from:
        return replace(
            sign, state="unknown", why=both(f"published {document.known_from}", f"{document.known_from} 发布")
        )
    condition, excess = read_condition(sign.when, excess=True), excess_of(document, sign.thesis, panel)
    changes = (each for each in days_of_change(condition, signals, excess) if document.known_from <= each <= day)
    days = sorted({document.known_from, day, *changes})
    found = evaluate(condition, signals, np.array(days, dtype="datetime64[D]"), excess)
    held = np.flatnonzero(found.truth == 1.0)
    sign = replace(sign, traces=_traces(found, days))
    if len(held):
        at = int(held[0])
        return replace(sign, state="happened", happened_on=days[at], at_once=at == 0, values=_values(found, at))
    if found.truth[-1] == 0.0:
        return replace(sign, state="not happened", values=_values(found, -1))
    return replace(sign, state="unknown", values=_values(found, -1), why=_why(found, stored=panel is not None))


def _traces(found: Evaluation, days: Sequence[date]) -> tuple[Trace, ...]:
    """What each comparison read on the days on which something changed; none of one that never read a number."""
    rows = zip(found.comparisons, found.readings, strict=True)
    return tuple(
        Trace(quantity_words(each.quantity), each.sign, each.number, tuple(days), tuple(at.value for at in row))
        for each, row in rows
        if any(at.value is not None for at in row)
    )


def _values(found: Evaluation, at: int) -> tuple[SaidValue, ...]:
    """What the comparisons said on a day, each quantity of a period once."""
    each_said = []
    for comparison, row in zip(found.comparisons, found.readings, strict=True):
        value, published_on = row[at].value, row[at].published_on
        if value is not None and published_on is not None:
            quantity = both(str(comparison.quantity), quantity_words(comparison.quantity).zh)
            each_said.append(SaidValue(quantity, value, row[at].period, published_on))
    return tuple(dict.fromkeys(each_said))


def _why(found: Evaluation, *, stored: bool) -> Text:
    """Why the last day is unknown, by the first comparison that is."""
    why = next(row[-1].why for row in found.readings if row[-1].truth is None)
    if stored or not why.startswith("no value"):
        return why
    return both(f"{why}, and there is no store", f"{why.zh}，且没有数据库")
