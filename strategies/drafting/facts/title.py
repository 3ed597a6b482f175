"""The title: the first line of the cover that is neither boilerplate nor a running header."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from strategies.drafting.facts.day import DAY
from strategies.drafting.facts.folded import FIELD, dense
from strategies.drafting.facts.found import Found
from strategies.drafting.facts.rating_word import ACTION, any_word
from strategies.drafting.facts.tables import rows_of
from strategies.drafting.lines import Line

SHORTEST, LONGEST = 4, 60
RUNNING = 3
"""Times that a line recurs when it is a header; a title may run along too, so a header must look like one."""
LABELLED = re.compile(r"[#*\s]*(?:标题|题目|报告标题|title|headline)\s*[:：]\s*(.+)", re.IGNORECASE)
BOILERPLATE = re.compile(
    r"证券研究报告|请务必|敬请|请仔细|末页|免责|声明$|资格|有限公司具有|评级|分析师|研究员|研究助理|联系人|执业|证书|邮箱|电话|传真|地址|邮编|网址|@|https?:|www\.|"
    r"^researchand$|researchanddevelopment|developmentcenter|researchcenter|equityresearch|analyst|tel:|"
    r"^\"?(?:投资要点|核心观点|核心要点|摘要|报告摘要|内容摘要|本期内容提要|内容提要|投资摘要|要点|事件|行业走势|市场表现|市场走势|"
    r"相对走势|走势比较|股价走势|投资建议|风险提示|行业数据|相关研究|相关报告|目录|正文|资料来源|来源)|"
    r"^(?:沪深|上证|中证|创业板|科创|恒生)[\u4e00-\u9fff]{0,2}\d*(?:指数)?$|^(?:图表?|表格?)\d|收盘价|总市值|流通|股本|^\d+[.、]|^[一二三四五六七八九十]、",
    re.IGNORECASE,
)
KIND = re.compile(
    r"\(?(?:[\u4e00-\u9fffA-Za-z&Ⅱ]{0,10}(?:行业|板块|公司|产业|宏观|策略))?(?:\d{4}年?)?(?:[-|/·]?)"
    r"(?:深度|点评|策略|跟踪|专题|动态|首次覆盖|年度|中期|季度|普通|系列|证券|行业|公司|海外|产业|投资|股票|系列|定期|周度|月度)*"
    r"(?:研究|报告|点评|周报|月报|策略|快评|简报|深度|专题)+(?:之[一二三四五六七八九十\d]+|\(.{1,6}\))?\)?"
)
ORGANISATION = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:证券|研究所|研究院|研究中心|有限公司|有限责任公司)+(?:[/|(]?[A-Za-z&.,]*(?:securities|research|co\.,?ltd)[A-Za-z.]*\)?)?"
    r"|.*(?:securities|co\.,?ltd)\.?",
    re.IGNORECASE,
)
PARTS = re.compile(r"[|丨│｜/·•()]|(?i:page\s?\d*)")
LEADS_ON = re.compile(r"[\u4e00-\u9fff]{3,20}:")
"""A series or a subject whose title follows in the next line: 白瓷行业8月点评："""
FIRST_LINE = "first line of the cover that is no boilerplate"
SUBTITLE = re.compile(r"^\s*(?:——|--|—)")
HAN_SPACE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s+(?=[\u3000-\u9fff\uff00-\uffef])")


def title(cover: Sequence[Line], lines: Sequence[Line]) -> Found[str] | None:
    """Return the title as printed, spaces between Chinese letters taken out; a subtitle (——) is left out.

    Taken are, in this order: what stands behind 标题, the first heading of level 1 (the largest letters of a PDF's
    cover), the first line that is no boilerplate. A headline of marks alone or a sentence is none.
    """
    headers = {text for text, times in Counter(dense(line.text) for line in lines).items() if times >= RUNNING}
    for line in cover:
        if labelled := LABELLED.fullmatch(line.text):
            return Found(_clean(labelled[1]), line.number, "high", "behind its label")
    for line in cover:
        if re.match(r"#\s", line.text) and _may_be(line, headers):
            return Found(_clean(line.text), line.number, "high", "first heading of the cover")
    for place, line in enumerate(cover):
        if _leads_on(line, cover[place + 1 : place + 2], headers):
            text = _clean(line.text) + _clean(cover[place + 1].text)
            return Found(text, line.number, "medium", "a line that ends with a colon, and the next")
        if _may_be(line, headers):
            sure = _repeated(line, cover[place + 1 :]) or place < LONGEST // 10
            text = _clean(line.text) + _continued(line, cover[place + 1 : place + 2], headers)
            return Found(text, line.number, "high" if sure else "medium", FIRST_LINE)
    for line in cover:
        if _may_be(line, headers, may_be_kind=True):
            return Found(_clean(line.text), line.number, "low", "a kind of report, and no other title")
    return None


def _may_be(line: Line, headers: set[str], *, may_be_kind: bool = False) -> bool:
    text = dense(line.text)
    if not SHORTEST <= len(text) <= LONGEST or text in _sectors() or SUBTITLE.match(line.text) or len(line.cells) > 1:
        return False
    if (
        text.endswith(("。", ";", ":"))
        or not re.search(r"[\u4e00-\u9fff]|[A-Za-z]{3}", text)
        or BOILERPLATE.search(text)
    ):
        return False
    if (_is_kind(text) and not may_be_kind) or ORGANISATION.fullmatch(text) or "|" in text:
        return False
    if DAY.search(text) and len(DAY.sub("", text)) < LONGEST // 3:
        return False
    if re.fullmatch(rf"(?:{any_word()})[(]?(?:{ACTION})?[)]?", text):
        return False
    return not (text in headers and re.search(r"报告|研究|证券|公司", text))


def _is_kind(text: str) -> bool:
    """Say whether a line names kinds of reports and industries alone, such as 行业研究丨点评报告丨家用电器."""
    parts = [part for part in PARTS.split(text) if part]
    return bool(parts) and all(
        KIND.fullmatch(part) or part in _sectors() or ORGANISATION.fullmatch(part) for part in parts
    )


@cache
def _sectors() -> frozenset[str]:
    return frozenset(row["printed"] for row in rows_of("sectors.csv"))


def _leads_on(line: Line, following: Sequence[Line], headers: set[str]) -> bool:
    """Say whether a line ends with a colon behind which its title stands in the next one."""
    text = dense(line.text)
    return bool(
        LEADS_ON.fullmatch(text)
        and not BOILERPLATE.search(text)
        and not _is_kind(text[:-1])
        and any(other.number == line.number + 1 and _may_be(other, headers) for other in following)
    )


def _repeated(line: Line, following: Sequence[Line]) -> bool:
    return dense(line.text) in {dense(other.text) for other in following}


def _continued(line: Line, following: Sequence[Line], headers: set[str]) -> str:
    """Return the rest of a title that goes on in the next line, behind a comma, a colon or an open bracket."""
    for other in following:
        if other.number == line.number + 1 and dense(line.text)[-1] in ",、:(" and _may_be(other, headers):
            return _clean(other.text)
    return ""


def _clean(text: str) -> str:
    stripped = re.sub(r"^[#\s]+|\*\*", "", FIELD.sub("", text)).strip()
    return HAN_SPACE.sub("", " ".join(stripped.split()))
