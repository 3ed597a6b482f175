"""Rules of what a name borders on: a longer name is another company, a longer word is none."""

from __future__ import annotations

import re

from strategies.drafting.names.normal import is_cut, is_han
from strategies.drafting.names.sight import Sight, Verdict, refused
from strategies.drafting.names.words import reasons_of, words_of

# The full name of the same company goes on like this.
SAME = re.compile(r"^[\u4e00-\u9fff]{0,8}股份有限公司|^\(集团\)|^集团股份")
# 电子产品, 国际化, 数字化: the word belongs to what follows, not to the name.
GOES_ON = re.compile(
    r"^(?:化|产品|业务|行业|板块|类|级|器件|元件|元器件|材料|市场|标准|代销|销售|投顾|领先|知名|巨头|一流|合作|竞争|先进|龙头|客户|工厂|子公司|基地|产能|布局|收入|订单|分行|分公司|项目|建厂|渠道|销售)"
)
TRADE = re.compile(r"^业(?!绩|务|内|已|将|在)|^(?:间|家)(?=市场|同业|们)")
# What makes another company of an English name: BYD Electronic is not BYD.
LONGER_ENGLISH = re.compile(
    r"^ (?:Electronics?|Semiconductors?|Property|Services|Real Estate|Finance|Capital|Leasing|Biologics)\b"
)
SHORT_NAME = 3
# A name of three letters whose last makes a word with the next: 东方通 + 过 is 东方 + 通过.
CROSSING = re.compile(
    r"^(?:通过|能够|能力|能源|业链|业化|业务|力量|元素|网络|微米|信息|时代|人类|家居|化学|产品|品牌|利用|利率|利润|成为|成本)"
)

# Words that cross the end of a name of any length: 国信 + 用 is 国 + 信用.
CROSSED = re.compile(r"^(?:通过(?!去)|信用|寿命|建立(?!足|即)|投资(?!者))")


def borders(sight: Sight) -> Verdict | None:
    """Refuse a name that goes on as another name (``longer_name``) or as a word (``inside_word``)."""
    behind = sight.behind
    if SAME.match(behind) or sight.hit.end in sight.passage.gaps:
        return None
    name = sight.hit.name.text
    for word in sorted(words_of("longer_words.csv"), key=len, reverse=True):
        if behind.startswith(word) and not name.endswith("微") and not GOES_ON.match(behind[len(word) :]):
            return refused("longer_name", f"{name}{word} is {reasons_of('longer_words.csv')[word]}")
    if sight.hit.name.kind == "english" and (more := LONGER_ENGLISH.match(behind)):
        return refused("longer_name", f"{name}{more[0]} is another company of the group")
    # A day without a right (XD) cuts a last letter off the store's name: 业 may be it.
    if TRADE.match(behind) and not is_cut(sight.hit.name.company.name):
        return refused("inside_word", f"{name}{behind[0]} is a trade, not the company")
    crossing = name[-1] + behind[:2]
    if CROSSED.match(crossing) or (len(name) <= SHORT_NAME and is_han(name[-1]) and CROSSING.match(crossing)):
        return refused("inside_word", f"{name[-1]}{behind[0]} is a word of its own")
    return None
