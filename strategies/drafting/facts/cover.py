"""The cover of a document: where its title, date, rating and sector stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from strategies.drafting.facts.folded import dense
from strategies.drafting.lines import Line

LONGEST = 90
"""Lines with text: the longest covers with summary, price table and analysts have about sixty."""
MOST_CELLS = 4
"""A row of more cells is one of a table of companies, whose ratings are not the document's."""
CONTENTS = re.compile(r"(目录|内容目录|正文目录|图表目录|contents|tableofcontents)")
RELATED = re.compile(r"(相关研究|相关报告|近期研究|近期报告|往期报告|相关研究报告|relatedresearch|relatedreports)[::]?")
LISTED = re.compile(r'(\d{1,2}[.、]|\[\d|".+"|[-•])')


def cover_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the first 90 lines with text before the table of contents, of two pages at most where pages are known.

    Lists of the broker's earlier reports (相关研究), whose titles and dates are others', are left out.
    """
    written = [line for line in lines if line.text.strip()]
    cover: list[Line] = []
    for line in written[:LONGEST]:
        if CONTENTS.fullmatch(dense(line.text).lower()) or line.page > written[0].page + 1:
            break
        if len(line.cells) <= MOST_CELLS:
            cover.append(line)
    return _without_related(cover)


def _without_related(cover: Sequence[Line]) -> tuple[Line, ...]:
    """Leave out the titles of earlier reports and the dates below them, behind their heading."""
    kept: list[Line] = []
    below = False
    for line in cover:
        text = dense(line.text)
        if RELATED.match(text.lower()):
            below = True
        elif not below:
            kept.append(line)
        elif not (LISTED.match(text) or re.search(r"\d{4}[-./年]\d{1,2}", text) or _is_title_of_another(text)):
            below = False
            kept.append(line)
    return tuple(kept)


def _is_title_of_another(text: str) -> bool:
    """Whether a line behind the heading of earlier reports looks like one of their titles."""
    return re.search(r"[::,]", text) is not None and not re.search(
        r"评级|日期|分析师|证书|邮箱|电话|联系人|[。;]", text
    )
