"""What of a file says that its prices are adjusted (复权): its title, its name, a column, prices between the cents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

import numpy as np

from data_sources.exports.layouts import Layout
from data_sources.exports.words import numbers_of, words_of
from data_sources.quality.units.ticks import FEW, on_tick
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame
from data_sources.tables.raw import RawTable
from data_sources.tables.schema import PRICES
from data_sources.tables.single_precision import decimals_meant
from data_sources.tables.titles import title_of

RULE = "adjusted_export"
WORDS = {
    "前复权": "forward (前复权)",
    "后复权": "backward (后复权)",
    "qfq": "forward (qfq)",
    "hfq": "backward (hfq)",
}
RAW = "不复权"
CENTS = 2  # decimals


def adjusted_by_columns(raw: RawTable, layout: Layout, plain: Mapping[str, str]) -> str:
    """Say why a file's own words call its prices adjusted, "" when they do not."""
    for text, where in (*((line, "the title says") for line in raw.around), (_name(raw), "the file's name says")):
        for word, meaning in WORDS.items():
            if word in text.casefold():
                return f"{where} adjusted {meaning}"
    title = title_of(raw.around)
    if title and title.adjustment not in ("", RAW):
        return f"the title says {title.adjustment}"
    for head, refused in layout.adjusted.items():
        cells = words_of(raw.columns[plain[head]]) if head in plain else []
        if found := next((cell for cell in cells if cell in refused), ""):
            return f"{head} is {found} in {sum(cell in refused for cell in cells):,} of {len(cells):,} rows"
    for head, allowed in layout.adjusted_unless.items():
        numbers = numbers_of(raw.columns[plain[head]]) if head in plain else np.empty(0)
        other = ~np.isnan(numbers) & (np.abs(numbers - allowed) > 1e-9)  # noqa: PLR2004 - noise of decimals
        if other.any():
            shown = numbers[other][0]
            return f"{head} is {shown:g}, not {allowed:g}, in {int(other.sum()):,} of {len(numbers):,} rows"
    return ""


def adjusted_by_prices(bars: Frame) -> str:
    """Say that more than a fifth of the traded bars have prices between the cents, "" when they do not."""
    traded = bars.rows(bars["volume"] > 0)
    off = int((~on_tick(traded, PRICES)).sum())
    return f"{off:,} of {len(traded):,} rows have prices between the cents" if off > FEW * len(traded) else ""


def without_float32_noise(bars: Frame) -> Frame:
    """Return bars whose prices are whole cents where they are as near to one as 32 bits can tell."""
    cents = {name: decimals_meant(bars[name], CENTS) for name in PRICES}
    return replace(bars, columns={**bars.columns, **cents})


def adjusted_finding(layout: Layout, why: str, name: str, symbol: str) -> Finding:
    """Return the severe finding about adjusted prices: why, and what to do instead."""
    instead = f"; {layout.instead}" if layout.instead else ""
    message = f"{layout.title}: {why}: these are adjusted prices (复权), raw ones (不复权) are wanted{instead}"
    return Finding("severe", RULE, message, layout.table, symbol, None, name, 1)


def _name(raw: RawTable) -> str:
    return PurePosixPath(raw.name).name
