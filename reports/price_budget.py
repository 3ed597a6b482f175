"""How many prices a page can hold within its budget of bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from zlib import compressobj

from backtest.result.price_charts import PriceCharts
from data_sources.language.text import Text, both
from reports.charts.alike import packed_one
from reports.charts.model import Chart
from reports.packing import LEVEL
from reports.page import script_json
from reports.sections.names import NamesSection

HELD_BYTES, ALL_BYTES = 300_000, 600_000
FIXED_BYTES = 4_000  # script, days, panels and the frame, which the charts share
ROW_BYTES = 40


def within_budget(names: NamesSection, asked: PriceCharts, page_bytes: int) -> NamesSection:
    """Return the names with as many prices as a page of so many bytes without them has room for.

    The first ones stay. A page with the prices of all names may have twice the bytes of any other.
    """
    if asked == "none" or not names.prices:
        return replace(names, prices=(), without=_none_drawn() if asked == "none" else names.without)
    room = (ALL_BYTES if asked == "all" else HELD_BYTES) - page_bytes - FIXED_BYTES
    sessions = max(len(chart.days) for chart in names.prices)
    kept = _fitting(names.prices, sessions, room)
    return replace(names, prices=names.prices[:kept], without=_without(names, asked, kept))


def _fitting(charts: Sequence[Chart], sessions: int, room: int) -> int:
    """How many of the first charts fit into so many bytes, packed (``reports.packing``) one after the other."""
    written, taken = compressobj(LEVEL), 0
    for k, chart in enumerate(charts):
        taken += len(written.compress(script_json(packed_one(chart, sessions)).encode()))
        deflated = taken + len(written.copy().flush())
        if deflated * 4 / 3 + ROW_BYTES * (k + 1) > room:
            return k
    return len(charts)


def _none_drawn() -> Text:
    return both(
        "This page was made without prices; --price-charts held brings those of the names that were held.",
        "本页未附个股走势；加上 --price-charts held 可附持有过的个股。",
    )


def _without(names: NamesSection, asked: PriceCharts, kept: int) -> Text:
    """Say which names have no price, and what brings it."""
    left = len(names.prices) - kept
    if left and asked == "all":
        return both(
            f"{left} names, those that moved the return least, have no price here: the page would exceed 600 KB.",
            f"贡献最小的 {left} 只个股未附走势：页面将超过 600 KB。",
        )
    if left and not kept:
        return both(
            "No name has its price here, so that the page stays small; --price-charts all brings them.",
            "为控制页面大小，个股未附走势；加上 --price-charts all 可附全部。",
        )
    if left:
        return both(
            f"{left} names, those that moved the return least, have no price here, so that the page stays small; "
            "--price-charts all brings them.",
            f"为控制页面大小，贡献最小的 {left} 只个股未附走势；加上 --price-charts all 可附全部。",
        )
    idle = sum(not row.held and row.since is not None for row in names.held.rows)
    if asked == "held" and idle:
        return both(
            "Names that were never held have no price here; --price-charts all brings them.",
            "从未持有的个股未附走势；加上 --price-charts all 可附全部。",
        )
    return both("", "")
