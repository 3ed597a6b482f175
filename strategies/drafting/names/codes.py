"""Printed codes of A-shares and of other markets; never dates, amounts or the numbers of papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data_sources.errors import InputError
from data_sources.tables.symbols import parse_a_share
from strategies.drafting.names.hits import Hit
from strategies.drafting.names.normal import HAN
from strategies.drafting.names.passages import Passage

A_SHARE = re.compile(
    r"(?<![\dA-Za-z.-])(?P<first>(?:SH|SZ|BJ|sh|sz|bj)\.?)?(?P<code>\d{6})"
    r"(?P<last>\.(?:SH|SZ|BJ|SS|XSHG|XSHE|sh|sz|bj)|[. ]CH)?"
    r"(?![\d.%-]*\d|[A-Za-z])"
)
ABROAD = re.compile(
    r"(?<![\dA-Za-z.])(?:(?P<hk>\d{4,5})[.\s]?HK|(?P<us>[A-Z]{1,5})(?:\.(?:O|N|US|OQ)|\s(?:US|UW|UN))"
    r"|(?P<other>\d{4}\.(?:TWO|TW|T)|\d{6}\.(?:KS|KQ)))(?![A-Za-z0-9])"
)
# What a bare number of six digits is when such a word stands beside it. Source: how Chinese documents print them.
NO_CODE_BEFORE = re.compile(
    r"(?:邮编|邮政编码|电话|传真|手机|热线|编号|证书|证号|文号|第|No|NO|TEL|Tel|[A-Z]\d*|[#+$¥\\])[:：]?\s*$"
)
NO_CODE_BEHIND = re.compile(r"^\s*(?:元|万|亿|%|年|月|日|股|号|户|人|台|套|辆|吨|平|个|家|次|美|港|k|K|M)")
NO_SHARE_BEFORE = re.compile(r"(?:指数|ETF|中证|上证|沪深|国证|创业板指|基金|转债|LOF)[\u4e00-\u9fffA-Z0-9]*\s*[(]?$")
SAYS_CODE = re.compile(r"(?:股票|证券|个股)?代码[:：]?\s*$")
LONGEST_NAME = 6
# Words that lead to a name: 困境反转的云杉药业(, 与云杉药业(.
LEADS = re.compile(rf"^(?:[{HAN}]*的|与|和|及|向|由|为|对|以及|包括|其中)(?=[{HAN}]{{2,6}}$)")
AND = re.compile("以及|与|和|及")
"""What parts a name from one before it: 橡树股份与银杏木业(."""
A_DATE = re.compile(r"20[0-4]\d(?:0[1-9]|1[0-2])|(?:[0-3]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
NAME_BEFORE = re.compile(
    rf"((?:\*?ST)?[{HAN}A-Za-z0-9·-]{{2,12}}|(?:[A-Z][\w.&'-]*\s?){{1,4}}(?<!\s))\s?[(\[]$", re.ASCII
)
A_QUANTITY = re.compile(
    r"收入|利润|资产|负债|成本|费用|[产销数重存流]量|总额|金额|合计|小计|面积|人数|投资|余额|进口|出口|单位|价格|规模"
)
SECOND = re.compile(r"[(\[][^()\[\]]*(?:\d{6}|\d{4,5}[.\s]?HK|[A-Z]{1,5}[.\s](?:US|O|N))[^()\[\]]*[/,、;]\s*$")
CELL = re.compile(rf"^(?:\*?ST)?[{HAN}A-Za-z0-9·&.'\s-]{{2,14}}$")
REASONS = {"hk": "hong_kong", "us": "united_states", "other": "other_market"}


@dataclass(frozen=True)
class Code:
    """A printed code at ``[start, end)``, with the name printed beside it ("" without one).

    ``market`` is "A" or the reason why it is none; ``rule`` says what made it a code.
    """

    symbol: str
    name: str
    start: int
    end: int
    market: str
    rule: str


def codes(passage: Passage, hits: tuple[Hit, ...]) -> Iterator[Code]:
    """Offer the codes of a passage, from left to right.

    With its exchange (``code_with_exchange``) a number is a code. Bare digits are one in brackets behind a name or word
    (``code_in_brackets``), alone in a cell beside a name (``code_in_cell``), beside the word 代码 or beside the name
    that bears it (``code_beside_name``).
    """
    for match in A_SHARE.finditer(passage.text):
        code = _a_share(passage, match, hits)
        if code:
            yield code
    for match in ABROAD.finditer(passage.text):
        # The same company's other listing, (600048 CH / 2202.HK), is no company of its own.
        if SECOND.search(passage.text[: match.start()]):
            continue
        group = next(name for name in REASONS if match[name])
        number = match[group]
        symbol = {"hk": f"{number.zfill(5)}.HK", "us": f"{number}.US"}.get(group, number)
        name = _name_beside(passage, match.start(), match.end(), hits)
        yield Code(symbol, name, match.start(), match.end(), REASONS[group], "code_abroad")


def _a_share(passage: Passage, match: re.Match[str], hits: tuple[Hit, ...]) -> Code | None:
    try:
        symbol = str(parse_a_share(re.sub(r"[. ]CH$", "", match[0])))
    except InputError:
        return None
    start, end = match.span()
    before = passage.text[:start]
    if NO_SHARE_BEFORE.search(before):
        return None
    name = _name_beside(passage, start, end, hits)
    rule = "code_with_exchange" if match["first"] or match["last"] else _bare_rule(passage, match, name, symbol, hits)
    return Code(symbol, name, start, end, "A", rule) if rule else None


def _bare_rule(passage: Passage, match: re.Match[str], name: str, symbol: str, hits: tuple[Hit, ...]) -> str:
    """Say what makes bare digits a code, "" when nothing does."""
    start, end = match.span()
    text = passage.text
    before, behind = text[:start], text[end:]
    if NO_CODE_BEFORE.search(before) or NO_CODE_BEHIND.match(behind):
        return ""
    beside = any(
        hit.name.company.symbol == symbol and (hit.end <= start <= hit.end + 2 or end <= hit.start <= end + 2)
        for hit in hits
    )
    if beside:
        return "code_beside_name"
    if SAYS_CODE.search(before):
        return "code_beside_name"
    if NAME_BEFORE.search(before) and behind[:1] in (")", "]"):
        return "" if A_DATE.fullmatch(match["code"]) else "code_in_brackets"
    alone = (not before or before[-1] in "\t|") and (not behind or behind[0] in "\t|")
    single = len(re.findall(r"(?<!\d)\d{6}(?!\d)", text)) == 1
    named = name and not A_QUANTITY.search(name) and not A_DATE.fullmatch(match["code"])
    return "code_in_cell" if alone and single and named else ""


def _name_before(text: str) -> str:
    """Return the name in front of the bracket that a text ends with, without the words that lead to it."""
    match = NAME_BEFORE.search(text)
    name = LEADS.sub("", match[1]) if match else ""
    return name if name.isascii() or len(name) <= LONGEST_NAME else ""


def _name_beside(passage: Passage, start: int, end: int, hits: tuple[Hit, ...]) -> str:
    """Return the name that is printed beside a code: before its bracket, or in the cell on its left or right."""
    text = passage.text
    ends = [hit.end for hit in hits if hit.end < start and AND.match(text, hit.end)]
    before = _name_before(text[max(ends, default=0) : start])
    for hit in hits:
        if hit.end == start - 1 and len(before) > hit.end - hit.start:
            continue  # the end of a longer name in front of the bracket
        if hit.end in (start, start - 1) or (hit.start in (end, end + 1) and not before):
            return text[hit.start : hit.end]
    if before:
        return before
    left = text[:start].rstrip("\t").rpartition("\t")[2] if text[:start].endswith("\t") else ""
    right = text[end + 1 :].partition("\t")[0] if text[end : end + 1] == "\t" else ""
    return next((cell for cell in (right, left) if CELL.match(cell) and not re.fullmatch(r"[\d.,%-]+", cell)), "")
