"""The account of a declared basket: what its document claims, how the basket follows it, and what would refute it.

It has the headings of a family's docstring, so that the thesis card of a page reads both alike.
"""

from __future__ import annotations

from collections.abc import Iterable

from data_sources.language.text import Text, both, joined, said
from strategies.conditions.in_words import condition_words
from strategies.conditions.parsing import read_condition
from strategies.contract.account import ENGLISH, chinese_account
from strategies.declared.exposure import exposure_name
from strategies.documents.basket import BasketRules, Gate, Sleeve
from strategies.documents.document import Report
from strategies.documents.segment_names import segment_name


def account_of(report: Report, rules: BasketRules) -> Text:
    """Return the account; a paragraph each for the claim, the rules, what refutes them, and the day of writing."""
    claim, told = joined(_claims(report)), tuple(_rules(rules))
    refuted = tuple(dict.fromkeys(_refutations(report, rules)))
    paragraphs = (
        f"{rules.title}.",
        f"Reports: {report.id} {report.broker}, known from {report.known_from}.",
        f"{ENGLISH.claim} {claim}",
        f"{ENGLISH.rules}\n" + "\n".join(f"- {each}" for each in told),
        f"{ENGLISH.falsifiers} {'; '.join(refuted)}.",
        f"Edits: {rules.edited} as the document's file has it.",
    )
    chinese = chinese_account(claim.zh, [each.zh for each in told], [each.zh for each in refuted])
    return both("\n\n".join(paragraphs) + "\n", chinese)


def _claims(report: Report) -> Iterable[Text]:
    claims = [thesis.claim or thesis.called for thesis in report.theses if thesis.segments]
    return (
        both(f"{each[:1].upper()}{each[1:].rstrip('.')}.", f"{said(each, 'zh').rstrip('.。')}。")
        for each in claims or [report.headline]
    )


def _rules(rules: BasketRules) -> Iterable[Text]:
    yield from (_sleeve(each) for each in rules.sleeves)
    weighting = _WEIGHTING[rules.weighting]
    yield both(
        f"Names in a segment weigh {weighting}; ``max_weight`` is the most in one of them.",
        f"环节内个股{weighting.zh}；单只个股最多 ``max_weight``。",
    )
    yield from (_gate(number, each) for number, each in enumerate(rules.gates, 1))


_WEIGHTING = {
    "equal": Text("alike", "等权"),
    "inverse_volatility": Text("as one over their volatility", "按波动率的倒数加权"),
}


def _sleeve(sleeve: Sleeve) -> Text:
    because, segments = _because(sleeve.because), "、".join(segment_name(each).zh for each in sleeve.segments)
    return both(
        f"{sleeve.name}, share {sleeve.share:g}: {', '.join(sleeve.segments)} equally{because}.",
        f"{segment_name(sleeve.name).zh}，份额 {sleeve.share:g}：{segments}等权{because.zh}。",
    )


def _gate(number: int, gate: Gate) -> Text:
    because, share = _because(gate.because), f"``{exposure_name(number)}``"
    when = condition_words(read_condition(gate.when)).zh
    return both(
        f"While {gate.when} only {share} of it is invested; neutral while unknown{because}.",
        f"{when}时仓位为 {share}；未知时保持中性{because.zh}。",
    )


def _because(words: Text) -> Text:
    return both(f" ({words})", f"（{said(words, 'zh')}）") if words else both(" (ours)", "（我们的设定）")


def _refutations(report: Report, rules: BasketRules) -> Iterable[Text]:
    yield both(
        "the basket does not meet the document's own standard at its horizon", "考察期满时组合未达到研报自身评级标准"
    )
    told = (*rules.refuted, *(each.text for thesis in report.theses for each in thesis.falsifiers))
    # Semicolons part them.
    yield from (
        both(each.rstrip(".").replace(";", ","), said(each, "zh").rstrip(".。").replace("；", "，")) for each in told
    )
