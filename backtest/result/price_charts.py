"""Of which names the page of a run shows the price: a word of whoever asks for the page."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from data_sources.errors import InputError

PriceCharts: TypeAlias = Literal["held", "all", "none"]
"""Of those that were held, as far as a page of 300 KB has room; of all, up to 600 KB; of none."""


def checked_price_charts(asked: str) -> PriceCharts:
    """Return the word; InputError for another one."""
    for known in get_args(PriceCharts):
        if asked == known:
            word: PriceCharts = known
            return word
    raise InputError(f"price_charts is {asked!r}; there are {', '.join(get_args(PriceCharts))}")
