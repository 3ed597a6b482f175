"""Rules of securities houses: whose document it is, whose research is quoted and where people worked is no call."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from strategies.drafting.names.common import among_companies
from strategies.drafting.names.hits import Hit
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
QUOTED = re.compile(r"(?:根据|依据|据|来自|引自|援引|引用|参考)$")
COVER = 15
"""Lines on which a document introduces itself."""
ALONE = 16
"""A line of fewer letters introduces somebody."""
COVERED = 3


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


@dataclass(frozen=True)
class Author:
    """The houses that wrote a document, and whether it is about houses: then those that it names are covered."""

    own: tuple[str, ...] = ()
    about_houses: bool = False


def about_houses(passages: Iterable[Passage], hits: Callable[[Passage], Sequence[Hit]]) -> bool:
    """Say whether a document enumerates three houses or more in its body."""
    listed = set()
    for passage in passages:
        if passage.section == "body":
            found = [hit for hit in hits(passage) if is_house(hit.name.text)]
            listed |= {hit.name.company.symbol for hit in found if companions(passage, hit, found)}
    return len(listed) >= COVERED


def houses(sight: Sight, author: Author) -> Verdict | None:
    """Refuse the broker itself (``broker_itself``) and a house whose work is quoted (``securities_house``).

    A house is taken among companies, in a column of companies, where its code is printed, and in the sentences of a
    document about houses: then it is covered.
    """
    name = sight.hit.name.text
    if not is_house(name):
        return None
    # A house of the same first letters: 国联民生 signs as 国联民生证券.
    is_own = any(each.startswith(name) or name.startswith(each) for each in author.own if each)
    quoted = HOUSE_WORK.match(sight.behind) or sight.passage.section != "body" or QUOTED.search(sight.before)
    listed = is_item(sight.passage, sight.hit) and bool(companions(sight.passage, sight.hit, sight.firm))
    listed = listed or among_companies(sight)
    printed = sight.column or re.match(r"^\(\d{6}", sight.behind)
    if printed or (not quoted and (listed or (author.about_houses and not is_own))):
        return accepted("house_in_list", f"{name} stands among companies", "medium")
    if is_own:
        return refused("broker_itself", f"{name} wrote the document")
    if quoted or sight.line <= COVER or len(sight.passage.text) <= ALONE:
        return refused("securities_house", f"{name} is quoted or introduced, not called")
    return None
