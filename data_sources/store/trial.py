"""A trial: one look at one setting of one strategy, and how often a strategy was tried."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np

from data_sources.store.trial_sums import sum_of

HOW_FAR = ("end", "hindsight")
"""Options under which the same decisions are looked at further or less far: the judged part is of the same try."""


@dataclass(frozen=True)
class Trial:
    """One look at one setting of one strategy.

    Parameters
    ----------
    strategy
        What it is called.
    definition
        The SHA-256 sum, in hexadecimal, of the text that defines it.
    parameters, options
        JSON values by name; of the options those that are not the default, so that an option which a later version
        adds does not make the same trial another one. Those of ``HOW_FAR`` are kept and are no part of a setting.
    base, last
        The first (base) and the last session of the run.
    snapshot
        The facts it read, as results cite them.
    looked_at
        When, UTC without a zone.
    sessions, sharpe, skew, kurtosis
        Of the judged part: sessions with a return, and of their simple returns less the risk-free rate the Sharpe ratio
        a session, the skewness and the kurtosis (3 for a normal distribution). None where they are not defined.
    """

    strategy: str
    definition: str
    parameters: Mapping[str, Any]
    options: Mapping[str, Any]
    base: date
    last: date
    snapshot: str
    looked_at: datetime
    sessions: int
    sharpe: float | None = None
    skew: float | None = None
    kurtosis: float | None = None

    @property
    def setting(self) -> str:
        """The sum of what was set: definition, parameters and options, but not how far one looked, nor the snapshot."""
        chosen = {name: value for name, value in self.options.items() if name not in HOW_FAR}
        return sum_of([self.definition, self.parameters, chosen])

    @property
    def identity(self) -> str:
        """The sum of all that makes two trials the same."""
        return sum_of([self.strategy, self.setting, self.base.isoformat(), self.last.isoformat(), self.snapshot])


def identities(trial: Trial) -> frozenset[str]:
    """Return the identities under which a trial may be stored: an older version counted ``HOW_FAR`` to a setting."""
    former = sum_of([trial.definition, trial.parameters, trial.options])
    days = [trial.base.isoformat(), trial.last.isoformat(), trial.snapshot]
    return frozenset({trial.identity, sum_of([trial.strategy, former, *days])})


@dataclass(frozen=True)
class Tally:
    """How often a strategy was tried.

    ``trials`` are all of them, ``settings`` the different ones among them, whatever the span and the snapshot: a night
    that looks at the same setting a day later makes another trial of it, no other setting. ``sharpes`` has for each
    setting the Sharpe ratio a session of the trial that went furthest, of several the latest, where it has one; in no
    order. ``first`` and ``last`` are UTC, None without a trial.
    """

    trials: int
    settings: int
    sharpes: tuple[float, ...]
    first: datetime | None
    last: datetime | None

    @property
    def sharpe_variance(self) -> float | None:
        """The sample variance of ``sharpes``; None below two."""
        return float(np.var(self.sharpes, ddof=1)) if len(self.sharpes) > 1 else None


def tally_of(looked: Iterable[Trial]) -> Tally:
    """Return the tally of different trials, in the order in which they were looked at."""
    every = list(looked)
    # Sorting keeps the order of equals, and of a setting the last one stays.
    furthest = {trial.setting: trial.sharpe for trial in sorted(every, key=lambda trial: trial.last)}
    sharpes = tuple(sharpe for sharpe in furthest.values() if sharpe is not None)
    moments = [trial.looked_at for trial in every]
    return Tally(len(every), len(furthest), sharpes, min(moments, default=None), max(moments, default=None))
