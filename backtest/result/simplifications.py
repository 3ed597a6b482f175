"""Where the execution of a run is simpler than the market."""

from __future__ import annotations

from collections.abc import Mapping

from backtest.options import Options
from backtest.result.wording import rate
from data_sources.language.text import Text, both

FILL_WORDS: Mapping[str, Text] = {
    "open": both("open", "开盘价"),
    "close": both("close", "收盘价"),
    "vwap": both("vwap", "成交量加权均价"),
}


def simplifications(options: Options) -> tuple[Text, ...]:
    """Return where the execution is simpler than the market, as sentences."""
    recovery = rate(options.delist_recovery)
    return (
        both(
            f"Orders fill at the {options.fill} of the session after the decision, all at one price.",
            f"委托以决策次一交易日的{FILL_WORDS[options.fill].zh}成交，全部按同一价格。",
        ),
        _volume(options),
        _slippage(options),
        _dividend_tax(options),
        both("Rights issues are not taken up. Cash earns no interest.", "不参与配股。现金不计利息。"),
        both(f"A delisted holding pays {recovery} of its last value.", f"退市持仓按最后市值的 {recovery} 收回。"),
    )


def _volume(options: Options) -> Text:
    if options.participation is None:
        return both(
            "No volume cap: an order of any size fills, as if the market were deep enough for it.",
            "不设成交量上限：任何规模的委托都成交，视市场深度为无限。",
        )
    cap = rate(options.participation)
    return both(
        f"The volume cap of {cap} counts the whole session's volume, also for orders at "
        "the open, when most of that volume had not traded yet.",
        f"成交量上限 {cap} 按全日成交量计算；开盘成交的委托也如此，而那时大部分成交量尚未发生。",
    )


def _slippage(options: Options) -> Text:
    if options.slippage == 0:
        return both("No slippage: every fill gets the session's price.", "不计滑点：每笔成交均按当日撮合价。")
    flat = rate(options.slippage)
    return both(
        f"Slippage is a flat {flat} of the price, whatever the size of the order.",
        f"滑点统一为价格的 {flat}，与委托规模无关。",
    )


def _dividend_tax(options: Options) -> Text:
    if isinstance(options.dividend_tax, str):
        return both(
            "Dividends are taxed by holding age, 20, 10 or 0%, at the sale; bonus shares are as old as their origin.",
            "红利税按持股期限为 20%、10% 或 0%，卖出时征收；送转股份的持股期限随原股份计算。",
        )
    flat = rate(options.dividend_tax)
    return both(
        f"Dividend tax is a flat {flat}, in place of 20, 10 or 0% by holding age.",
        f"红利税统一按 {flat} 计，而非按持股期限的 20%、10% 或 0%。",
    )
