"""A word for the part of a chain that a name stands for: the label of its list, else the nearest heading."""

from __future__ import annotations

import re
from functools import cache

from strategies.drafting.names.words import rows_of

LABEL = re.compile(
    r"(?:^|[;。:,)】\t|]|\d[.)])\s*([^;。:,、()【】\t|]{2,16})[:]\s*(?:建议关注|重点关注|推荐|关注)?[:]?$"
)
BRACKET = re.compile(r"【([^】]{2,16})】[^【】]*$")
ADVISING = re.compile(r"建议|关注|推荐|标的|个股|受益|看好|如下|包括|公司|资料来源|提示|要点")
CAPTION = re.compile(r"^(?:图|表|图表|附表|Figure|Table)\s*\d", re.IGNORECASE)
ASCII_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")


def label_of(before: str) -> str:
    """Return the label of the list in which a name stands, from the text before it; "" without one.

    The label is what stands before the last colon of the list (``2) 服务器：``) or in heavy brackets (``【AI 端侧】``).
    """
    if bracket := BRACKET.search(before):
        return bracket[1].strip()
    list_so_far = re.split(r"[;。]", before)[-1]
    at = list_so_far.rfind(":")
    if at < 0:
        return ""
    match = LABEL.search(list_so_far[: at + 1])
    label = re.sub(r"^\W*\d*[.)]?\W*", "", match[1]).strip() if match else ""
    return "" if not label or ADVISING.search(label) or CAPTION.match(label) else label


@cache
def slug(text: str) -> str:
    """Return a word of a-z, 0-9 and _ for a label or heading, "" when nothing of it can be said so.

    Known terms are put into English (the list ``terms.csv``), Latin words are kept.
    """
    rest, words = text, []
    places: list[tuple[int, str]] = []
    for row in sorted(rows_of("terms.csv"), key=lambda each: -len(each["zh"])):
        at = rest.find(row["zh"])
        if at >= 0:
            places.append((at, row["word"]))
            rest = rest[:at] + " " * len(row["zh"]) + rest[at + len(row["zh"]) :]
    places += [(match.start(), match[0].lower()) for match in ASCII_WORD.finditer(rest) if len(match[0]) > 1]
    for _, word in sorted(places):
        if word not in words:
            words.append(word)
    return "_".join(words[:4])
