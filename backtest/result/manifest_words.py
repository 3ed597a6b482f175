"""What the facts of a manifest mean, in words, so that a page can say them before their names in code."""

from __future__ import annotations

from collections.abc import Mapping

from data_sources.language.text import NOTHING, Text, both

WORDS: Mapping[str, Text] = {
    "name": both("Name", "名称"),
    "snapshot": both("Snapshot of the data", "数据快照"),
    "simulated": both("Simulated market", "模拟市场"),
    "hindsight": both("With a part before publication", "含发布前的事后回溯"),
    "source.kind": both("Where the rule comes from", "规则来源"),
    "source.path": both("File of the rule", "规则文件"),
    "source.definition": both("Hash of the rule", "规则哈希"),
    "code.version": both("Version of the program", "程序版本"),
    "code.commit": both("Commit of the program", "程序提交号"),
    "code.dirty": both("Changed since that commit", "提交后有改动"),
    "options.cash": both("Cash at the start, CNY", "初始资金（元）"),
    "options.fill": both("Price at which orders fill", "成交价"),
    "options.commission_rate": both("Commission", "佣金费率"),
    "options.commission_min": both("Least commission of a fill, CNY", "单笔最低佣金（元）"),
    "options.stamp_duty": both("Stamp duty; not set: by date", "印花税（未设则按日期取值）"),
    "options.transfer_fee": both("Transfer fee; not set: by date", "过户费（未设则按日期取值）"),
    "options.dividend_tax": both("Tax on dividends", "红利税"),
    "options.slippage": both("Slippage", "滑点"),
    "options.participation": both("Largest share of a day's volume", "单日成交量占比上限"),
    "options.order_validity": both("How long an order stays", "委托有效期"),
    "options.delist_recovery": both("Recovered of a delisted share", "退市回收率"),
    "options.benchmark": both("Index shown", "展示基准"),
    "options.risk_free": both("Risk-free rate a year", "无风险年利率"),
    "options.start": both("Asked to begin on", "指定起始日"),
    "options.cash_buffer": both("Kept in cash", "现金留存比例"),
    "options.other_indices": both("Indices beside it", "另附指数"),
    "options.positions": both("Shares at the start", "初始持仓（股）"),
    "options.end": both("Asked to end on", "指定结束日"),
}


def fact_words(name: str, parameters: Mapping[str, Text]) -> Text:
    """Return what a fact of a manifest means; ``parameters`` are those of the strategy, by name. Empty if unknown."""
    if name.startswith("parameters."):
        return parameters.get(name.removeprefix("parameters."), NOTHING)
    return WORDS.get(name, NOTHING)
