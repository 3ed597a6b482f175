"""The account of a declared basket: what its document claims, how the basket follows it, and what would refute it.

It has the headings of a family's docstring, so that the thesis card of a page reads both alike.
"""

from __future__ import annotations

from collections.abc import Iterable

from strategies.declared.exposure import exposure_name
from strategies.documents.basket import BasketRules, Gate, Sleeve
from strategies.documents.document import Report


def account_of(report: Report, rules: BasketRules) -> str:
    """Return the account; a paragraph each for the claim, the rules, what refutes them, and the day of writing."""
    paragraphs = (
        f"{rules.title}.",
        f"Reports: {report.id} {report.broker}, known from {report.known_from}.",
        f"The claim: {' '.join(_claims(report))}",
        "How each sentence became a rule:\n" + "\n".join(f"- {each}" for each in _rules(rules)),
        f"Refuted if: {'; '.join(dict.fromkeys(_refutations(report, rules)))}.",
        f"Edits: {rules.edited} as the document's file has it.",
    )
    return "\n\n".join(paragraphs) + "\n"


def _claims(report: Report) -> Iterable[str]:
    said = [thesis.claim or thesis.name for thesis in report.theses if thesis.segments]
    return (f"{each[:1].upper()}{each[1:].rstrip('.')}." for each in said or [report.title])


def _rules(rules: BasketRules) -> Iterable[str]:
    yield from (_sleeve(each) for each in rules.sleeves)
    yield f"Names in a segment weigh {_WEIGHTING[rules.weighting]}; ``max_weight`` is the most in one of them."
    yield from (_gate(number, each) for number, each in enumerate(rules.gates, 1))


_WEIGHTING = {"equal": "alike", "inverse_volatility": "as one over their volatility"}


def _sleeve(sleeve: Sleeve) -> str:
    return f"{sleeve.name}, share {sleeve.share:g}: {', '.join(sleeve.segments)} equally{_because(sleeve.because)}."


def _gate(number: int, gate: Gate) -> str:
    share = f"``{exposure_name(number)}``"
    return f"While {gate.when} only {share} of it is invested; neutral while unknown{_because(gate.because)}."


def _because(words: str) -> str:
    return f" ({words})" if words else " (ours)"


def _refutations(report: Report, rules: BasketRules) -> Iterable[str]:
    yield "the basket does not meet the document's own standard at its horizon"
    # Semicolons part them.
    yield from (each.rstrip(".").replace(";", ",") for each in rules.refuted)
    yield from (each.text.rstrip(".").replace(";", ",") for thesis in report.theses for each in thesis.falsifiers)
