"""Volume and amount of a known layout to shares and CNY, proved by what was paid: amount / volume is a price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from data_sources.exports.heads import factor_of
from data_sources.exports.layouts import Layout
from data_sources.market_rules.turnover_bounds import largest_turnover, least_turnover
from data_sources.quality.steps import by_board
from data_sources.tables.facts import Floats
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame
from data_sources.tables.single_precision import HALF_A_STEP, HUNDREDTHS_OF_A_CENT, are_single
from data_sources.tables.symbols import parse_symbol

KNOWN = (
    ("shares", "CNY"),
    ("lots", "CNY"),
    ("lots", "thousand CNY"),
    ("shares", "thousand CNY"),
    ("shares", "10,000 CNY"),
    ("lots", "10,000 CNY"),
)
"""The units in which systems write; others with the same ratio cannot be told from these by a price."""
MOST = 0.9
# Wide enough for volumes rounded to lots and for adjusted prices, which are another rule's to find.
LEEWAY = 0.25
LEEWAY_SWAPPED = 0.02
"""Of columns in each other's place, which adjusted prices near 316 CNY would fit by chance: its square is 100,000."""
TOO_LARGE = ("lots", "10,000 CNY")
"""The units whose ratio a volume of a hundred times the shares has too; no system writes that one."""
LOWEST_AVERAGE, HIGHEST_AVERAGE = 1.5, 150.0
"""What a share of an index costs on average, in CNY."""
AS_PROVED, INDEX_UNIT, SCALE = "unit_as_proved", "index_volume_unit", "turnover_scale"
SWAPPED = ", each in the other's column"


def bars_in_our_units(bars: Frame, layout: Layout, volume: str, amount: str) -> tuple[Frame, tuple[Finding, ...]]:
    """Return bars in shares and CNY, of each symbol in the units that its own rows prove, and what was not as declared.

    ``volume`` and ``amount`` are the declared units. They stand when at least nine of ten rows with an amount give an
    average price near low to high; otherwise those units of ``KNOWN`` do that fit so many rows and make a turnover that
    shares have, the two columns changed for each other if need be. Where nothing fits or several units might, or no row
    has an amount, the declared ones stand, for the judges to find what is wrong.
    """
    share, money = _factors(bars, layout, volume, amount)
    priced = (bars["volume"] > 0) & (bars["amount"] > 0) & (bars["low"] > 0) & (bars["high"] >= bars["low"])
    near = _near(bars, bars["volume"] * share, bars["amount"] * money)
    if not priced.any() or near[priced].mean() >= MOST:
        return _multiplied(bars, share, money), ()
    return _by_symbol(bars, layout, (volume, amount), priced)


def levels_in_our_units(levels: Frame, volume: str, amount: str) -> tuple[Frame, tuple[Finding, ...]]:
    """Return index levels with volume and amount only in rows where their ratio is a share price, the rest empty.

    Units of an index's volume change between systems and over time. Open, high, low of 0 mean unknown.
    """
    columns = dict(levels.columns)
    for name in ("open", "high", "low"):
        columns[name] = np.where(levels[name] > 0, levels[name], np.nan)
    share, money = levels["volume"] * factor_of("volume", volume), levels["amount"] * factor_of("amount", amount)
    with np.errstate(all="ignore"):
        average = money / share
    shown = (average >= LOWEST_AVERAGE) & (average <= HIGHEST_AVERAGE)
    given = (share > 0) | (money > 0)
    columns["volume"] = np.where(shown, share.round(), np.nan)
    columns["amount"] = np.where(shown, money.round(2), np.nan)
    hidden = int((given & ~shown).sum())
    file, symbol = (levels.place(0)[0], str(levels.symbols[0])) if hidden else ("", "")
    message = (
        f"volume and amount of {hidden:,} rows are left empty: amount / volume is no share price, or one is missing"
    )
    note = Finding("note", INDEX_UNIT, message, "index", symbol, None, file)
    return replace(levels, columns=columns), ((note,) if hidden else ())


def _factors(bars: Frame, layout: Layout, volume: str, amount: str) -> tuple[Array | float, float]:
    share: Array | float = factor_of("volume", volume)
    if layout.star_in_shares:
        symbols, place = np.unique(bars["symbol"], return_inverse=True)
        star = np.array([parse_symbol(symbol).board == "star" for symbol in symbols.tolist()], np.bool_)
        share = np.where(star[place], 1.0, share)
    return share, factor_of("amount", amount)


def _near(bars: Frame, shares: Array, money: Array, leeway: float = LEEWAY) -> NDArray[np.bool_]:
    with np.errstate(all="ignore"):
        average = money / shares
    return np.asarray((average >= bars["low"] * (1 - leeway)) & (average <= bars["high"] * (1 + leeway)))


def _multiplied(bars: Frame, share: Array | float, money: float) -> Frame:
    columns = dict(bars.columns)
    # Rounded: a hundredth of a lot and a thousandth of a thousand CNY are no exact binary numbers.
    if np.any(share != 1.0):
        columns["volume"] = _in_shares(bars["volume"], share)
    if money != 1.0:
        columns["amount"] = (bars["amount"] * money).round(2)
    return replace(bars, columns=columns)


def _in_shares(volume: Array, share: Array | float) -> Array:
    """Return volumes in shares; those of 32 bits, which lost their last digits, are the whole ones they may be."""
    shares: Array = (volume * share).round(6)
    broken = np.isfinite(shares) & (shares != shares.round())
    if not broken.any() or not are_single(volume[broken]):
        return shares
    lost = HALF_A_STEP * shares + share / 2 / 10**HUNDREDTHS_OF_A_CENT
    return np.where(broken & (np.abs(shares - shares.round()) <= lost), shares.round(), shares)


def _by_symbol(
    bars: Frame, layout: Layout, declared: tuple[str, str], priced: NDArray[np.bool_]
) -> tuple[Frame, tuple[Finding, ...]]:
    symbols, first, place = np.unique(bars["symbol"], return_index=True, return_inverse=True)
    least = np.nan_to_num(by_board(symbols, np.ones(len(symbols), np.intp), bars["date"][first], least_turnover))
    rows = np.maximum(np.bincount(place[priced], minlength=len(symbols)), 1)
    columns = {name: bars[name].copy() for name in ("volume", "amount")}
    open_still = np.ones(len(symbols), np.bool_)
    findings: list[Finding] = []
    for units, swapped, share, money in _candidates(bars, layout, declared):
        volume, amount = ("amount", "volume") if swapped else ("volume", "amount")
        near = _near(bars, bars[volume] * share, bars[amount] * money, LEEWAY_SWAPPED if swapped else LEEWAY)
        fit = np.bincount(place[priced], near[priced], len(symbols)) / rows >= MOST
        if swapped or units != declared:
            usual = np.exp(np.bincount(place[priced], np.log(bars[amount][priced]), len(symbols)) / rows)
            fit &= _plausible(usual * money, least)
            fit &= ~_plausible(usual, least) if units == TOO_LARGE else True
        chosen = open_still & fit
        open_still &= ~fit
        of_chosen = chosen[place]
        columns["volume"][of_chosen] = _in_shares(bars[volume], share)[of_chosen]
        columns["amount"][of_chosen] = (bars[amount] * money)[of_chosen].round(2)
        if chosen.any() and (swapped or units != declared):
            proved = f"volume is in {units[0]} and amount in {units[1]}{SWAPPED if swapped else ''}"
            findings.append(_differs(bars, layout, declared, proved, symbols[chosen].tolist()))
    in_one_unit = open_still & (_fitting(bars, place, priced, rows) >= MOST)
    if in_one_unit.any():
        findings.append(_too_small(bars, layout, symbols[in_one_unit].tolist()))
    rest = (open_still & ~in_one_unit)[place]
    stood = _multiplied(bars, *_factors(bars, layout, *declared))
    for name, values in columns.items():
        values[rest] = stood[name][rest]
    return replace(bars, columns={**bars.columns, **columns}), tuple(findings)


def _fitting(bars: Frame, place: Array, priced: NDArray[np.bool_], rows: Array) -> Array:
    """Return by symbol the share of the priced rows whose amount / volume is the price as they stand."""
    near = _near(bars, bars["volume"], bars["amount"])
    return np.asarray(np.bincount(place[priced], near[priced], len(rows)) / rows)


def _too_small(bars: Frame, layout: Layout, symbols: list[str]) -> Finding:
    """Return that volume and amount are in one unit that no share's turnover is in: they stand as they are."""
    who = symbols[0] if len(symbols) == 1 else f"{len(symbols):,} symbols, the first {symbols[0]},"
    message = (
        f"volume and amount of {who} are in one unit, and not in those that {layout.title} is known for; as shares and "
        "CNY they turn over what no share does: both in 10,000 (万), or adjusted along with the prices"
    )
    symbol = symbols[0] if len(symbols) == 1 else ""
    return Finding("severe", SCALE, message, "bars", symbol, None, bars.place(0)[0])


def _plausible(turnover: Array, least: Floats) -> NDArray[np.bool_]:
    """Say which symbols may turn over so much: a ratio alone cannot tell units that are wrong by the same factor."""
    return np.asarray((turnover >= least) & (turnover <= largest_turnover()))


def _candidates(
    bars: Frame, layout: Layout, declared: tuple[str, str]
) -> Iterator[tuple[tuple[str, str], bool, Array | float, float]]:
    yield declared, False, *_factors(bars, layout, *declared)
    for swapped in (False, True):
        for units in KNOWN:
            yield units, swapped, factor_of("volume", units[0]), factor_of("amount", units[1])


def _differs(bars: Frame, layout: Layout, declared: tuple[str, str], proved: str, symbols: list[str]) -> Finding:
    known = " and ".join(unit for unit in declared if unit)
    more = f" ({len(symbols):,} symbols)" if len(symbols) > 1 else ""
    message = f"{proved}, as amount / volume proves; {layout.title} is known for {known}; read as proved{more}"
    symbol = symbols[0] if len(symbols) == 1 else ""
    return Finding("warning", AS_PROVED, message, "bars", symbol, None, bars.place(0)[0])
