"""Where the execution of a run is simpler than the market."""

from __future__ import annotations

from backtest.options import Options
from backtest.result.wording import rate


def simplifications(options: Options) -> tuple[str, ...]:
    """Return where the execution is simpler than the market, as sentences."""
    if options.participation is None:
        volume = "No volume cap: an order of any size fills, as if the market were deep enough for it."
    else:
        volume = (
            f"The volume cap of {rate(options.participation)} counts the whole session's volume, also for orders at "
            "the open, when most of that volume had not traded yet."
        )
    slippage = (
        "No slippage: every fill gets the session's price."
        if options.slippage == 0
        else f"Slippage is a flat {rate(options.slippage)} of the price, whatever the size of the order."
    )
    dividend_tax = (
        "Dividends are taxed by holding age, 20, 10 or 0%, at the sale; bonus shares are as old as their origin."
        if isinstance(options.dividend_tax, str)
        else f"Dividend tax is a flat {rate(options.dividend_tax)}, in place of 20, 10 or 0% by holding age."
    )
    return (
        f"Orders fill at the {options.fill} of the session after the decision, all at one price.",
        volume,
        slippage,
        dividend_tax,
        "Rights issues are not taken up. Cash earns no interest.",
        f"A delisted holding pays {rate(options.delist_recovery)} of its last value.",
    )
