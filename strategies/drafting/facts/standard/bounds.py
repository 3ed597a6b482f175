"""What one class of a rating standard says, as ends of an excess return: 跌幅5%以上 ends at -5, 5%～15% has both."""

from __future__ import annotations

import re
from dataclasses import dataclass

INDEX_NUMBER = re.compile(
    r"(?:沪深|标普|标准普尔|中证|北证|科创|上证|(?i:csi|s&p))\s?\d+(?:指数)?|(?:以下)?简称\"?[\u4e00-\u9fff]*\"?",
    re.IGNORECASE,
)
MONTHS = re.compile(r"\d{1,2}(?:个?月)?(?:[-~至到]\d{1,2})?个?月(?:内|以内|之内)?|(?i:\d{1,2}(?:-\d{1,2})?-?months?)")
UP, DOWN, FLAT = (
    r"涨幅|强于|领先|高于|跑赢|战胜|上涨|优于|超越|超过|好于|(?i:outperform|above|better|exceed)",
    r"跌幅|弱于|落后|低于|跑输|下跌|劣于|逊于|差于|不及|(?i:underperform|below|worse|lag)",
    r"持平|同步|跟随|相当|一致|接近|相若|基本(?!面)|(?i:inline|same|similar|equal)",
)
MARKET = r"基准|市场|大盘|大市|大势|指数|行业|沪深|板块|(?i:market|index|benchmark)"
MOVES = r"涨跌幅|变动|波动|区间|差距|上下|正负|表现|变化"
SIDE = r"(?:\((?P<{0}>不?含)[^)]*\))?"
NUMBER = r"[-+]?\d+(?:\.\d+)?"
FROM_OPENS = r"大于等于|大于或等于|不低于|不小于|不少于|>=|≥|(?i:atleast|noless than)"
FROM_OPEN = r"大于|超过|超越|高于|超出|强于|优于|领先|跑赢|>|(?i:morethan|over|above|exceed(?:s|ing)?(?:by)?)"
TO_OPENS = r"小于等于|小于或等于|不高于|不大于|不超过|<=|≤|(?i:atmost)"
TO_OPEN = r"小于|低于|不足|不及|<|(?i:lessthan|below|under(?=[-\d]))"
RANGE = re.compile(
    rf"(?P<a>{NUMBER})%?{SIDE.format('sa')}(?:~|-|至|到|与|和|及|、|(?i:to|and))(?P<b>{NUMBER})%{SIDE.format('sb')}"
)
CHAIN = re.compile(rf"(?P<a>{NUMBER})%?(?P<p><=|≤|<)[^\d%<≤=+-]{{0,12}}(?P<q><=|≤|<)(?P<b>{NUMBER})%")
SIGNED = re.compile(r"(?:±|\+/-|正负|(?i:within(?:\+/-|±)?))(?P<n>\d+(?:\.\d+)?)%")
LOWER = re.compile(rf"(?P<o>{FROM_OPENS}|{FROM_OPEN})(?P<n>{NUMBER})%")
UPPER = re.compile(rf"(?P<o>{TO_OPENS}|{TO_OPEN})(?P<n>{NUMBER})%")
# 超过基准指数10% is 超过10%.
THAN_INDEX = re.compile(rf"(?P<o>{FROM_OPEN}|{TO_OPEN})(?:同期)?(?:基准|大盘|大市|市场)(?:指数)?的?(?={NUMBER}%)")
BEHIND = re.compile(
    rf"(?P<n>{NUMBER})%{SIDE.format('s')}(?P<w>及以上|或以上|及以下|或以下|以上|以下|以内|之内|之上|之下|(?i:ormore|orless))"
)
CLOSED = re.compile(f"{FROM_OPENS}|{TO_OPENS}|含|及以|或以|(?i:or(?:more|less))")
PRINTED = re.compile(
    r"[≥≤<>]|大于等于|小于等于|或等于|不低于|不高于|不小于|不大于|含|及以|或以|(?i:atleast|atmost|ormore|orless)"
)


@dataclass(frozen=True)
class Bounds:
    """Ends of an excess return in percentage points; None where a class has no end.

    ``lower_closed`` and ``upper_closed`` are None where the side is not printed. ``worded`` are classes without
    a number, such as 优于大市: above, level with or below zero.
    """

    lower: float | None
    upper: float | None
    lower_closed: bool | None = None
    upper_closed: bool | None = None
    worded: bool = False


def bounds_of(condition: str) -> Bounds | None:
    """Return the ends that a dense condition prints in per cent, None when it prints none."""
    text = INDEX_NUMBER.sub("基准", condition).replace("个百分点", "%").replace("百分点", "%")
    text = THAN_INDEX.sub(r"\g<o>", MONTHS.sub("", text))
    if "%" not in text:
        return None
    printed = PRINTED.search(text) is not None
    return _both(text, printed) or _one(text, printed)


def worded_bounds(condition: str) -> Bounds | None:
    """Return the ends of a class that is worded without a number: above, level with or below the benchmark."""
    text = INDEX_NUMBER.sub("基准", condition)
    if "%" in text or not re.search(MARKET, text):
        return None
    if re.search(FLAT, text):
        return Bounds(0.0, 0.0, lower_closed=True, upper_closed=True, worded=True)
    if re.search(DOWN, text):
        return Bounds(None, 0.0, None, upper_closed=False, worded=True)
    if re.search(UP, text):
        return Bounds(0.0, None, lower_closed=False, worded=True)
    return None


def _both(text: str, printed: bool) -> Bounds | None:
    """Return two ends: ±5%, 5%<=x<15%, 介于5%~15%, 大于5%且小于15%."""
    if found := SIGNED.search(text):
        return Bounds(-float(found["n"]), float(found["n"]))
    if found := CHAIN.search(text):
        return Bounds(
            float(found["a"]),
            float(found["b"]),
            "=" in found["p"] or "≤" in found["p"],
            "=" in found["q"] or "≤" in found["q"],
        )
    if found := RANGE.search(text):
        return _range(text, found)
    lower, upper = LOWER.search(text), UPPER.search(text)
    if lower and upper and float(lower["n"]) < float(upper["n"]):
        return Bounds(float(lower["n"]), float(upper["n"]), _closed(lower, printed), _closed(upper, printed))
    return None


def _range(text: str, found: re.Match[str]) -> Bounds:
    one, other = float(found["a"]), float(found["b"])
    sides = {one: _included(found["sa"]), other: _included(found["sb"])}
    if _falls(text[: found.start()]) and one >= 0 and other > 0 and found["a"][0] != "+":
        one, other = -one, -other
        sides = {one: _included(found["sa"]), other: _included(found["sb"])}
    lower, upper = min(one, other), max(one, other)
    return Bounds(lower, upper, sides[lower], sides[upper])


def _one(text: str, printed: bool) -> Bounds | None:
    """Return one end: 15%以上, 跌幅5%以上, 低于-5%, ≥15%; or both of 波动在5%以内."""
    if found := BEHIND.search(text):
        number, word = float(found["n"]), found["w"].lower()
        falls = _falls(text[: found.start()]) or text[found.end() :].startswith(("的跌幅", "跌幅", "的下跌"))
        closed = _included(found["s"]) if found["s"] else True if CLOSED.search(word) else None
        if word in ("以内", "之内"):
            return Bounds(-abs(number), abs(number), closed, closed)
        if falls and number > 0:
            return Bounds(None, -number, None, closed)
        if word in ("以下", "之下", "及以下", "或以下", "orless"):
            return Bounds(None, number, None, closed)
        return Bounds(number, None, closed)
    if found := LOWER.search(text):
        number, side = float(found["n"]), _closed(found, printed)
        if number > 0 and _falls(text[: found.start()]):
            return Bounds(None, -number, None, side)
        return Bounds(number, None, side)
    if found := UPPER.search(text):
        number, side = float(found["n"]), _closed(found, printed)
        if number > 0 and re.search(rf"{MOVES}$", text[: found.start()]) and re.search("涨跌|波动|差距", text):
            return Bounds(-number, number, side, side)
        return Bounds(None, number, None, side)
    if (
        found := re.search(rf"(?:弱于|落后|跑输|劣于|逊于|(?i:underperform)[a-z]*?by)[^\d%]{{0,12}}?({NUMBER})%", text)
    ) and found[1][0] != "-":
        return Bounds(None, -float(found[1]))
    return None


def _falls(before: str) -> bool:
    """Whether the words before a number speak of a loss: the last of them counts, a fall before all but a rise.

    跌幅超过大盘10% is a loss though 超过 alone is a gain; 涨跌幅 is neither.
    """
    told = before.replace("涨跌幅", "").replace("underperform", "低于")
    if re.search(r"(?:跌幅|下跌)(?!.*(?:涨幅|上涨))", told):
        return True
    words = re.findall(rf"(?P<up>{UP})|(?P<down>{DOWN})", told)
    return bool(words) and bool(words[-1][1])


def _included(side: str | None) -> bool | None:
    return None if side is None else side == "含"


def _closed(found: re.Match[str], printed: bool) -> bool | None:
    """Return the side of an edge behind a word or sign; a bare 超过 says none unless signs are printed."""
    if CLOSED.search(found["o"]):
        return True
    return False if printed and found["o"] in ("<", ">", "大于", "小于") else None
