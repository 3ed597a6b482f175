"""How often a strategy was tried, and what of a curve the deflated Sharpe ratio asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from backtest.metrics.returns import daily_returns, finite
from backtest.metrics.risk import spread
from backtest.validity.sharpe import lo_error
from data_sources.language.text import NOTHING, Text, both, said
from data_sources.tables.facts import Floats


@dataclass(frozen=True)
class TrialCount:
    """How many settings of a strategy were tried on one store, the run that holds this one included.

    Parameters
    ----------
    count
        The different settings: definition, parameters and options. It is the number that pages state and that the
        deflated Sharpe ratio takes; the same setting looked at again on later data is no other try.
    looks
        All trials: each setting on each span and snapshot once.
    sharpe_variance
        The sample variance of the Sharpe ratios a session, one for each setting, of its latest trial; None below two.
    first, last
        When the first and the last trial were looked at, UTC without a zone.
    problem
        Why this run's own trial could not be added to the store, in one line; empty when it was.
    altered
        In what the trials on the store are not those that were counted, in one line; empty when they are.
    """

    count: int
    looks: int
    sharpe_variance: float | None
    first: datetime
    last: datetime
    problem: str = ""
    altered: str = ""

    @property
    def doubt(self) -> Text:
        """What is to be said beside the number where the trials are not those that were counted, "" otherwise."""
        if not self.altered:
            return NOTHING
        return both(
            f"The trials on the store are not those that were counted ({self.altered})",
            f"数据库中的试验记录与当初计数的不一致（{said(self.altered, 'zh')}）",
        )

    def document(self) -> dict[str, object]:
        """Return plain values for ``--json``; times are UTC."""
        return {
            "count": self.count,
            "looks": self.looks,
            "sharpe_variance": self.sharpe_variance,
            "first": f"{self.first.isoformat(timespec='seconds')}Z",
            "last": f"{self.last.isoformat(timespec='seconds')}Z",
            "problem": self.problem,
            "altered": self.altered,
        }


def luck_variance(trials: TrialCount, sharpe: float, sessions: int) -> float | None:
    """Return the variance V of the trials' Sharpe ratios for the deflated ratio, never below that of sampling noise.

    The bar of the deflated ratio counts every setting as another try and takes their ratios for independent draws. The
    ratios of two or three settings lie close by accident, those of near copies always: V is then next to nothing, and
    no number of tries raises the bar. Independent settings without skill differ by ``(1 + SR^2 / 2) / T`` at the least
    (Lo 2002), so that is the floor: the bar is never below that of as many independent settings, which the sentence
    names. 0 for one setting, which has no bar; None for several whose ratios have no variance.

    Parameters
    ----------
    trials : TrialCount
        The settings that were counted.
    sharpe, sessions : float, int
        The ratio a session of the run that is judged, and its sessions T.
    """
    if trials.count == 1:
        return 0.0
    if trials.sharpe_variance is None:
        return None
    return max(trials.sharpe_variance, lo_error(sharpe, sessions) ** 2)


@dataclass(frozen=True)
class SharpeMoments:
    """Of n returns: the Sharpe ratio a session, the skewness and the kurtosis (3 for a normal distribution).

    The three are None for constant returns and below two of them.
    """

    sessions: int
    sharpe: float | None = None
    skew: float | None = None
    kurtosis: float | None = None


def sharpe_moments(equity: Floats, risk_free: float = 0.0) -> SharpeMoments:
    """Return what the probabilistic and the deflated Sharpe ratio take of a curve.

    ``mean(r - rf) / std(r)`` with n - 1 below the variance, ``m3 / m2^1.5`` and ``m4 / m2^2`` with central moments over
    n: Bailey and Lopez de Prado, "The Sharpe Ratio Efficient Frontier" (2012) and "The Deflated Sharpe Ratio" (2014).

    Parameters
    ----------
    equity : array of shape (n + 1,)
        What the account was worth, the base first.
    risk_free : float, default 0.0
        The rate a session, as a fraction.
    """
    returns = daily_returns(equity)
    deviation = spread(returns)
    if not deviation:
        return SharpeMoments(returns.size)
    away = returns - returns.mean()
    second = float(np.mean(away**2))
    return SharpeMoments(
        returns.size,
        finite((float(returns.mean()) - risk_free) / deviation),
        finite(float(np.mean(away**3)) / second**1.5),
        finite(float(np.mean(away**4)) / second**2),
    )
