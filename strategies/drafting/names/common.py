"""Rules of words that are names: taken for the company only among companies, or with its code."""

from __future__ import annotations

import re
from collections.abc import Mapping

from strategies.drafting.names.enumerations import enumeration, is_list_of_companies
from strategies.drafting.names.hits import Hit
from strategies.drafting.names.labelled import is_labelled_list_of_places
from strategies.drafting.names.lists import companions, is_item
from strategies.drafting.names.passages import is_word_break
from strategies.drafting.names.sight import Sight, Verdict, accepted, refused
from strategies.drafting.names.words import reasons_of, words_of

WITH_CODE = re.compile(r"^\((?:SH|SZ|BJ|sh|sz)?\.?\d{6}|^股份有限公司|^公告")
LOOKED_AT = re.compile(r"(?:看好|看看|可看|关注|推荐|首推|首选|买入|配置|加仓|持有|龙头|标的|公司)$")
OF_A_COMPANY = re.compile(
    r"^[^,。;:、]{0,8}(?:公告|披露|股价|市值|分红|业绩|净利|中报|年报|半年报|季报|目标价|回购|增持|减持|定增|中标|吸收合并|收购|旗下|复牌|停牌|签订|这家|这个标的|公司)"
)
# What makes a trade of a place of a name: 上海电力消费量, 山东高速公路.
OF_THE_TRADE = re.compile(
    r"^(?:消费|改革|改造|工程|资源|治理|合作|经济|市场|行业|产业|公路|供应|供需|需求|系统|建设|设施|体系|部门|用户|价格|负荷|外送|交易|进口|出口|安全|条件|问题"
    r"|法|局|业(?!绩|务)|网|厂|站|股份制)"
)
# Last words that make a company of whatever stands before them.
FORMS = ("股份", "控股", "集团")
TWO = 2
THREE = 3
# Words beside which a short name still stands alone.
BESIDE = "的在和与是为将等对由从及或以被向给把比让据约即因若均都也已再未较仅"


def is_common(name: str) -> bool:
    """Say whether a name is a word of the language: of the list, or made of ordinary words alone."""
    kinds = reasons_of("ordinary_words.csv", reason="kind")
    return name in words_of("common_words.csv") or _is_phrase(name, "word", kinds)


def common(sight: Sight) -> Verdict | None:
    """Take a word that is a name among companies alone; refuse it elsewhere.

    Rules: ``common_word``, ``common_word_in_list``, ``two_letters``, ``name_before_mark``, ``place_as_company``;
    ``no_word_break`` makes three letters less sure.
    """
    hit = sight.hit
    name = hit.name.text
    if hit.name.kind in ("english", "short") or (
        hit.name.kind == "outside" and name not in words_of("common_words.csv")
    ):
        return None
    if hit.name.marked and not sight.before.endswith("ST"):
        return _marked(sight, name)
    if is_place(name):
        return _of_a_place(sight, name)
    if not (is_common(name) or len(name) == TWO):
        return _break(sight)
    if WITH_CODE.match(sight.behind) or sight.column or among_companies(sight):
        return accepted("common_word_in_list", f"{name} stands among companies", "medium")
    if len(name) == TWO and not is_common(name):
        return _break(sight) or accepted("two_letters", f"{name} is a whole name", "medium")
    return _word(name)


def is_place(name: str) -> bool:
    """Say whether a name is that of a place or of a trade there: 中国船舶, 青岛港, 上海 or 山东 with a trade."""
    kinds = reasons_of("ordinary_words.csv", reason="kind")
    return reasons_of("common_words.csv", reason="kind").get(name) == "place" or _is_phrase(name, "place", kinds)


def _of_a_place(sight: Sight, name: str) -> Verdict | None:
    """Judge a place with its trade: as a company where the sentence speaks of one, not where it speaks of the trade."""
    if WITH_CODE.match(sight.behind) or sight.column or among_companies(sight):
        return accepted("common_word_in_list", f"{name} stands among companies", "medium")
    if name not in words_of("common_words.csv"):
        return _word(name) if OF_THE_TRADE.match(sight.behind) else None
    looked_at = LOOKED_AT.search(sight.before) and is_word_break(sight.passage.text, sight.hit.end)
    if looked_at or OF_A_COMPANY.match(sight.behind):
        return accepted("place_as_company", f"the sentence speaks of {name} as a company", "medium")
    return _word(name)


def _word(name: str) -> Verdict:
    why = reasons_of("common_words.csv").get(name, "a phrase of ordinary words")
    return refused("common_word", f"{name} is a word ({why}) and stands in no list of companies")


def _marked(sight: Sight, name: str) -> Verdict | None:
    """Judge what ST has left of a name: it stands for the company with its code or with the last word it had."""
    if WITH_CODE.match(sight.behind):
        return None
    ordinary = reasons_of("ordinary_words.csv", reason="kind")
    word = next((each for each in words_of("last_words.csv") if sight.behind.startswith(each)), "")
    if word and name not in ordinary:
        return accepted("name_before_mark", f"{name}{word} is {sight.hit.name.company.name} before the mark", "medium")
    return refused("two_letters", f"{name} is a name with ST before it")


def is_telling(hit: Hit) -> bool:
    """Say whether a spelling, short ones too, is no word of the language."""
    text = hit.name.text
    if hit.name.told:
        return True
    return not hit.name.marked and not is_common(text) and text not in words_of("everyday_words.csv")


def is_firm(hit: Hit) -> bool:
    """Say whether a spelling is that of a company wherever it stands."""
    text = hit.name.text
    return (
        hit.name.kind != "short"
        and not hit.name.marked
        and len(text) > TWO - (hit.name.kind == "outside")
        and not is_common(text)
    )


def among_companies(sight: Sight) -> bool:
    """Say whether a name is an item of a list of companies."""
    if is_item(sight.passage, sight.hit) and companions(sight.passage, sight.hit, sight.firm):
        return True
    listed = enumeration(sight.passage, sight.hit, sight.near)
    if is_place(sight.hit.name.text) and is_labelled_list_of_places(sight.passage, listed):
        return True
    return is_list_of_companies(listed, firm=sum(map(is_telling, listed)))


def _break(sight: Sight) -> Verdict | None:
    """Take a name of three letters within a run of letters less surely: it may end and begin other words."""
    hit, passage = sight.hit, sight.passage
    if len(hit.name.text) > THREE or sight.column:
        return None
    left = is_word_break(passage.text, hit.start - 1) or hit.start in passage.gaps
    right = is_word_break(passage.text, hit.end) or hit.end in passage.gaps
    if left or right or passage.text[hit.start - 1] in BESIDE or passage.text[hit.end] in BESIDE:
        return None
    return accepted("no_word_break", f"{hit.name.text} stands within a run of letters", "medium")


def _is_phrase(name: str, first: str, kinds: Mapping[str, str]) -> bool:
    if name[TWO:] in FORMS:
        return False
    return len(name) == TWO + TWO and kinds.get(name[:TWO]) == first and name[TWO:] in kinds
