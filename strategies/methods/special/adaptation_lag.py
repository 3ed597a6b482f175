"""Days until chip vendors had adapted a model: from its release to the first, the last and the average vendor (002)."""

from __future__ import annotations

from strategies.methods.method import Numbers

# Days of February 2025 on which table 6 names vendors; the release was 31 - 20 = 11 days before its first.
DAYS = (1, 2, 4, 5, 6, 7)


def compute(*, release_day: float, **vendors: float) -> Numbers:
    """Vendors that adapted the model, and the days from its release to the first, last and average of them."""
    counts = [vendors[f"february_{day}"] for day in DAYS]
    lags = [31 - release_day + day for day in DAYS]
    seen = [lag for lag, count in zip(lags, counts, strict=True) if count > 0]
    if not seen:
        raise ValueError("no vendor on any day")
    weighted = sum(lag * count for lag, count in zip(lags, counts, strict=True))
    return {"vendors": sum(counts), "first": seen[0], "last": seen[-1], "average": weighted / sum(counts)}
