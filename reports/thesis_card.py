"""The thesis card: who published what when, and what would refute it, from the docstring of a family's module."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from backtest.result.front.standing import NamesMet
from backtest.result.standard import Standard
from data_sources.language.text import Text, both
from strategies.contract.account import claim_of, falsifiers_of, rules_of
from strategies.contract.parameters import Value, check_parameters
from strategies.contract.strategy import Strategy
from strategies.documents.document import Report
from strategies.documents.own_standard import own_standard
from strategies.standing.sign_state import SignState

CODE, SUM, WORD = re.compile("``([^`]*)``"), re.compile(r"[\w .+-]+"), re.compile(r"[a-z_][a-z0-9_]*")


@dataclass(frozen=True)
class ReportSource:
    """One published document behind a strategy; ``standard`` is what it asked of its own call, None without one."""

    broker: Text
    title: Text
    published: date
    rating: str = ""
    published_is_derived: bool = False
    id: str = ""
    standard: Standard | None = None


@dataclass(frozen=True)
class ThesisCard:
    """What the reports claim in our words, how it became rules, and what would refute it.

    ``signs`` are the falsifiers of its theses that documents give in figures, with what became of each by the last day.
    ``parameters`` says by name what each dial does, ``names_met`` by report how many of its names met its standard.
    """

    claim: Text
    reports: tuple[ReportSource, ...] = ()
    rules: tuple[Text, ...] = ()
    falsifiers: tuple[Text, ...] = ()
    signs: tuple[SignState, ...] = ()
    parameters: Mapping[str, Text] = field(default_factory=dict)
    names_met: Mapping[str, NamesMet] = field(default_factory=dict)


def thesis_card(
    strategy: Strategy,
    given: Mapping[str, Value] | None = None,
    signs: tuple[SignState, ...] = (),
    met: Mapping[str, NamesMet] | None = None,
) -> ThesisCard | None:
    """Return what the reports claim, how that became rules, what would refute it, and what became of that.

    Parameters named there stand with their values in this run, ``given`` or by default: "falls to 0.5 (below)". None
    for a strategy whose module states no claim, such as a user's own file.
    """
    claim = claim_of(strategy.account)
    if not claim:
        return None
    values = check_parameters(strategy.name, strategy.parameters, given or {}).values
    return ThesisCard(
        claim=_sentence(claim),
        reports=tuple(_source(each) for each in strategy.documents),
        rules=tuple(_filled(each, values) for each in rules_of(strategy.account)),
        falsifiers=tuple(_filled(each, values) for each in falsifiers_of(strategy.account)),
        signs=signs,
        parameters={name: each.words for name, each in strategy.parameters.items()},
        names_met=met or {},
    )


def _source(each: Report) -> ReportSource:
    return ReportSource(
        broker=_with_chinese(each.house),
        title=_with_chinese(each.headline),
        published=each.published,
        rating=each.rating,
        published_is_derived=each.date_basis == "derived",
        id=each.id,
        standard=own_standard(each),
    )


def _with_chinese(name: Text) -> Text:
    """Return a name with its Chinese one in English, too, where the report's file gives one."""
    return both(f"{name} ({name.zh})", name.zh) if name != name.zh else name


def _filled(words: Text, values: Mapping[str, Value]) -> Text:
    """Return words as a sentence with the value of each parameter beside its name, also inside a sum.

    Other code keeps its words.
    """
    # A bracket of full width wants no space behind it.
    chinese = _valued(words.zh, values, "{}（{}）").replace("） ", "）")
    return _sentence(both(_valued(words, values, "{} ({})"), chinese))


def _valued(words: str, values: Mapping[str, Value], form: str) -> str:
    def value(found: re.Match[str]) -> str:
        shown = values.get(found[0])
        if shown is None:
            return found[0]
        return form.format(f"{shown:g}" if isinstance(shown, int | float) else shown, found[0])

    def code(found: re.Match[str]) -> str:
        return WORD.sub(value, found[1]) if SUM.fullmatch(found[1]) else found[1]

    return CODE.sub(code, words)


def _sentence(words: Text) -> Text:
    """Return words on one line, the first letter a capital."""
    line = " ".join(words.split())
    return both(line[:1].upper() + line[1:], words.zh if words != words.zh else line)
