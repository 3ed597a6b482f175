"""What costs, refusals and events are called, and what each of them means."""

from __future__ import annotations

from collections.abc import Mapping

from data_sources.language.text import Text, both

COSTS: Mapping[str, Text] = {
    "commission": both("Commission (佣金)", "佣金"),
    "stamp_duty": both("Stamp duty (印花税)", "印花税"),
    "transfer_fee": both("Transfer fee (过户费)", "过户费"),
    "slippage_cost": both("Slippage", "滑点"),
}
ALL_COSTS = both("All costs", "费用合计")

SIDE_WORDS: Mapping[str, Text] = {"sell": both("sell", "卖出"), "buy": both("buy", "买入")}

REASON_WORDS: Mapping[str, Text] = {
    "not_listed": both("not listed", "无行情"),
    "below_lot": both("below a lot", "不足一手"),
    "suspended": both("suspended", "停牌"),
    "limit_down": both("at limit down", "跌停"),
    "limit_up": both("at limit up", "涨停"),
    "t_plus_1": both("T+1", "T+1"),
    "volume_cap": both("volume cap", "超成交量上限"),
    "cash": both("cash", "资金不足"),
}
REASON_MEANINGS: Mapping[str, Text] = {
    "not_listed": both(
        "no bar up to the session: not listed yet, delisted, or missing from the data",
        "截至当日没有行情：尚未上市、已退市，或数据缺失",
    ),
    "below_lot": both(
        "the weight buys less than the least order: the account is too small for it",
        "按权重可买的数量不足最低委托数量：账户资金太小",
    ),
    "suspended": both("the stock did not trade that session (停牌)", "该股当日停牌"),
    "limit_down": both("a sale at the lower price limit (跌停): nobody bids", "跌停时卖出：没有买盘"),
    "limit_up": both("a buy at the upper price limit (涨停): nobody offers", "涨停时买入：没有卖盘"),
    "t_plus_1": both("shares bought the same day cannot be sold (T+1)", "当日买入的股份当日不能卖出（T+1）"),
    "volume_cap": both("more than the allowed share of the session's volume", "超过当日成交量的允许占比"),
    "cash": both("the cash did not pay for the whole order", "可用资金不足以支付整笔委托"),
}

EVENT_WORDS: Mapping[str, Text] = {
    "dividend": both("dividend", "现金分红"),
    "dividend_tax": both("dividend tax", "红利税"),
    "bonus": both("bonus", "送转"),
    "rights": both("rights", "配股"),
    "delisting": both("delisting", "退市"),
    "rename": both("rename", "代码变更"),
}
EVENT_MEANINGS: Mapping[str, Text] = {
    "dividend": both("cash dividends, net of tax", "税后现金分红"),
    "dividend_tax": both(
        "tax on dividends by holding period, charged at a sale", "按持股期限差别化征收的红利税，卖出时补缴"
    ),
    "bonus": both("new shares from bonus issues and capitalised reserves (送股, 转增)", "送股与转增的新增股份"),
    "rights": both(
        "rights offered and not taken up; the cash is what they would have cost",
        "放弃认购的配股；金额为认购所需资金",
    ),
    "delisting": both("shares taken by a delisting, and what they paid", "因退市注销的股份及所得款项"),
    "rename": both("holdings moved to a new code", "持仓转入新代码"),
}
