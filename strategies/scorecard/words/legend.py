"""What the columns of a scorecard mean, and how a hit rate is written beside its base rate."""

from __future__ import annotations

from data_sources.language.text import NOTHING, Text, both
from strategies.scorecard.card import Scorecard
from strategies.scorecard.tally import Beats, Hits

SIMULATED = both("SIMULATED market: no price in it is real", "模拟数据：其中没有真实价格")


def legend(card: Scorecard) -> Text:
    """Say what the columns mean, and how far the bars reach."""
    return both(
        f"bars to {card.as_of}; return, index and excess are of price changes, total with dividends, traded from the "
        "next open with costs; rated names that met and listed ones that beat stand beside base, the share of all "
        "stored names that did; run-up is the excess over the CSI 300 in the year before, p the chance that a random "
        "list is as good; an equal weight of own names is ahead or behind where its interval leaves out zero, and "
        "never met",
        f"行情截至 {card.as_of}；收益、指数与超额均按价格涨跌幅计，“含分红”为全收益，"
        "“实际交易”自次日开盘成交并扣除费用；"
        "达标的评级个股与跑赢的名单个股旁列基准比例，即数据库全部个股中做到的比例；发布前涨幅为此前一年相对沪深300的超额，"
        "p 为随机名单同样好的概率；研报个股等权组合的区间不含零时为领先或落后，从不记作达标",
    )


def rate_words(counted: Hits | Beats, good: int) -> Text:
    """Write how many did, of how many, and in brackets the share of all stored names that did; "" without any."""
    if counted.rate is None:
        return both(f"{counted.pending} pending", f"{counted.pending} 待验证") if counted.pending else NOTHING
    base = f" ({counted.base.rate:.0%})" if counted.base else ""
    chinese = f"（{counted.base.rate:.0%}）" if counted.base else ""
    return both(f"{good}/{counted.settled}{base}", f"{good}/{counted.settled}{chinese}")
