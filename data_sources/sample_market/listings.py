"""The securities of the simulation: which ones trade, in which group, from when and at which price level."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import numpy as np

from data_sources.sample_market.draws import Stream, uniforms
from data_sources.sample_market.sessions import session_index
from data_sources.tables.facts import Floats
from data_sources.tables.symbols import Board, parse_a_share

GROUPS = (
    "storage", "chips", "equipment", "materials", "optical", "boards", "power", "cooling", "servers", "devices",
)  # fmt: skip
THIN_EVERY = 30  # every 30th column trades a few thousand shares a day
NEVER = 10**6


@dataclass(frozen=True)
class Listing:
    """One column. ``old_symbol`` names it before ``renamed_on``; an empty ``list_date`` means long listed."""

    symbol: str
    group: str
    list_date: date | None = None
    delist_date: date | None = None
    old_symbol: str = ""
    renamed_on: date | None = None
    start_price: float | None = None
    pays: bool = True
    what: str = "Company"

    @property
    def board(self) -> Board:
        """The board by the number range of the code."""
        board = parse_a_share(self.symbol).board
        assert board is not None  # noqa: S101 - parse_a_share has refused everything else
        return board

    @property
    def name(self) -> str:
        """The display name, which ends with the mark of the simulation."""
        return f"{self.what} {self.symbol[:6]} (simulated)"


# Numbers that no exchange has given out, so that no real company is shown in trouble it never had.
INVENTED = (
    Listing("003997.SZ", "devices", list_date=date(2023, 2, 15), start_price=12.50, what="Debut under the 44% rule"),
    Listing("003998.SZ", "devices", delist_date=date(2025, 7, 14), start_price=1.80, pays=False, what="Delisting"),
    Listing("609998.SH", "servers", start_price=6.0, pays=False, what="ST spell"),
    Listing("929997.BJ", "power", list_date=date(2024, 9, 10), what="Beijing listing"),
    # All Beijing shares moved to 920 codes on 2025-10-09 (BSE notice of 2025-09).
    Listing("929998.BJ", "materials", old_symbol="879998.BJ", renamed_on=date(2025, 10, 9), what="Changed code"),
)


@dataclass(frozen=True)
class Securities:
    """The listings in symbol order with their constants; arrays have one entry per column.

    ``first`` and ``last`` bound the sessions with a listing, as a half-open range; ``debuts`` is true for a listing
    inside the simulation; ``start_price`` is its issue price, for the others the first reference; ``turnover`` is the
    value of an ordinary day in CNY.
    """

    listings: tuple[Listing, ...]
    board: np.ndarray[tuple[int], np.dtype[np.str_]]
    group: np.ndarray[tuple[int], np.dtype[np.int64]]
    first: np.ndarray[tuple[int], np.dtype[np.int64]]
    last: np.ndarray[tuple[int], np.dtype[np.int64]]
    debuts: np.ndarray[tuple[int], np.dtype[np.bool_]]
    start_price: Floats
    turnover: Floats
    beta: Floats
    own_volatility: Floats


@cache
def all_listings() -> tuple[Listing, ...]:
    """The reports' symbols of ``symbols.csv`` and the invented ones, in symbol order."""
    with (files("data_sources.sample_market") / "symbols.csv").open(encoding="utf-8") as lines:
        named = [
            Listing(row["symbol"], row["group"], date.fromisoformat(row["list_date"]) if row["list_date"] else None)
            for row in csv.DictReader(lines)
        ]
    return tuple(sorted([*named, *INVENTED], key=lambda listing: listing.symbol))


def draw_securities(seed: int) -> Securities:
    """Give every listing its constants: price level, turnover, market beta and daily volatility of its own."""
    listings = all_listings()
    count = len(listings)
    u = uniforms(seed, Stream.LISTINGS, (4, count))
    first = [session_index(one.list_date) if one.list_date else 0 for one in listings]
    last = [session_index(one.delist_date) if one.delist_date else NEVER for one in listings]
    drawn_price = np.floor((6.0 + 84.0 * u[0] * u[0]) * 100) / 100
    given_price = np.array([one.start_price or np.nan for one in listings])
    thin = np.arange(count) % THIN_EVERY == THIN_EVERY // 2
    return Securities(
        listings=listings,
        board=np.array([one.board for one in listings]),
        group=np.array([GROUPS.index(one.group) for one in listings], dtype=np.int64),
        first=np.array(first, dtype=np.int64),
        last=np.array(last, dtype=np.int64),
        debuts=np.array(first) > 0,
        start_price=np.where(np.isnan(given_price), drawn_price, given_price),
        turnover=np.where(thin, 4e4 + 2e5 * u[1], 6e7 + 2e9 * (u[1] * u[1] * u[1])),
        beta=0.8 + 0.6 * u[2],
        own_volatility=0.019 + 0.015 * u[3],
    )
