"""Made markets whose truth is known: no name is better than its sector, unless a test says by how much.

A market factor, a sector factor that all names lean on, and noise of their own, each GARCH(1,1) with Student t shocks
of 5 degrees. Names of ChiNext, so that a day moves by 20% at most; prices in fen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from backtest.market.panel import Panel
from backtest.metrics.publication import Publication
from backtest.options import Options
from backtest.result.judge import judge
from backtest.result.manifest import About
from backtest.result.result import Result
from backtest.result.standard import Standard
from backtest.targets import Targets, targets_from_rows
from benchmarks.calibration.processes import garch
from data_sources.tables.facts import Floats
from tests.strategies.rules.market import make_panel, weekdays

SECTOR = "H30184.CSI"
NAMES, SESSIONS, PUBLISHED = 40, 330, 40
MARKET_DEVIATION, SECTOR_DEVIATION, OWN_DEVIATION = 0.010, 0.012, 0.022  # of a day, as technology shares have them
LARGEST_MOVE = 0.19


@dataclass(frozen=True)
class Truth:
    """What the made market holds: simple returns a day, as fractions.

    ``sector`` is how much the sector gains on the market, ``skill`` how much the first quarter of the names gains on
    the sector. ``index`` False leaves the sector index out of the store.
    """

    sector: float = 0.0
    skill: float = 0.0
    index: bool = True


def made_panel(seed: int, truth: Truth, sessions: int = SESSIONS) -> Panel:
    """40 names beside the price index of the CSI 300 and, unless it is left out, their sector index."""
    random = np.random.default_rng((seed, 9))
    factors, own = garch(random, sessions - 1, 3), garch(random, sessions - 1, NAMES)
    market = MARKET_DEVIATION * factors[:, 0]
    sector = market + truth.sector + SECTOR_DEVIATION * factors[:, 1]
    betas = random.uniform(0.7, 1.3, NAMES)
    moved = market[:, None] + (sector - market)[:, None] * betas + OWN_DEVIATION * own
    moved[:, : NAMES // 4] += truth.skill
    closes = np.round(_levels(np.clip(moved, -LARGEST_MOVE, LARGEST_MOVE), random.uniform(8.0, 60.0, NAMES)), 2)
    symbols = [f"{300001 + k}.SZ" for k in range(NAMES)]
    panel = make_panel(weekdays("2024-01-02", sessions), dict(zip(symbols, closes.T, strict=True)))
    # The index is hardly more than the factor: what of it were noise would leave a part of the sector in alpha.
    levels = {SECTOR: _levels(sector + 0.001 * factors[:, 2], np.array(3000.0))} if truth.index else {}
    return replace(panel, benchmarks={"000300.SH": _levels(market, np.array(4000.0)), **levels})


def random_rule(panel: Panel, seed: int, *, skilled: bool = False) -> Targets:
    """Ten names, drawn anew every 40 sessions from the publication on; with skill from the first quarter alone."""
    random = np.random.default_rng((seed, 10))
    among = list(panel.symbols[: NAMES // 4] if skilled else panel.symbols)
    days = panel.sessions[PUBLISHED:-1:40].tolist()
    return targets_from_rows(
        (day, symbol, 0.1) for day in days for symbol in random.choice(among, 10, replace=False).tolist()
    )


def made_about(panel: Panel, *, asked: float | None = None) -> About:
    """One report that states the thesis; with ``asked`` its standard wants so much excess over the first half year."""
    published: date = panel.sessions[PUBLISHED].item()
    due = panel.sessions[min(PUBLISHED + 120, len(panel.sessions) - 1)].item()
    standard = None if asked is None else Standard("001", "overweight", published, due, asked, None)
    return About(
        name="noise",
        publications=(Publication("001", "A Broker", published, states_thesis=True),),
        sector=(SECTOR,),
        standard=standard,
        chosen_from=panel.symbols,
    )


def made_run(
    seed: int, truth: Truth, sessions: int = SESSIONS, *, skilled: bool = False, asked: float | None = None
) -> Result:
    """A rule without content on a made market, traded and judged."""
    panel = made_panel(seed, truth, sessions)
    return judge(panel, random_rule(panel, seed, skilled=skilled), Options(), made_about(panel, asked=asked))


def _levels(returns: Floats, first: Floats) -> Floats:
    """Levels (n + 1, ...) of simple returns (n, ...)."""
    grown: Floats = first * np.concatenate((np.ones((1, *returns.shape[1:])), np.cumprod(1.0 + returns, axis=0)))
    return grown
