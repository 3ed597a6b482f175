"""Made series without a mean: each draws (sessions, seeds) of variance 1 whose true mean is 0."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from data_sources.tables.facts import Floats

Draw: TypeAlias = Callable[[np.random.Generator, int, int], Floats]

BURN_IN = 300  # sessions that GARCH and AR run before the first one counts


@dataclass(frozen=True)
class Process:
    """A kind of series; ``bound`` where the interval must miss in 3% to 7% of cases, else it is shown as a limit."""

    name: str
    draw: Draw
    bound: bool


def normal(random: np.random.Generator, sessions: int, seeds: int) -> Floats:
    """Draw independent normal values."""
    return random.standard_normal((sessions, seeds))


def student(random: np.random.Generator, sessions: int, seeds: int, degrees: int = 4) -> Floats:
    """Draw independent values of Student's t, scaled to variance 1: with 4 degrees the fourth moment is infinite."""
    scaled: Floats = random.standard_t(degrees, (sessions, seeds)) / np.sqrt(degrees / (degrees - 2))
    return scaled


def garch(random: np.random.Generator, sessions: int, seeds: int) -> Floats:
    """Draw GARCH(1,1) of 0.10 and 0.85 with Student's t of 5 degrees: calm and wild months, as daily returns have."""
    shocks = student(random, sessions + BURN_IN, seeds, 5)
    variance = np.ones(seeds)
    values = np.empty_like(shocks)
    for day, shock in enumerate(shocks):
        values[day] = np.sqrt(variance) * shock
        variance = 0.05 + 0.10 * values[day] ** 2 + 0.85 * variance
    return values[BURN_IN:]


def autoregressive(random: np.random.Generator, sessions: int, seeds: int, coefficient: float = 0.2) -> Floats:
    """Draw AR(1): each value keeps a part of yesterday's."""
    shocks = random.standard_normal((sessions + BURN_IN, seeds)) * np.sqrt(1.0 - coefficient**2)
    for day in range(1, len(shocks)):
        shocks[day] += coefficient * shocks[day - 1]
    values: Floats = shocks[BURN_IN:]
    return values


def skewed(random: np.random.Generator, sessions: int, seeds: int) -> Floats:
    """Draw an exponential less its mean: many small losses, few large gains, skew 2."""
    return random.standard_exponential((sessions, seeds)) - 1.0


def sparse(random: np.random.Generator, sessions: int, seeds: int) -> Floats:
    """Draw a difference that is 0 on 19 of 20 days: a rule that seldom departs from its list."""
    moved = random.random((sessions, seeds)) < 1.0 / 20.0
    values: Floats = student(random, sessions, seeds) * moved * np.sqrt(20.0)
    return values


def drifting(random: np.random.Generator, sessions: int, seeds: int) -> Floats:
    """Draw normal days round a mean that wanders as AR(0.98), its deviation a fifth of theirs: fashions of months."""
    wandering = autoregressive(random, sessions, seeds, 0.98)
    mixed: Floats = (random.standard_normal((sessions, seeds)) + 0.2 * wandering) / np.sqrt(1.04)
    return mixed


PROCESSES = (
    Process("iid normal", normal, bound=True),
    Process("Student t4", student, bound=True),
    Process("GARCH(1,1), t5", garch, bound=True),
    Process("AR(0.2)", autoregressive, bound=True),
    Process("skew 2", skewed, bound=False),
    Process("0 on 19 of 20 days", sparse, bound=False),
    Process("drift of the mean, AR(0.98)", drifting, bound=False),
)
