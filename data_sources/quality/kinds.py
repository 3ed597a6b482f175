"""Kinds of adjusted prices, told by which end of a series is as it was traded; and what to take in their place."""

from __future__ import annotations

FORWARD = "prices are adjusted forward (前复权, qfq)"
BACKWARD = "prices are adjusted backward (后复权, hfq)"
ADJUSTED = "prices are adjusted (复权)"
DOWNLOAD = "download unadjusted prices (不复权): adjust='' in akshare, adjustflag='3' in baostock, daily in Tushare"

END = 20
"""Rows at either end of a symbol by which it is told which end is as it was traded."""


def kind_by_ends(*, first_fits: bool, last_fits: bool) -> str:
    """Name the kind: forward adjustment leaves the last prices as they were traded, backward adjustment the first."""
    if first_fits == last_fits:
        return ADJUSTED
    return FORWARD if last_fits else BACKWARD
