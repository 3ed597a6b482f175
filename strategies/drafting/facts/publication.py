"""The printed publication date, the day of the printed prices, and hints where no date is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from strategies.drafting.facts.day import days_in
from strategies.drafting.facts.folded import dense
from strategies.drafting.facts.found import Found
from strategies.drafting.lines import Line

LABEL = re.compile(
    r"(?:发布日期|报告日期|发布时间|发表日期|出版日期|撰写日期|报告发布日|日期|(?i:date(?:ofissue)?))[::]?$"
)
OF_DATA = re.compile(r"截至|截止|收盘|股价|数据|更新|市值|价格|会议|上市|成立|公告|asof", re.IGNORECASE)
BESIDE = 30
"""Letters of a heading that may stand beside a date, such as the kind of report and the broker; more is a sentence."""
SENTENCE = re.compile(r"[。;,]")
CAPTION = re.compile(r"(?:图表?|表格?|附表|(?i:figure|table|exhibit))\d")
PRICES = re.compile(r"股价|收盘价?|现价|价格|市价|(?i:prices?|clos(?:e|ing))")
AT = re.compile(r"截至|截止|为|以|于|对应|日期|收盘|(?i:asof|at|on)|[::(]")
NEAR = 24


def published(cover: Sequence[Line]) -> Found[date] | None:
    """Return the date that the cover prints for itself, None when it prints none.

    Taken are one behind its label (发布日期), one alone on its line and one beside the kind of the report.
    A date in a sentence or the caption of a table, one of prices or data, and one of an earlier report is none. Two
    different ones make it ``medium``: the first of the surer kind is taken.
    """
    found = [each for line in cover if (each := _on(line))]
    if not found:
        return None
    order = {"high": 0, "medium": 1, "low": 2}
    best = min(found, key=lambda each: order[each.sure])
    rivals = {each.value for each in found if each.sure == best.sure}
    return best if len(rivals) == 1 else Found(best.value, best.line, "medium", f"{best.rule}; the cover has others")


def _on(line: Line) -> Found[date] | None:
    text = dense(line.text)
    days = days_in(text)
    if len({day for day, _ in days}) != 1:
        return None
    day, match = days[0]
    before, rest = text[: match.start()], _without(text, days)
    if CAPTION.match(text) or OF_DATA.search(rest.replace("发布日期", "")):
        return None
    if LABEL.search(before):
        return Found(day, line.number, "high", "behind the label of the date")
    if not re.sub(r"[-|:/()\[\].]|星期[一二三四五六日天]|发布", "", rest):
        return Found(day, line.number, "high", "alone on its line on the cover")
    if len(rest) <= BESIDE and not SENTENCE.search(rest) and '"' not in rest:
        return Found(day, line.number, "medium", "beside a heading on the cover")
    return None


def _without(text: str, days: Sequence[tuple[date, re.Match[str]]]) -> str:
    """Return a line without its day, also where it is printed in two languages."""
    for _, match in reversed(days):
        text = text[: match.start()] + text[match.end() :]
    return text


def priced_on(lines: Sequence[Line]) -> Found[date] | None:
    """Return the day of the printed prices: of a note such as 股价为..日收盘价 or 一致预期,截至..日 below a table.

    Among several days the one named most often is taken, the first of equals; several are ``medium``.
    """
    found: list[Found[date]] = []
    for line in lines:
        text = dense(line.text)
        if not (PRICES.search(text) or "一致预期" in text):
            continue
        for day, match in days_in(text):
            around = text[max(0, match.start() - NEAR) : match.end() + NEAR // 2]
            before = text[max(0, match.start() - NEAR) : match.start()]
            note = re.search(r"注|来源|source|note", text, re.IGNORECASE)
            if note and AT.search(around) and (PRICES.search(around) or "一致预期" in before):
                found.append(Found(day, line.number, "high", "day of the prices in a note"))
            elif re.search(r"(股价|收盘价|现价)", around) and re.search(
                r"截至|截止|收盘价?$|为$|以$|对应$|日期[::]?$", before
            ):
                found.append(Found(day, line.number, "medium", "day of a price in a sentence"))
    if not found:
        return None
    surest = [each for each in found if each.sure == found[0].sure] if found[0].sure == "high" else found
    surest = [each for each in found if each.sure == "high"] or surest
    values = [each.value for each in surest]
    best = max(surest, key=lambda each: values.count(each.value))
    return best if len(set(values)) == 1 else Found(best.value, best.line, "medium", f"{best.rule}; there are others")


def hints(lines: Sequence[Line], priced: Found[date] | None) -> tuple[Found[date], ...]:
    """Return days from which a person may derive the date: that of the prices, and the latest one in the text.

    They are marked ``low`` and are never the date itself: a text names days that lie ahead, too.
    """
    days = [(day, line.number) for line in lines for day, _ in days_in(dense(line.text))]
    latest = max(days, default=None, key=lambda each: each[0])
    found = [Found(priced.value, priced.line, "low", "derived: day of the printed prices")] if priced else []
    if latest and (not priced or latest[0] != priced.value):
        found.append(Found(latest[0], latest[1], "low", "derived: latest day in the text"))
    return tuple(found)
