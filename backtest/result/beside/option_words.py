"""The conditions of a run in words: what each is called, and how its value reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from backtest.market.indices import index_label
from backtest.result.wording import rate
from data_sources.language.text import Text, both, joined, same

LABELS: Mapping[str, Text] = {
    "cash": both("initial cash", "初始资金"),
    "fill": both("price of a fill", "成交价"),
    "commission_rate": both("commission", "佣金费率"),
    "commission_min": both("least commission", "最低佣金"),
    "stamp_duty": both("stamp duty", "印花税"),
    "transfer_fee": both("transfer fee", "过户费"),
    "dividend_tax": both("dividend tax", "红利税"),
    "slippage": both("slippage", "滑点"),
    "participation": both("largest share of a session's volume", "成交量占比上限"),
    "order_validity": both("validity of an order", "委托有效期"),
    "delist_recovery": both("recovery of a delisting", "退市回收率"),
    "benchmark": both("benchmark", "基准"),
    "risk_free": both("risk-free rate", "无风险利率"),
    "start": both("decisions from", "决策起始日"),
    "end": both("last session", "截止日"),
    "positions": both("shares at the start", "初始持仓"),
    "other_indices": both("indices beside it", "另附指数"),
    "cash_buffer": both("kept in cash", "现金留存比例"),
}
"""By the name of the option; one that is not here is called by its own name."""

WITHOUT: Mapping[str, Text] = {
    "stamp_duty": both("the dated table", "按日期查表"),
    "transfer_fee": both("the dated table", "按日期查表"),
    "participation": both("no cap", "不限"),
    "benchmark": both("the default", "默认"),
    "start": both("the first", "不限"),
    "end": both("the last with data", "数据末日"),
    "positions": both("none", "无"),
    "other_indices": both("none", "无"),
    "cash_buffer": both("none", "无"),
}
"""What an option means that is not set."""

WORDS: Mapping[str, Text] = {
    "open": both("open", "开盘价"),
    "close": both("close", "收盘价"),
    "vwap": both("vwap", "成交均价"),
    "rebalance": both("until the next decision", "至下次决策"),
    "day": both("one session", "当日"),
    "holding_period": both("by holding age", "按持有期"),
}
RATES = frozenset({
    "commission_rate", "stamp_duty", "transfer_fee", "dividend_tax", "slippage", "participation", "delist_recovery",
    "risk_free", "cash_buffer",
})  # fmt: skip
MONEY = frozenset({"cash", "commission_min"})


def option_label(name: str) -> Text:
    """Return what an option is called."""
    return LABELS.get(name, same(name.replace("_", " ")))


def option_value(name: str, value: object) -> Text:
    """Write the value of an option as a reader says it: 0.001 of slippage as 0.1%, no value as what it means."""
    if value is None:
        return WITHOUT.get(name, both("not set", "未设"))
    if isinstance(value, str):
        return WORDS.get(value, same(index_label(value) if name == "benchmark" else value))
    if name == "positions" and isinstance(value, Sequence):
        return both(f"{len(value)} positions", f"{len(value)} 笔持仓")
    if name == "other_indices" and isinstance(value, Sequence):
        return joined([same(index_label(str(each))) for each in value], ", ", "、")
    if isinstance(value, int | float) and name in RATES:
        return same(rate(value))
    if isinstance(value, int | float) and name in MONEY:
        return _money(value)
    return same(str(value))


def _money(value: float) -> Text:
    form: Callable[[float], str] = "{:,.0f}".format if value == int(value) else "{:,.2f}".format
    return both(f"CNY {form(value)}", f"{form(value)} 元")
