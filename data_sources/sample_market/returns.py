"""What investors would pay, before limits and suspensions: market, group, own news."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data_sources.sample_market.draws import Stream, clustered, shocks, uniforms
from data_sources.sample_market.listings import GROUPS, Securities
from data_sources.sample_market.sessions import all_sessions
from data_sources.tables.facts import Floats

MARKET_DAILY, GROUP_DAILY = 0.011, 0.013
MARKET_DRIFT = 0.0003
NEWS_CHANCE, GOOD_NEWS = 0.006, 0.5
# Invented days on which the whole market moves, so that many shares hit their limits at once.
MARKET_SHOCKS = (("2024-05-20", -0.078), ("2025-09-16", 0.066))
# Invented news about the invented Beijing shares, too rare to wait for: 30% limits are hardly ever reached.
FIXED_NEWS = (("929997.BJ", "2025-03-07", 0.36), ("929998.BJ", "2026-02-02", -0.34))
# The invented share that is delisted sinks through its last listed months.
SINKING = ("003998.SZ", "2025-01-02", -0.012)


@dataclass(frozen=True)
class Returns:
    """Daily returns: of the market (T), of the groups beyond it (T x G) and of each column in all (T x N)."""

    market: Floats
    groups: Floats
    columns: Floats


def draw_returns(seed: int, securities: Securities) -> Returns:
    """Draw the returns of all sessions; drift is small and nothing is built in that a signal could foresee."""
    sessions = all_sessions()
    days, count = len(sessions), len(securities.listings)
    market = clustered(shocks(seed, Stream.MARKET, (days, 1)), np.array([MARKET_DAILY]))[:, 0] + MARKET_DRIFT
    for day, move in MARKET_SHOCKS:
        market[np.searchsorted(sessions, np.datetime64(day))] = move
    groups = clustered(shocks(seed, Stream.GROUPS, (days, len(GROUPS))), np.array([GROUP_DAILY]).repeat(len(GROUPS)))
    own = clustered(shocks(seed, Stream.OWN, (days, count)), securities.own_volatility)
    total = securities.beta * market[:, None] + groups[:, securities.group] + own + _news(seed, (days, count))
    _add_debuts(seed, securities, own, total)
    symbols = [one.symbol for one in securities.listings]
    for symbol, day, move in FIXED_NEWS:
        total[np.searchsorted(sessions, np.datetime64(day)), symbols.index(symbol)] = move
    symbol, day, drift = SINKING
    total[np.searchsorted(sessions, np.datetime64(day)) :, symbols.index(symbol)] += drift
    return Returns(market, groups, total)


def _news(seed: int, shape: tuple[int, int]) -> Floats:
    """Rare jumps of 4% to 30% either way: they make limit boards, and one-price boards when a day is not enough."""
    u = uniforms(seed, Stream.NEWS, (*shape, 3))
    sign = np.where(u[..., 1] < GOOD_NEWS, 1.0, -1.0)
    size = sign * (0.04 + 0.26 * (u[..., 2] * u[..., 2]))
    news: Floats = np.where(u[..., 0] < NEWS_CHANCE, size, 0.0)
    return news


def _add_debuts(seed: int, securities: Securities, own: Floats, total: Floats) -> None:
    """Let listings inside the simulation open far above their issue price and swing for four more sessions."""
    pops, turns = uniforms(seed, Stream.DEBUTS, (2, len(securities.listings)))
    for column in np.flatnonzero(securities.debuts):
        first = securities.first[column]
        total[first : first + 1, column] = 0.25 + 1.2 * pops[column]
        if securities.board[column] != "main":
            total[first + 1 : first + 2, column] += 0.7 * (turns[column] - 0.5)
        total[first + 2 : first + 5, column] += 1.5 * own[first + 2 : first + 5, column]
