"""Enumerations by 、 whose items are names of any kind, short ones too: three of them make a list of companies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from strategies.drafting.names.hits import Hit
from strategies.drafting.names.lists import OPENING, SEPARATOR_BEFORE
from strategies.drafting.names.normal import is_han
from strategies.drafting.names.passages import Passage

NOTE = re.compile(r"\([^()]{0,30}\)|\[[^\]]{0,30}\]")
JOINED = re.compile(r"(?:、|/|以及|和|与|及|&|、\s*以及)(?:[^、,。;:!?()\t|]{1,8}[、/])?")
"""What may stand between two items: a separator, or one unknown word between two separators."""
# What leads to a list in a sentence that compares.
COMPARED = re.compile(
    r"(?:优于|对标|超过|落后于|携手|联合|来自|跟随|追赶|相比|供应商|客户|友商|[上中下]游|海内外|国内|海外|头部|巨头|[车药酒房猪]企|板块|方面|行业|看|三桶油|[两三四五六]大[^、,。;:]{1,4})$"
)
REST = re.compile(r"(?!以及|和|与|及|等)[\u4e00-\u9fffA-Za-z0-9·]{1,8}")
ITEM_ENDS = ("、", "/", "(", "[")
COMPANIES = 3
"""Names beside each other that make a list; two may be a thing and its maker."""


def enumeration(passage: Passage, hit: Hit, known: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return the known names that are enumerated with one, itself included.

    The last item may go on as a sentence (橡树、雪松、云杉增速平稳), so that what stands between the names is looked
    at; a name that begins or ends a longer item (云杉木业、大云杉、) is none of its items.
    """
    if not _begins_item(passage, hit) or _begins_longer_item(passage, hit):
        return (hit,)
    ordered = sorted({each.start: each for each in (*known, hit)}.values(), key=lambda each: each.start)
    for group in _groups(passage.text, ordered):
        if any(each.start == hit.start for each in group):
            return tuple(group)
    return (hit,)


def _begins_item(passage: Passage, hit: Hit) -> bool:
    before = passage.text[: hit.start]
    opened = not before or hit.start in passage.gaps or not is_han(before[-1])
    return bool(opened or SEPARATOR_BEFORE.search(before) or OPENING.search(before) or COMPARED.search(before))


def _begins_longer_item(passage: Passage, hit: Hit) -> bool:
    if hit.end in passage.gaps:
        return False
    rest = REST.match(passage.text, hit.end)
    if rest is None:
        return False
    # One letter more before the end of the sentence is a longer name, too (扬子江。); a verb has two.
    ends = (*ITEM_ENDS, "。", ";") if len(rest[0]) == 1 else ITEM_ENDS
    return passage.text[rest.end() : rest.end() + 1] in ends


def _groups(text: str, ordered: Sequence[Hit]) -> Iterable[list[Hit]]:
    group = list(ordered[:1])
    for one, other in pairwise(ordered):
        if JOINED.fullmatch(NOTE.sub("", text[one.end : other.start])):
            group.append(other)
        else:
            yield group
            group = [other]
    yield group


def is_list_of_companies(group: Sequence[Hit], *, firm: int) -> bool:
    """Say whether so many names stand together that all are companies; ``firm`` of them are beyond doubt."""
    return len(group) >= COMPANIES and firm > 0
