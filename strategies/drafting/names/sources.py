"""Rules of sources: a company whose paper is quoted is a source, the vendor of a figure is not named at all."""

from __future__ import annotations

import re

from strategies.drafting.names.passages import is_word_break
from strategies.drafting.names.sight import Sight, Verdict, accepted, refused
from strategies.drafting.names.words import words_of

PAPER = re.compile(
    r"^(?:股份有限公司|股份|集团|公司)?(?:\d{4}年?)?(?:年度?)?(?:关于[^。,]{0,30})?(?:公告|官网|官方|年报|年度报告|半年报|季报|中报|招股|募集|说明书|公众号|微信|投资者"
    r"|业绩|财报|定期报告|报告|调研|股东|网站|产品手册|白皮书|宣传|推介|路演|互动|发布会|披露|债券|问询|\()"
)
QUOTED = re.compile(r"(?:根据|依据|据|来自|引自|援引|引用|参考|参照)$")
VENDED = re.compile(r"^(?:iFinD|ifind|Choice|choice|数据|金融终端|终端|资讯|问财|讯)")
QUOTED_PAPER = re.compile(
    r"^(?:股份|公司)?(?:\d{4}年?)?(?:公告|官网|年报|半年报|季报|招股|公众号|说明书|披露|数据|统计|预测|测算|招股书)"
)


def sources(sight: Sight) -> Verdict | None:
    """Tag a name in a line of sources (``source_line``) or of a ``quoted_paper``."""
    name = sight.hit.name.text
    if sight.passage.section == "source":
        return _in_a_source_line(sight, name)
    if QUOTED.search(sight.before) and QUOTED_PAPER.match(sight.behind):
        return accepted("quoted_paper", f"a paper of {name} is quoted", standing="source")
    return None


def vendors(sight: Sight) -> Verdict | None:
    """Refuse the vendor of a figure in a line of sources or where it is quoted (``data_vendor``)."""
    name = sight.hit.name.text
    if name not in words_of("vendors.csv"):
        return None
    in_sources = sight.passage.section == "source" and not PAPER.match(sight.behind)
    if (
        in_sources
        or VENDED.match(sight.behind)
        or (QUOTED.search(sight.before) and not QUOTED_PAPER.match(sight.behind))
    ):
        return refused("data_vendor", f"{name} sold the figure")
    return None


def _in_a_source_line(sight: Sight, name: str) -> Verdict:
    if PAPER.match(sight.behind):
        return accepted("source_line", f"a paper of {name} is the source of a figure", standing="source")
    if is_word_break(sight.passage.text, sight.hit.end) or sight.hit.end in sight.passage.gaps:
        return accepted("source_line", f"{name} is the source of a figure", "medium", "source")
    return refused("inside_word", f"{name}{sight.behind[:4]} is another source")
