"""Names in lists: who stands beside a name, with a separator, a note in brackets or one unknown word between."""

from __future__ import annotations

import re
from collections.abc import Iterable

from strategies.drafting.names.hits import Hit
from strategies.drafting.names.passages import Passage

SEPARATOR = re.compile(r"以及|[、,/;·|+&]|和|与|及|或")
NOTE = re.compile(r"\([^()]{0,30}\)|【[^】]{0,30}】|\[[^\]]{0,30}\]")
NOTE_BEFORE = re.compile(r"(?:\([^()]{0,30}\)|【[^】]{0,30}】|\[[^\]]{0,30}\])$")
SEPARATOR_BEFORE = re.compile(r"(?:以及|[、,/;·|+&]|和|与|及|或)$")
LONGEST_WORD = 10
WORDS = 2
# How an enumeration begins and ends where no separator stands.
OPENING = re.compile(
    r"(?:[:。;!?(【|\t\]】)]|—|包括|包含|涵盖|例如|比如|诸如|譬如|分别为|如|以|有|为|是|其中|关注|推荐|看好|标的|受益|厂商|企业|公司|龙头)$"
)
CLOSING = re.compile(r"^(?:[。;:!?)\](【|\t.]|等|为代表|为主|为首|为龙头|在内|有望|均|都|也|分别|两家|三家|四家)")


def companions(passage: Passage, hit: Hit, firm: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return the firm names of the same list, at most one unknown word away on either side, the nearest first."""
    others = [each for each in firm if each.start != hit.start]
    starts = {each.start: each for each in others}
    ends = {each.end: each for each in others}
    found = (_to_the_right(passage, hit.end, starts), _to_the_left(passage, hit.start, ends))
    return tuple(each for each in found if each is not None)


def is_item(passage: Passage, hit: Hit) -> bool:
    """Say whether a spelling fills an item of an enumeration: something that opens or parts before it and behind it."""
    before, behind = passage.text[: hit.start], passage.text[hit.end :]
    left = not before or hit.start in passage.gaps or SEPARATOR_BEFORE.search(before) or OPENING.search(before)
    right = not behind or hit.end in passage.gaps or SEPARATOR.match(behind) or CLOSING.match(behind)
    return bool(left and right)


def _to_the_right(passage: Passage, place: int, starts: dict[int, Hit]) -> Hit | None:
    for _ in range(WORDS):
        place = _behind_note(passage.text, place)
        separator = SEPARATOR.match(passage.text, place)
        if not separator and place not in passage.gaps:
            return None
        place = _behind_note(passage.text, separator.end() if separator else place)
        if place in starts:
            return starts[place]
        place += _word_length(passage, place)
    return None


def _to_the_left(passage: Passage, place: int, ends: dict[int, Hit]) -> Hit | None:
    for _ in range(WORDS):
        place = _before_note(passage.text, place)
        separator = SEPARATOR_BEFORE.search(passage.text[:place])
        if not separator and place not in passage.gaps:
            return None
        place = _before_note(passage.text, separator.start() if separator else place)
        if place in ends:
            return ends[place]
        place -= _word_length_before(passage, place)
    return None


def _behind_note(text: str, place: int) -> int:
    note = NOTE.match(text, place)
    return note.end() if note else place


def _before_note(text: str, place: int) -> int:
    note = NOTE_BEFORE.search(text[:place])
    return note.start() if note else place


def _word_length(passage: Passage, place: int) -> int:
    length = 0
    while place + length < len(passage.text) and length <= LONGEST_WORD:
        here = place + length
        if (length and here in passage.gaps) or passage.text[here] in "、,/;·|+&(【[。:\t":
            break
        length += 1
    return length


def _word_length_before(passage: Passage, place: int) -> int:
    length = 0
    while place - length > 0 and length <= LONGEST_WORD:
        here = place - length
        if (length and here in passage.gaps) or passage.text[here - 1] in "、,/;·|+&)】]。:\t":
            break
        length += 1
    return length
