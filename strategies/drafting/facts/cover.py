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
DATED = re.compile(r"\(?\d{4}[-./年]\d{1,2}(?:[-./月]\d{1,2}日?)?\)?")
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
    """Leave out the titles of earlier reports and their dates, behind their heading."""
    texts = [dense(line.text) for line in cover]
    kept: list[Line] = []
    below = False
    for line, text, after in zip(cover, texts, [*texts[1:], ""], strict=False):
        if RELATED.match(text.lower()):
            below = True
        elif not (below and (LISTED.match(text) or DATED.search(text) or DATED.fullmatch(after))):
            below = False
            kept.append(line)
    return tuple(kept)
