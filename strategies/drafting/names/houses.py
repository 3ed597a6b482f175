"""Rules of securities houses: whose document it is, whose research is quoted and where people worked is no call."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from strategies.drafting.names.lists import companions, is_item
from strategies.drafting.names.passages import Passage
from strategies.drafting.names.sight import Sight, Verdict, accepted, refused
from strategies.drafting.names.words import words_of

HOUSE = re.compile(r"证券$")
RESEARCH = re.compile(
    r"([\u4e00-\u9fff]{2,6}?(?:证券|建投|公司|银河|宏源|民生|海通))(?:股份有限公司|有限责任公司)?(?:研究|研发|证券研究)"
)
HOUSE_WORK = re.compile(
    r"^(?:股份有限公司|有限责任公司)?(?:研究|研发|证券|分析师|资产管理|预测|测算|整理|电子|首席|自营|营业部|所|、?制图)"
)
COVER = 40
"""Lines on which a document introduces itself."""


def own_house(passages: Iterable[Passage]) -> tuple[str, ...]:
    """Return the house that signs most lines of sources and disclaimers, none when none does."""
    signed = Counter(
        match[1]
        for passage in passages
        if passage.section in ("source", "disclaimer")
        for match in RESEARCH.finditer(passage.text)
    )
    return tuple(name for name, _ in signed.most_common(1))


def is_house(name: str) -> bool:
    """Say whether a short name is that of a securities house."""
    return HOUSE.search(name) is not None or name in words_of("houses.csv")


def houses(sight: Sight, own: Iterable[str]) -> Verdict | None:
    """Refuse the broker itself (``broker_itself``) and a house whose work is quoted (``securities_house``).

    A house is taken in a list of companies, in a column of companies and where its code is printed: then it is covered.
    """
    name = sight.hit.name.text
    if not is_house(name):
        return None
    # A house of the same first letters: 国联民生 signs as 国联民生证券.
    is_own = any(each.startswith(name) or name.startswith(each) for each in own if each)
    listed = is_item(sight.passage, sight.hit) and bool(companions(sight.passage, sight.hit, sight.firm))
    printed = sight.column or re.match(r"^\(\d{6}", sight.behind)
    if printed or (listed and not HOUSE_WORK.match(sight.behind) and sight.passage.section == "body"):
        return accepted("house_in_list", f"{name} stands among companies", "medium")
    if is_own:
        return refused("broker_itself", f"{name} wrote the document")
    if HOUSE_WORK.match(sight.behind) or sight.line <= COVER or sight.passage.section != "body":
        return refused("securities_house", f"{name} is quoted or introduced, not called")
    return None
