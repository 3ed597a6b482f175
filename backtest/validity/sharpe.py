"""The Sharpe ratio with its error, and how probable it is that it is above zero or above the best of many trials."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backtest.validity.interval import CONFIDENCE, LEAST_SESSIONS, NOISE
from backtest.validity.long_run_variance import cosine_degrees, long_run_variance
from backtest.validity.student_t import t_quantile
from data_sources.tables.facts import Floats

EULER = 0.5772156649015329  # the Euler-Mascheroni constant


@dataclass(frozen=True)
class Sharpe:
    """A Sharpe ratio a year with its interval. ``iid_error`` is Lo's for independent days, ``error`` the one used.

    ``skew`` and ``kurtosis`` (3 for a normal) are those of the daily returns; ``degrees`` those of the t quantile.
    """

    annual: float
    low: float
    high: float
    confidence: float
    error: float
    iid_error: float
    sessions: int
    degrees: int
    skew: float
    kurtosis: float


@dataclass(frozen=True)
class Deflated:
    """A Sharpe ratio against the best that ``trials`` trials without skill are expected to show, both a session.

    ``probability`` is that of the true ratio being above ``expected_maximum``; 0.95 is the usual bar.
    """

    sharpe: float
    expected_maximum: float
    probability: float
    trials: int
    sessions: int


def lo_error(sharpe: float, sessions: int) -> float:
    """Return Lo's standard error for independent normal returns, ``sqrt((1 + SR^2 / 2) / T)``; 0.188 at 1.5 and 60.

    Lo, "The Statistics of Sharpe Ratios", Financial Analysts Journal 58 (2002), equation 9 and table 1. The ratio and
    its error are of one period, whatever that is.
    """
    return math.sqrt((1.0 + sharpe**2 / 2.0) / sessions)


def sharpe_interval(
    returns: Floats, periods_per_year: float, *, risk_free: float = 0.0, confidence: float = CONFIDENCE
) -> Sharpe | None:
    """Return the Sharpe ratio a year with the interval that dependence and fat tails leave it, or None.

    Lo (2002) writes the ratio as a function of mean and variance; its error is the long-run deviation of the score
    ``z_t - SR / 2 * (z_t^2 - 1)``, z the standardised returns, over sqrt(T). For independent normal days that is
    ``lo_error``. The long-run deviation is the equal-weighted-cosine one with its t quantile, as everywhere here, in
    place of Newey and West's, since it covers short records better. The year is the daily ratio times
    sqrt(periods a year), as the metric ``sharpe`` has it: Lo's other scale for correlated returns would make it another
    number than the one shown, so the interval is that of the scaled daily ratio. None under 60 sessions and for
    constant returns.

    Parameters
    ----------
    returns : array of shape (n,)
        Daily simple returns, as fractions.
    periods_per_year : float
        Sessions a year.
    risk_free : float, default 0.0
        Annual rate, as a fraction.
    confidence : float, default 0.95
        Share of the cases in which the interval should hold the truth.
    """
    count = len(returns)
    if count < LEAST_SESSIONS or np.ptp(returns) <= NOISE:
        return None
    excess = returns - risk_free / periods_per_year
    standard = (excess - excess.mean()) / excess.std()
    daily = float(excess.mean() / excess.std(ddof=1))
    score = standard - daily / 2.0 * (standard**2 - 1.0)
    scale, degrees = math.sqrt(periods_per_year), cosine_degrees(count)
    error = math.sqrt(float(long_run_variance(score)) / count) * scale
    reach = t_quantile(confidence, degrees) * error
    return Sharpe(
        annual=daily * scale, low=daily * scale - reach, high=daily * scale + reach, confidence=confidence,
        error=error, iid_error=lo_error(daily, count) * scale, sessions=count, degrees=degrees,
        skew=float(np.mean(standard**3)), kurtosis=float(np.mean(standard**4)),
    )  # fmt: skip


def probabilistic_sharpe(
    sharpe: float, sessions: int, *, skew: float = 0.0, kurtosis: float = 3.0, above: float = 0.0
) -> float:
    """Return the probability that the true Sharpe ratio is over ``above``, given the one measured.

    ``Phi((SR - above) sqrt(T - 1) / sqrt(1 - skew SR + (kurtosis - 1) / 4 SR^2))``. Bailey and Lopez de Prado, "The
    Sharpe Ratio Efficient Frontier", Journal of Risk 15 (2012). Days count as independent.

    Parameters
    ----------
    sharpe, above : float
        Ratios of one period, not of a year: a daily one goes with daily returns.
    sessions : int
        Number of returns, T, 2 or more.
    skew, kurtosis : float
        Third and fourth standardised moment of the returns; 0 and 3 for a normal.
    """
    variance = 1.0 - skew * sharpe + (kurtosis - 1.0) / 4.0 * sharpe**2
    if variance <= 0 or sessions < 2:  # noqa: PLR2004 - T - 1 under the root
        raise ValueError(f"no probability for a Sharpe ratio of {sharpe} with skew {skew} and kurtosis {kurtosis}")
    return _normal(sharpe - above, math.sqrt(variance / (sessions - 1)))


def expected_maximum_sharpe(variance: float, trials: int) -> float:
    """Return the best Sharpe ratio that ``trials`` independent trials without skill are expected to show.

    ``sqrt(V) ((1 - g) Z(1 - 1/N) + g Z(1 - 1/(N e)))``, g Euler's constant, Z the normal quantile. Bailey and Lopez de
    Prado, "The Deflated Sharpe Ratio", Journal of Portfolio Management 40 (2014). 0 for one trial.

    Parameters
    ----------
    variance : float
        Variance of the trials' ratios, of the period that the result shall have.
    trials : int
        How many were tried, 1 or more. Trials that resemble one another are fewer in truth, which makes the count too
        high and the variance, if their ratios hardly differ, too low: the bar may be off either way.
    """
    from statistics import NormalDist  # noqa: PLC0415 - a plain run never needs it

    if trials < 1 or variance < 0:
        raise ValueError(f"at least one trial and a variance of 0 or more are needed, got {trials} and {variance}")
    if trials == 1:
        return 0.0
    quantile = NormalDist().inv_cdf
    highest = (1.0 - EULER) * quantile(1.0 - 1.0 / trials) + EULER * quantile(1.0 - 1.0 / (trials * math.e))
    return math.sqrt(variance) * highest


def deflated_sharpe(
    sharpe: float, sessions: int, *, skew: float, kurtosis: float, variance: float, trials: int
) -> Deflated:
    """Return the probabilistic Sharpe ratio over the expected maximum of the trials; all ratios of one session.

    Parameters
    ----------
    sharpe, sessions, skew, kurtosis
        Of the run that is judged, as in ``probabilistic_sharpe``.
    variance, trials
        Of all trials, as in ``expected_maximum_sharpe``.
    """
    highest = expected_maximum_sharpe(variance, trials)
    probability = probabilistic_sharpe(sharpe, sessions, skew=skew, kurtosis=kurtosis, above=highest)
    return Deflated(sharpe, highest, probability, trials, sessions)


def deflated_from_trials(returns: Floats, trial_sharpes: Sequence[float]) -> Deflated | None:
    """Return the deflated Sharpe ratio of a run among its trials, or None under 60 sessions or two trials.

    Parameters
    ----------
    returns : array of shape (n,)
        Daily simple returns of the run, as fractions.
    trial_sharpes : sequence of float
        Daily Sharpe ratios of every trial, the run's own among them; their sample variance is used.
    """
    own = sharpe_interval(returns, 1.0)
    if own is None or len(trial_sharpes) < 2:  # noqa: PLR2004 - one has no variance
        return None
    variance = float(np.var(np.asarray(trial_sharpes, dtype=np.float64), ddof=1))
    return deflated_sharpe(
        own.annual, own.sessions, skew=own.skew, kurtosis=own.kurtosis, variance=variance, trials=len(trial_sharpes)
    )


def _normal(value: float, deviation: float) -> float:
    return 0.5 * math.erfc(-value / deviation / math.sqrt(2.0))
