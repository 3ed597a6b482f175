"""What a run earned beyond the indices it moves with: the alpha of a regression, with its interval."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from backtest.validity.interval import CONFIDENCE, LEAST_SESSIONS
from backtest.validity.long_run_variance import cosine_degrees, long_run_covariance
from backtest.validity.student_t import t_quantile
from data_sources.errors import InputError
from data_sources.tables.facts import Floats

# A factor whose movement the factors before it explain but for this share of its deviation says nothing of its own.
# The price and the total return index of one list differ by some 0.01, so both stay.
COLLINEAR = 1e-6


@dataclass(frozen=True)
class Alpha:
    """The intercept of a regression on factors a year, with its interval, as fractions; scaled up by addition.

    ``betas`` stand in the order of the factors, None for one that the others contain and that was left out; alpha is
    the same whichever of such factors is left out. ``r_squared`` is the share of the variance that they explain.
    """

    annual: float
    low: float
    high: float
    confidence: float
    betas: tuple[float | None, ...]
    sessions: int
    degrees: int
    r_squared: float

    @property
    def excludes_zero(self) -> bool:
        """Whether an alpha of zero does not explain what was seen, on either side."""
        return self.low > 0 or self.high < 0


def regression_alpha(
    returns: Floats, factors: Floats, periods_per_year: float, *, confidence: float = CONFIDENCE
) -> Alpha | None:
    """Regress daily returns on those of k indices and return the intercept a year with its interval, or None.

    Least squares; the errors are the sandwich ``Q^-1 S Q^-1 / n``, Q the mean of x x', S the long-run covariance of the
    scores x_t u_t by equal-weighted cosines, with Student's t of its degrees (Lazarus, Lewis, Stock and Watson 2018).
    Simple returns, because those of a portfolio are the weighted sum of those of its holdings: alpha is then what the
    run earned beyond a mix of the indices that one could have held. Logarithms do not add up over holdings.

    Factors that others contain are left out, the later one, with a beta of None: the span of the rest is the same, and
    so is alpha. None under 60 sessions.

    Parameters
    ----------
    returns : array of shape (n,)
        Daily simple returns of the run, as fractions.
    factors : array of shape (n, k)
        Daily simple returns of the indices on the same sessions, k from 1 on.
    periods_per_year : float
        Sessions a year, as ``periods_per_year`` counts them.
    confidence : float, default 0.95
        Share of the cases in which the interval should hold the truth.

    Raises InputError for a factor that never moves, whose level would be taken for alpha, and for values missing.
    """
    _refuse(returns, factors)
    count = len(returns)
    if count < LEAST_SESSIONS:
        return None
    kept = _independent(factors)
    design = np.column_stack((np.ones(count), factors[:, kept]))
    coefficients, error, residuals = _least_squares(returns, design)
    degrees = cosine_degrees(count)
    reach = t_quantile(confidence, degrees) * error
    betas = dict(zip(kept, coefficients[1:].tolist(), strict=True))
    total = float(np.sum((returns - returns.mean()) ** 2))
    low, annual, high = ((coefficients[0] + step) * periods_per_year for step in (-reach, 0.0, reach))
    return Alpha(
        annual=float(annual), low=float(low), high=float(high), confidence=confidence,
        betas=tuple(betas.get(column) for column in range(factors.shape[1])), sessions=count, degrees=degrees,
        r_squared=1.0 - float(residuals @ residuals) / total if total > 0 else 0.0,
    )  # fmt: skip


def _least_squares(returns: Floats, design: Floats) -> tuple[Floats, float, Floats]:
    """Return coefficients (k + 1,), the standard error of the intercept and the residuals (n,)."""
    inverse = np.linalg.inv(design.T @ design / len(returns))
    coefficients: Floats = inverse @ (design.T @ returns) / len(returns)
    residuals: Floats = returns - design @ coefficients
    covariance = inverse @ long_run_covariance(design * residuals[:, None]) @ inverse / len(returns)
    return coefficients, math.sqrt(float(covariance[0, 0])), residuals


def _independent(factors: Floats) -> list[int]:
    """The columns that move by more than those before them explain."""
    centred = factors - factors.mean(axis=0)
    kept: list[int] = []
    basis = np.zeros((len(factors), 0))
    for column in range(factors.shape[1]):
        own = centred[:, column] / np.linalg.norm(centred[:, column])
        rest = own - basis @ (basis.T @ own)
        if np.linalg.norm(rest) > COLLINEAR:
            kept.append(column)
            basis = np.column_stack((basis, rest / np.linalg.norm(rest)))
    return kept


def _refuse(returns: Floats, factors: Floats) -> None:
    if factors.ndim != 2 or factors.shape[0] != len(returns) or not factors.shape[1]:  # noqa: PLR2004 - a table
        raise ValueError(f"factors need shape ({len(returns)}, k) with k >= 1, not {factors.shape}")
    if not (np.isfinite(returns).all() and np.isfinite(factors).all()):
        raise InputError("a return of the run or of an index is missing; regress over the sessions that have all")
    still = np.flatnonzero(np.ptp(factors, axis=0) <= COLLINEAR * (1e-12 + np.abs(factors).max(axis=0)))
    if len(still) and len(returns) >= LEAST_SESSIONS:
        raise InputError(
            f"index {int(still[0]) + 1} of {factors.shape[1]} never moves over {len(returns)} sessions; leave it out"
        )
