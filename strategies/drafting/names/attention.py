"""Where a document asks the reader to look at names: lists headed 建议关注, 投资建议, 相关标的 and the like."""

from __future__ import annotations

import re
from collections.abc import Sequence

from strategies.drafting.names.hits import Hit
from strategies.drafting.names.lists import companions, is_item
from strategies.drafting.names.passages import Passage

ASKS = re.compile(
    r"(?:建议|重点|持续|积极|推荐|优先|继续|仍|可|值得|优选)(?:重点|持续|积极)?关注"
    r"|重点推荐|核心推荐|首推|推荐(?!评级|度|、|方案|系统|算法)|看好"
    r"|(?:相关|受益|建议|核心|重点|关注)(?:标的|个股|公司|上市公司)|投资(?:标的|组合)"
    r"|个股(?:方面|推荐|关注)|标的方面|Top picks|top picks"
)
ADVICE = re.compile(r"投资(?:建议|策略|主线|要点)|选股思路|配置建议")
# A full stop ends what was asked for, unless the next item of the enumeration follows.
NEXT_SENTENCE = re.compile(r"。(?!\s*\(?\d)")
FOLLOWING = 8
"""How many passages a list may go on behind the line that opens it."""
SHORT = 24
NEW_HEADING = re.compile(r"^(?:#+|\d+(?:\.\d+)+\s?|[一二三四五六七八九十]+、|图表?\d|表\d|资料来源|风险提示|风险因素)")


def asks_for(passages: Sequence[Passage], place: int, hit: Hit, firm: Sequence[Hit]) -> bool:
    """Say whether a name stands on a list that the document puts before the reader.

    In the sentence that asks (``ASKS``), in an item behind 投资建议 in the same passage, or in an item of the passages
    below a line that asks and ends there, down to the next heading.
    """
    passage = passages[place]
    before = passage.text[: hit.start]
    ask = list(ASKS.finditer(before))
    listed = bool(companions(passage, hit, firm))
    item = is_item(passage, hit)
    if ask and not NEXT_SENTENCE.search(before[ask[-1].end() :]) and (listed or item):
        return True
    if listed and ADVICE.search(before):
        return True
    return (listed or item) and _asked_above(passages, place)


def _asked_above(passages: Sequence[Passage], place: int) -> bool:
    if NEW_HEADING.match(passages[place].text) and not re.match(r"^\d", passages[place].text):
        return False
    for above in range(place - 1, max(0, place - FOLLOWING) - 1, -1):
        text = passages[above].text
        opens = ASKS.search(text[-30:]) and text[-1:] in (":", "，", ",", "下", "向", "的", "注", "荐", "司", "股")
        if opens or (len(text) <= SHORT and (ASKS.search(text) or ADVICE.search(text))):
            return True
        if NEW_HEADING.match(text):
            return False
    return False
