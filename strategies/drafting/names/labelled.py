"""Lists that are all there is behind a label: 机场：上海机场、白云机场、深圳机场。 names companies and no places."""

from __future__ import annotations

import re
from collections.abc import Sequence

from strategies.drafting.names.enumerations import COMPANIES
from strategies.drafting.names.hits import Hit
from strategies.drafting.names.passages import Passage

LABEL = re.compile(r"(?:^|[;。])[^;。:,、()\t|]{1,12}:$")
END = re.compile(r"^(?:、[^、,。;:(]{1,12})?(?:等|[;。(]|$)")
# 吞吐量：, 价格（元/吨）：, 降雨：and the like measure places.
MEASURES = re.compile(r"(?:[量价率额数值]|价格|同比|环比|天气|[地区省市])\W*:$")
PAIR = 2


def is_labelled(passage: Passage, group: Sequence[Hit]) -> bool:
    """Say whether an enumeration stands behind a label of its own, down to the end of the sentence or to a note."""
    before, behind = passage.text[: group[0].start], passage.text[group[-1].end :]
    label = LABEL.search(before)
    return label is not None and not MEASURES.search(before) and END.match(behind) is not None


def is_labelled_list_of_places(passage: Passage, group: Sequence[Hit]) -> bool:
    """Say whether all of three or more names with a place in them are whole names of companies behind one label."""
    whole = [hit for hit in group if hit.name.kind in ("listed", "given")]
    return len(whole) >= COMPANIES and whole[0] == group[0] and is_labelled(passage, whole)
