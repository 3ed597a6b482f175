"""The values of a manifest in Chinese: an option or a parameter is a word in code that a reader need not know."""

from __future__ import annotations

from collections.abc import Mapping

from backtest.result.wording import ABSENT
from data_sources.language.text import Text, both, same

WORDS: Mapping[str, str] = {
    "True": "是",
    "False": "否",
    "shipped": "内置策略",
    "document": "研报文件中的规则",
    "file": "自有文件",
    "handler file": "自有逐日文件",
    "function": "函数",
    "table": "权重表",
    "open": "开盘价",
    "close": "收盘价",
    "vwap": "成交均价",
    "rebalance": "至下次决策",
    "day": "当日",
    "holding_period": "按持有期",
    "week": "每周",
    "month": "每月",
    "quarter": "每季",
    "all": "全部",
    "recommended": "仅推荐名单",
    "formal": "仅正式名单",
    "strongest": "最强者",
    "following": "未落后者",
    "ignored": "不考虑",
    "heeded": "考虑",
    "path": "研报路径",
    "zero": "不下跌",
    "equal": "等权",
    "inverse_volatility": "波动率倒数",
    "main": "主板",
    "chinext": "创业板",
    "star": "科创板",
    "beijing": "北交所",
}
TRUTHS = ("True", "False")
WORDED = ("options.", "parameters.", "source.kind")
"""Where a value is a word of ours; elsewhere the same letters may be a name."""


def value_words(name: str, value: str) -> Text:
    """Return the value of a fact of a manifest; in Chinese what a word in code means, with the word behind it."""
    if not value:
        return same(ABSENT)
    if isinstance(value, Text) and value.zh != value:
        return value
    meant = WORDS.get(value, "")
    if value in TRUTHS:
        return both(value, meant)
    return both(value, f"{meant}（{value}）") if meant and name.startswith(WORDED) else same(value)
