"""The words of a verdict and of a call in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from data_sources.language.text import Text, same

NOT_RATED = Text("not rated", "未评级")
VERDICTS: Mapping[str, Text] = {
    "met": Text("met", "达标"),
    "missed": Text("missed", "未达标"),
    "beat": Text("beat", "跑赢"),
    "did not beat": Text("did not beat", "未跑赢"),
    "ahead": Text("ahead", "领先"),
    "behind": Text("behind", "落后"),
    "unclear": Text("unclear", "无法区分"),
    "pending": Text("pending", "待验证"),
    "no verdict": Text("no verdict", "无结论"),
    "not rated": NOT_RATED,
}
KINDS: Mapping[str, Text] = {
    "industry": Text("industry", "行业"),
    "sub_industry": Text("sub industry", "细分行业"),
    "rated": Text("rated", "个股评级"),
    "formal": Text("formal list", "正式名单"),
    "attention": Text("attention list", "建议关注名单"),
}
LISTS: Mapping[str, Text] = {
    "formal": Text("formal", "正式名单"),
    "attention": Text("attention", "建议关注"),
    "mentioned": Text("mentioned", "提及"),
}
"""The lists for which a report stands, as they stand before "names"."""
EXCLUSIONS: Mapping[str, Text] = {
    "hong_kong": Text("hong kong", "港股"),
    "united_states": Text("united states", "美股"),
    "other_market": Text("other market", "其他市场"),
    "unlisted": Text("unlisted", "未上市"),
    "not_a_company": Text("not a company", "不是公司"),
    "source_only": Text("source only", "仅为数据来源"),
}


def verdict_word(verdict: str) -> Text:
    """Return a verdict in both languages."""
    return VERDICTS.get(verdict, same(verdict))


def list_word(kind: str) -> Text:
    """Return the list of a report, or of several, joined by " and "."""
    words = [LISTS.get(each, same(each)) for each in kind.split(" and ")]
    return Text(kind, "与".join(each.zh for each in words))
