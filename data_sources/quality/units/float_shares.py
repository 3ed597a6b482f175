"""Volume beside the turnover rate (换手率) of the same file: together they tell the shares outstanding (流通股本)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from data_sources.market_rules.float_bounds import float_bounds
from data_sources.quality.steps import board_of
from data_sources.quality.units.unit_causes import joined_words
from data_sources.tables.facts import Floats
from data_sources.tables.finding import Finding, Severity
from data_sources.tables.frame import Array, Frame, symbol_offsets
from data_sources.tables.sightings import sighting

FEWEST = 5
"""Rows with a rate from which it is told; on either side of a change as well."""

LEAST_RATE = 0.0001
"""Rates are written with two decimals of a percent at least, so that of smaller ones nothing is left."""

USUAL_RATES = (0.0002, 1.0)
"""Where the middle rate lies, or its own unit is not the one that is known of the layout."""

STEADY = 0.02
"""Decades from row to row that volume / rate wanders by rounding; where it wanders more, the rate is another one."""

NEAR, LEAP = 0.03, 1.5
"""Decades around a power of ten, and from where a change is looked for: no float grows thirtyfold in a day."""

POWERS = (2, 3, 4, 6, 8)
UNITS = {
    0: "shares",
    2: "lots (手)",
    3: "thousand shares (千股)",
    4: "10,000 shares (万股)",
    6: "10,000 lots (万手)",
    8: "100 million shares (亿股)",
}
APART = 0.5
"""Decades from where on another number of shares, such as the free float (自由流通), is worth a word."""
LEEWAY = 0.35
"""Decades by which a float grows over the years."""

LEAST_SHARES, MOST_SHARES = 6.0, 11.5
"""Decades within which a file's own shares outstanding are shares, and not a number in another unit."""

USUAL_FLOAT = 8.5
"""Decades of shares: the middle share has some 300 million outstanding."""


def volumes_beside_float(bars: Frame, rate: Floats, shares: Floats, read_as: Floats) -> Iterator[Finding]:
    """A volume that does not go with the turnover rate of its row (severe). Nothing of it is stored.

    ``rate`` is the part of the shares outstanding that was traded, ``shares`` their number, NaN where a row has none,
    and ``read_as`` what the file's own volume was multiplied by; all belong to the rows of ``bars``, in any order. The
    rate counts where it rises and falls with the volume. ``volume_beside_float``: with both columns volume / rate is
    another power of ten than the shares, or apart from them (warning); with the rate alone it is fewer or more shares
    than any company has. ``float_jumps``: from a day on it is a hundred times that of before, or more.
    """
    known = np.flatnonzero((bars["volume"] > 0) & (rate >= LEAST_RATE))
    known = known[np.lexsort([bars["date"][known], bars["symbol"][known]])]
    if not len(known):
        return
    for own in np.split(known, symbol_offsets(bars["symbol"][known])[1:-1]):
        volume = bars["volume"][own]
        if len(np.unique(volume)) < FEWEST or not USUAL_RATES[0] <= np.median(rate[own]) <= USUAL_RATES[1]:
            continue
        decades = np.log10(volume / rate[own])
        if np.median(np.abs(np.diff(decades))) > STEADY:
            continue
        if (jump := _jump(decades)) is not None:
            row, power = int(own[jump[0]]), jump[1]
            words = joined_words(bars["date"][row], "volume / turnover rate (换手率)", power)
            yield sighting(bars, row, "float_jumps", "severe", words)
        elif misfit := _beside_told(decades, np.log10(shares[own])) or _out_of_bounds(bars, own, decades):
            power = round(float(np.median(np.log10(read_as[own]))))
            yield sighting(bars, int(own[0]), "volume_beside_float", misfit.severity, misfit.said(power))


@dataclass(frozen=True)
class Misfit:
    """What volume and rate make, beside what is there or possible; by which power of ten the volume is too small."""

    words: str
    power: int | None

    @property
    def severity(self) -> Severity:
        """Severe where a unit explains it."""
        return "warning" if self.power is None else "severe"

    def said(self, read_as: int) -> str:
        """Return the words with the unit, for a volume that was multiplied by a power of ten when it was read."""
        if self.power is None:
            return f"{self.words}: volume, rate or shares are in another unit or of other shares"
        if self.power < 0:
            return f"{self.words}: volume is {10**-self.power:,} times the shares, or the rate is in another unit"
        unit = UNITS.get(self.power + read_as, f"units of 10^{self.power + read_as} shares")
        return f"{self.words}: volume is in {unit}, and amount in as large a unit where amount / volume is the price"


def _beside_told(decades: Floats, told: Floats) -> Misfit | None:
    """Return how the shares of the file differ from those that volume and rate make; None where there are none."""
    if not np.isfinite(told).any():
        return None
    middle, of_file = float(np.median(decades)), float(np.nanmedian(told))
    if not LEAST_SHARES <= of_file <= MOST_SHARES or abs(of_file - middle) < APART:
        return None
    power = round(of_file - middle)
    explained = abs(power) in POWERS and abs(of_file - middle - power) < NEAR
    words = f"volume / turnover rate (换手率) makes {10**middle:.3g} shares outstanding, the file has {10**of_file:.3g}"
    return Misfit(words, power if explained else None)


def _out_of_bounds(bars: Frame, own: Array, decades: Floats) -> Misfit | None:
    bounds = float_bounds(board_of(str(bars["symbol"][own[0]])), bars["date"][own])
    middle = float(np.median(decades))
    if bounds is None or bounds[0] <= 10**middle <= bounds[1]:
        return None
    few = 10**middle < bounds[0]
    bound = f"fewer than {bounds[0]:,.0f}" if few else f"more than {bounds[1]:,.0f}"
    power = min(POWERS, key=lambda each: abs(middle + each - USUAL_FLOAT)) if few else -2
    words = f"volume / turnover rate (换手率) makes {10**middle:.3g} shares outstanding, no share has {bound}"
    return Misfit(words, power)


def _jump(decades: Floats) -> tuple[int, int] | None:
    """Return from which row on shares outstanding are a power of ten times those of before, and the power."""
    for at in (np.flatnonzero(np.abs(np.diff(decades)) > LEAP) + 1).tolist():
        shift = float(np.median(decades[at:]) - np.median(decades[:at]))
        enough = min(at, len(decades) - at) >= FEWEST
        if enough and abs(round(shift)) in POWERS and abs(shift - round(shift)) < LEEWAY:
            return at, round(shift)
    return None
