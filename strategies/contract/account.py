"""The text that states a thesis: its claim, how each sentence became a rule, what would refute it, under headings.

It is the docstring of a family's module, or made of a document that declares its rules; its Chinese half has Chinese
headings. Parameters stand in double backticks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_sources.language.text import NOTHING, Text, same


@dataclass(frozen=True)
class Headings:
    """What begins the claim, the rules (``- `` a rule) and the falsifiers, and what parts these."""

    claim: str
    rules: str
    falsifiers: str
    parts: str


ENGLISH = Headings("The claim:", "How each sentence became a rule:", "Refuted if:", ";")
CHINESE = Headings("观点：", "各句话如何成为规则：", "证伪条件：", "；")


def claim_of(account: Text) -> Text:
    """Return the claim, empty without one."""
    return _both(*(_paragraph(half, headings.claim) for half, headings in _halves(account)))


def rules_of(account: Text) -> tuple[Text, ...]:
    """Return how each sentence became a rule, a text a rule."""
    halves = (_paragraph(half, headings.rules) for half, headings in _halves(account))
    return _paired(*([each for each in half.removeprefix("- ").split("\n- ") if each] for half in halves))


def falsifiers_of(account: Text) -> tuple[Text, ...]:
    """Return what would refute it, without full stops."""
    halves = ((_paragraph(half, headings.falsifiers), headings.parts) for half, headings in _halves(account))
    return _paired(*([each.strip().rstrip(".。") for each in half.split(parts) if each] for half, parts in halves))


def chinese_account(claim: str, rules: Sequence[str], falsifiers: Sequence[str]) -> str:
    """Write the Chinese half of an account."""
    parts = (
        f"{CHINESE.claim}{claim}",
        "\n".join([CHINESE.rules, *(f"- {each}" for each in rules)]),
        f"{CHINESE.falsifiers}{CHINESE.parts.join(falsifiers)}。",
    )
    return "\n" + "\n\n".join(parts) + "\n"


def _halves(account: Text) -> tuple[tuple[str, Headings], tuple[str, Headings]]:
    return (str.__str__(account), ENGLISH), (account.zh, CHINESE)


def _paragraph(text: str, heading: str) -> str:
    """Return what follows a heading up to the next empty line."""
    return text.partition(f"\n{heading}")[2].partition("\n\n")[0].strip()


def _both(english: str, chinese: str) -> Text:
    return Text(english, chinese or english) if english else NOTHING


def _paired(english: Sequence[str], chinese: Sequence[str]) -> tuple[Text, ...]:
    """A text for each English one; where the Chinese has not as many, as in a user's own, English stands for both."""
    if len(english) != len(chinese):
        return tuple(map(same, english))
    return tuple(Text(each, zh) for each, zh in zip(english, chinese, strict=True))
