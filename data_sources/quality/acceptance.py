"""Rules in spite of which somebody wants facts published: a judge can err about a tiny market or an old penny share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from data_sources.errors import OptionError
from data_sources.given_argument import insist_on_kind
from data_sources.language.text import both
from data_sources.quality.causes import all_causes
from data_sources.tables.finding import Finding


def accepted_rules(words: str | Iterable[str]) -> tuple[str, ...]:
    """Return the names of rules that may be accepted, once each; a word may hold several between commas.

    Raises OptionError for a name that is no rule, with those that are near it, and for a rule that is no judgement;
    InputError for what is no name.
    """
    wanted = "the name of a rule, or a list of names"
    insist_on_kind("accept", words, Iterable, wanted)
    given = [words] if isinstance(words, str) else [*words]
    for word in given:
        insist_on_kind("a rule in accept", word, str, wanted)
    names = tuple(dict.fromkeys(name for word in given for part in word.split(",") if (name := part.strip())))
    if given and not names:
        raise OptionError("accept names no rule; give one as a refusal names it, such as unit_proof, or leave it out")
    causes = all_causes()
    for name in names:
        insist_on_rule(name)
        if not causes[name].accept:
            raise OptionError(
                f"{name} cannot be accepted: it is no judgement, but an error by the execution rules or a cell that is "
                f"unreadable; {causes[name].mend}"
            )
    return names


def insist_on_rule(name: str) -> None:
    """Raise OptionError, with the names that are near it, for a word that is the name of no rule."""
    causes = all_causes()
    if name not in causes:
        near = get_close_matches(name, causes, n=3, cutoff=0.5)
        there = (
            both(f"did you mean {' or '.join(near)}?", f"是否指 {' 或 '.join(near)}？")
            if near
            else both(f"there are {', '.join(causes)}", f"现有 {'、'.join(causes)}")
        )
        raise OptionError(both(f"there is no rule {name!r}; {there}", f"没有规则 {name!r}；{there.zh}"))


def with_accepted(
    findings: Iterable[Finding], rules: Collection[str], doubts: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Mark the findings of ``rules`` that would refuse their rows: severe ones, and all of the rules in ``doubts``."""
    return tuple(
        replace(each, accepted=True) if each.rule in rules and (each.refuses or each.rule in doubts) else each
        for each in findings
    )


def idle_rules(rules: Iterable[str], findings: Collection[Finding]) -> tuple[str, ...]:
    """Return the accepted rules that had nothing to refuse."""
    used = {each.rule for each in findings if each.accepted}
    return tuple(rule for rule in rules if rule not in used)


def could_be_accepted(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the rules that refuse, sorted, when every one of them is a judgement; none otherwise."""
    causes = all_causes()
    rules = sorted({each.rule for each in findings if each.refuses})
    return tuple(rules) if all(rule in causes and causes[rule].accept for rule in rules) else ()
