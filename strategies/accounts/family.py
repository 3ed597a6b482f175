"""The Chinese words of a shipped family: its title, account, parameters, variants and notes.

The English stands in the family's module, whose text defines the family and its trials; so the Chinese stands here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib import resources

from data_sources.language.text import Text, both, same
from strategies.contract.account import chinese_account
from strategies.contract.parameters import Parameter
from strategies.contract.variant import Variant

MODULES = "strategies.families."


@dataclass(frozen=True)
class FamilyWords:
    """Words in Chinese; ``parameters`` and ``variants`` by name, ``notes`` by their English, ``{}`` for a number."""

    title: str
    claim: str
    rules: tuple[str, ...]
    falsifiers: tuple[str, ...]
    parameters: Mapping[str, str] = field(default_factory=dict)
    variants: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def account(self) -> str:
        """The claim, the rules and the falsifiers under their headings (``strategies.contract.account``)."""
        return chinese_account(self.claim, self.rules, self.falsifiers)

    def of_parameters(self, parameters: Mapping[str, Parameter]) -> dict[str, Parameter]:
        """Return parameters whose meanings have their Chinese."""
        return {
            name: replace(each, meaning=both(each.meaning, self.parameters[name])) if name in self.parameters else each
            for name, each in parameters.items()
        }

    def of_variants(self, variants: tuple[Variant, ...]) -> tuple[Variant, ...]:
        """Return variants whose reasons have their Chinese."""
        return tuple(
            replace(each, reason=both(each.reason, self.variants[each.name])) if each.name in self.variants else each
            for each in variants
        )

    def of_notes(self, notes: Iterable[str]) -> tuple[Text, ...]:
        """Return notes of a run with their Chinese; one that has none is said as it stands."""
        return tuple(self._of_note(note) for note in notes)

    def _of_note(self, note: str) -> Text:
        for english, chinese in self.notes.items():
            found = re.fullmatch(re.escape(english).replace(r"\{\}", r"(\d+)"), note)
            if found:
                return both(note, chinese.format(*found.groups()))
        return same(note)


def family_words(module: str) -> FamilyWords | None:
    """Return the Chinese words of the family that a module defines; None for a module that is no shipped family."""
    if not module.startswith(MODULES):
        return None
    file = resources.files("strategies") / "accounts" / f"{module.removeprefix(MODULES)}.toml"
    if not file.is_file():
        return None
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    return FamilyWords(**told | {name: tuple(told[name]) for name in ("rules", "falsifiers")})
