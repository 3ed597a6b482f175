"""Which cloud closes the loop from spending to money: ranks by return on capital and by capex to cash flow (003)."""

from __future__ import annotations

from strategies.methods.method import Numbers

CLOUDS = ("google", "microsoft", "meta", "amazon", "oracle")


def ranks(values: tuple[float, ...], *, descending: bool) -> tuple[float, ...]:
    """Rank of each value, 1 the best; equal values share the mean of their ranks."""
    ordered = sorted(values, reverse=descending)
    return tuple(ordered.index(value) + 1 + (ordered.count(value) - 1) / 2 for value in values)


def compute(**values: float) -> Numbers:
    """Rank by high return plus rank by low capex ratio, cloud by cloud, and the position of the lowest sum."""
    returns = ranks(tuple(values[f"{cloud}_return"] for cloud in CLOUDS), descending=True)
    ratios = ranks(tuple(values[f"{cloud}_ratio"] for cloud in CLOUDS), descending=False)
    sums = [first + second for first, second in zip(returns, ratios, strict=True)]
    return {**dict(zip(CLOUDS, sums, strict=True)), "best": float(sums.index(min(sums)) + 1)}
