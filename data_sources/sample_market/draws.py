"""Random numbers that are the same bits everywhere."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence

from data_sources.tables.facts import Floats

# Weights of z and z^3 that leave unit variance (a^2 + 6ab + 15b^2 = 1) and give daily returns their fat tails.
LINEAR, CUBIC = 0.7406, 0.08


class Stream(IntEnum):
    """One independent stream per purpose, so that a new kind of draw never moves an old one."""

    LISTINGS = 1
    MARKET = 2
    GROUPS = 3
    OWN = 4
    NEWS = 5
    INTRADAY = 6
    SUSPENSIONS = 7
    PAYOUTS = 8
    INDICES = 9
    CAPEX_ABROAD = 10
    PRICES = 11
    DEBUTS = 12
    CAPEX_AT_HOME = 13


def uniforms(seed: int, stream: Stream, shape: tuple[int, ...]) -> Floats:
    """Uniform draws in [0, 1)."""
    return Generator(PCG64(SeedSequence([seed, int(stream)]))).random(shape)


def shocks(seed: int, stream: Stream, shape: tuple[int, ...]) -> Floats:
    """Symmetric draws with variance near 1 and fat tails: a sum of four uniforms, bent by a cubic."""
    u = uniforms(seed, stream, (*shape, 4))
    z = (u[..., 0] + u[..., 1] + u[..., 2] + u[..., 3] - 2.0) * 1.7320508075688772
    bent: Floats = z * (LINEAR + CUBIC * (z * z))
    return bent


def clustered(z: Floats, daily: Floats) -> Floats:
    """Turn shocks (T x K) into returns whose variance follows a GARCH(1, 1) around ``daily`` squared (K)."""
    returns = np.empty_like(z)
    settled = daily * daily
    variance = settled.copy()
    for t in range(len(z)):
        returns[t] = np.sqrt(variance) * z[t]
        variance = 0.02 * settled + 0.08 * (returns[t] * returns[t]) + 0.90 * variance
    return returns
