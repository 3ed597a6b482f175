"""The industry that a document is about, by the words of the usual classification on its cover and in its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from strategies.drafting.facts.folded import dense
from strategies.drafting.facts.found import Found
from strategies.drafting.facts.tables import rows_of
from strategies.drafting.lines import Line

LONGEST = 24
KIND = (
    r"(?:行业|板块)?(?:Ⅱ|II)?(?:行业)?(?:深度|点评|策略|跟踪|专题|动态|周报|月报|年度|中期|首次覆盖|研究|投资)*"
    r"(?:报告|研究|策略|周报|月报|点评)?"
)


def sector(cover: Sequence[Line], title: Found[str] | None) -> Found[str] | None:
    """Return the English word of the sector: of a heading of the cover, of the analyst's post, else of the title."""
    patterns = [
        (re.compile(rf"(?:^|[|/\-:(\[])(?:行业|证券)?(?:研究)?[|/:]?{row['printed']}{KIND}(?=$|[|/\-:)\]\d,(])"), row)
        for row in _words()
    ]
    for line in cover:
        text = dense(line.text)
        if len(text) <= LONGEST or "|" in text:
            for pattern, row in patterns:
                if pattern.search(text):
                    return Found(row["english"], line.number, "high", f"{row['printed']} in a heading of the cover")
    for line in cover:
        post = re.search(r"(.{2,6}?)(?:行业)?(?:首席|组)?分析师", dense(line.text))
        for row in _words() if post else ():
            if post and post[1].endswith(row["printed"]):
                return Found(row["english"], line.number, "medium", f"{row['printed']} in an analyst's post")
    for row in _words() if title else ():
        if title and row["printed"] in title.value:
            return Found(row["english"], title.line, "medium", f"{row['printed']} in the title")
    return None


def _words() -> list[dict[str, str]]:
    return sorted(rows_of("sectors.csv"), key=lambda row: -len(row["printed"]))
