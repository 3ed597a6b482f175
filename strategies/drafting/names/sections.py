"""What part of a document each line belongs to: its body, a line of sources, the pages that are not about companies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from strategies.drafting.lines import Line
from strategies.drafting.names.normal import plain

Section: TypeAlias = Literal["body", "source", "disclaimer", "analysts", "related", "contents"]

NUMBERED = r"(?:#+|\*+|[0-9]+[.、)]?|[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十0-9]+\))*"
DISCLAIMER = re.compile(
    rf"^{NUMBERED}(?:.{{0,6}})(?:免责声明|法律声明|重要声明|特别声明|一般声明|分析师声明|分析师承诺|分析师保证|评级说明|评级标准"
    r"|评级定义|评级体系说明|投资评级说明|信息披露|风险提示及免责"
    r"|Disclaimer|DISCLAIMER|Analyst Certification|ANALYST CERTIFICATION)"
    r".{0,12}$"
)
NO_HEADING = re.compile(r"请务必|请仔细|敬请|参阅|阅读|[。;；]|\.{4}|…|\d$")
ANALYSTS = re.compile(
    rf"^{NUMBERED}(?:研究)?(?:团队|分析师|作者|小组|研究员)(?:简介|介绍|成员|与研究助理简介).{{0,8}}$"
)
A_LIFE = re.compile(
    r"曾就职|就职于|毕业于|曾任职|任职于|硕士|学士|博士|执业证书|执业编号|新财富|从业经验|从业资格|SAC|从业经历"
)
RELATED = re.compile(rf"^{NUMBERED}(?:相关|近期|往期|历史|前期)(?:研究|报告|研报|深度|研究报告){{1,2}}[:：]?")
REPORT_TITLE = re.compile(r"[《》]|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|^[0-9]+[.、)]|^[-•·]")
SOURCE = re.compile(r"^\W*(?:资料来源|数据来源|资料出处|信息来源|来源|Source|SOURCE|Sources)\s*[:：]")
CONTENTS = re.compile(r"(?:\.{4,}|…{2,}|-{6,})\W*\d*\W*$")
SHORT = 40


def sections(lines: Sequence[Line]) -> tuple[Section, ...]:
    """Return the section of each line, in order.

    Rules: ``disclaimer`` from its heading to the next heading of a chapter, ``analysts`` likewise and for each line
    that tells a life, ``related`` for the titles under a heading of related research, ``source`` for a line that begins
    so, ``contents`` for a line with leaders to a page number.
    """
    found: list[Section] = []
    state: Section = "body"
    for line in lines:
        text = plain(re.sub(r"<[^>]+>", "", line.text))
        state = _next_state(state, text)
        found.append(_of_line(state, text))
    return tuple(found)


def _next_state(state: Section, text: str) -> Section:
    heading = len(text) <= SHORT and not NO_HEADING.search(text)
    if heading and DISCLAIMER.match(text):
        return "disclaimer"
    if heading and ANALYSTS.match(text):
        return "analysts"
    if RELATED.match(text) and len(text) <= SHORT:
        return "related"
    if state == "related" and text and not REPORT_TITLE.search(text):
        return "body"
    if state in ("disclaimer", "analysts") and re.match(r"^(?:#+|图表?\d|表\d)", text):
        return "body"
    return state


def _of_line(state: Section, text: str) -> Section:
    if state != "body":
        return state
    if SOURCE.match(text):
        return "source"
    if A_LIFE.search(text) and not re.search(r"建议关注|受益标的|相关标的", text):
        return "analysts"
    return "contents" if CONTENTS.search(text) else "body"
