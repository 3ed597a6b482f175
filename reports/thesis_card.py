"""The thesis card: who published what when, and what would refute it, from the docstring of a family's module."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from strategies.contract.parameters import Value, check_parameters
from strategies.contract.strategy import Strategy
from strategies.documents.document import Report
from strategies.standing.sign_state import SignState

CLAIM, RULES, FALSIFIERS = "The claim:", "How each sentence became a rule:", "Refuted if:"

CODE, SUM, WORD = re.compile("``([^`]*)``"), re.compile(r"[\w .+-]+"), re.compile(r"[a-z_][a-z0-9_]*")


@dataclass(frozen=True)
class ReportSource:
    """One published document behind a strategy."""

    broker: str
    title: str
    published: date
    rating: str = ""
    published_is_derived: bool = False


@dataclass(frozen=True)
class ThesisCard:
    """What the reports claim in our words, how it became rules, and what would refute it.

    ``signs`` are the falsifiers of its theses that documents give in figures, with what became of each by the last day.
    """

    claim: str
    reports: tuple[ReportSource, ...] = ()
    rules: tuple[str, ...] = ()
    falsifiers: tuple[str, ...] = ()
    signs: tuple[SignState, ...] = ()


def thesis_card(
    strategy: Strategy, given: Mapping[str, Value] | None = None, signs: tuple[SignState, ...] = ()
) -> ThesisCard | None:
    """Return what the reports claim, how that became rules, what would refute it, and what became of that.

    Parameters named there stand with their values in this run, ``given`` or by default: "falls to 0.5 (below)". None
    for a strategy whose module states no claim, such as a user's own file.
    """
    text = strategy.account
    claim = _paragraph(text, CLAIM)
    if not claim:
        return None
    values = check_parameters(strategy.name, strategy.parameters, given or {}).values
    rules = _paragraph(text, RULES).removeprefix("- ").split("\n- ")
    return ThesisCard(
        claim=_sentence(claim),
        reports=tuple(_source(each) for each in strategy.documents),
        rules=tuple(_sentence(_filled(rule, values)) for rule in rules if rule),
        falsifiers=tuple(
            _sentence(_filled(each.rstrip("."), values)) for each in _paragraph(text, FALSIFIERS).split(";") if each
        ),
        signs=signs,
    )


def _source(each: Report) -> ReportSource:
    return ReportSource(
        broker=_both(each.broker, each.broker_zh),
        title=_both(each.title, each.title_zh),
        published=each.published,
        rating=each.rating,
        published_is_derived=each.date_basis == "derived",
    )


def _both(name: str, chinese: str) -> str:
    """Return a name with its Chinese one where the report's file gives one."""
    return f"{name} ({chinese})" if chinese else name


def _paragraph(text: str, heading: str) -> str:
    """Return what follows a heading up to the next empty line."""
    return text.partition(f"\n{heading}")[2].partition("\n\n")[0].strip()


def _filled(words: str, values: Mapping[str, Value]) -> str:
    """Return words with the value of each parameter before its name, also inside a sum; other code keeps its words."""

    def value(found: re.Match[str]) -> str:
        shown = values.get(found[0])
        if shown is None:
            return found[0]
        return f"{shown:g} ({found[0]})" if isinstance(shown, int | float) else f"{shown} ({found[0]})"

    def code(found: re.Match[str]) -> str:
        return WORD.sub(value, found[1]) if SUM.fullmatch(found[1]) else found[1]

    return CODE.sub(code, words)


def _sentence(words: str) -> str:
    """Return words on one line, the first letter a capital."""
    line = " ".join(words.split())
    return line[:1].upper() + line[1:]
