"""Why a rule finds something, what to do about it, and whether one may publish in spite of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from data_sources.language.text import Text, both


@dataclass(frozen=True)
class Cause:
    """``cause`` and ``mend`` are a sentence each in both languages, without their full stop.

    ``accept`` says that the rule is a judgement, which can err; False where the execution rules call it an error, and
    where nothing could be read.
    """

    cause: Text
    mend: Text
    accept: bool


@cache
def all_causes() -> Mapping[str, Cause]:
    """Return the causes of all rules by name, sorted; ValueError for a rule that two files explain."""
    found: dict[str, Cause] = {}
    files = [each for each in resources.files(__package__).iterdir() if each.name.endswith(".toml")]
    for file in sorted(files, key=lambda each: each.name):
        for rule, words in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if rule in found:
                raise ValueError(f"{file.name} explains {rule}, which another file explains too")
            cause, mend = (both(words[key], words[f"{key}_zh"]) for key in ("cause", "mend"))
            found[rule] = Cause(cause, mend, words["accept"])
    return dict(sorted(found.items()))


def cause_of(rule: str) -> Cause | None:
    """Return the cause of a rule; None for one that a program of another version stored."""
    return all_causes().get(rule)


def causes_of(rules: Iterable[str]) -> Mapping[str, Cause]:
    """Return the causes of rules by name, in their order, once each; without those of a program of another version."""
    return {rule: cause for rule in rules if (cause := cause_of(rule))}
