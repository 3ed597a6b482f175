"""What the sessions of a sweep say of its best setting: how much of it is the work of looking at many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from backtest.sweeps.common import Common
from backtest.sweeps.grid import Grid, Value
from backtest.sweeps.neighbours import Peak, peak
from backtest.validity.beside_default import BesideDefault, beside_default
from backtest.validity.best_of_many import BestOfMany, best_of_many
from backtest.validity.overfitting import Overfitting, overfitting
from backtest.validity.setting_metric import SettingMetric, setting_metrics
from data_sources.tables.facts import Floats

MOST_TESTED = 1_000
"""Settings that are tested against the default at most; they take eight seconds, and ten times as many ten times so."""


@dataclass(frozen=True)
class SweepEvidence:
    """How much of the best setting is luck; each part is None where sessions or settings are too few for it.

    Parameters
    ----------
    overfitting
        The probability of backtest overfitting.
    deflated
        The best setting against the best that as many without skill would show.
    superiority
        All settings against the strategy's own; its columns are those of the common curves. None too above
        ``MOST_TESTED`` settings, and where the own one did not trade.
    peak
        The best setting of the grid among those beside it.
    """

    overfitting: Overfitting | None = None
    deflated: BestOfMany | None = None
    superiority: BesideDefault | None = None
    peak: Peak | None = None

    def document(self, columns: Sequence[int]) -> dict[str, Any]:
        """Return plain values for JSON; ``columns`` are the places of the curves' columns among the settings, from 0.

        Settings are named by their rows in ``settings.csv``, from 1.
        """
        seen, deflated, test, top = self.overfitting, self.deflated, self.superiority, self.peak
        return {
            "overfitting": None if seen is None else {
                "probability": seen.probability, "loss": seen.loss, "splits": seen.splits, "blocks": seen.blocks,
            },
            "deflated": None if deflated is None else {
                "probability": deflated.excess.probability, "trials": deflated.excess.trials,
                "absolute_probability": deflated.absolute.probability, "effective": deflated.effective,
                "effective_probability": deflated.excess_effective.probability,
            },
            "superiority": None if test is None else {
                "p_value": test.test.p_value, "level": test.test.level, "tested": test.test.runs,
                "best": columns[test.test.best] + 1, "better": [columns[each] + 1 for each in test.test.better],
                "same_as_own": [columns[each] + 1 for each in test.same.tolist()],
            },
            "peak": None if top is None else {
                "alone": top.alone, "neighbours": top.neighbours, "ahead": top.ahead, "steps": top.steps,
                "kept": top.kept,
            },
        }  # fmt: skip


@dataclass(frozen=True)
class Looked:
    """What was looked at: the grid, what each column of the curves turned, and how many settings were ever tried.

    ``turned`` has None for the own setting that the grid lacks; ``own`` is the column of the own setting, None where it
    did not trade.
    """

    grid: Grid
    turned: Sequence[Mapping[str, Value] | None]
    own: int | None
    trials: int | None = None


def evidence_of(common: Common, benchmark: Floats, metric: SettingMetric, looked: Looked) -> SweepEvidence:
    """Return the evidence on the best setting among those that traded.

    Parameters
    ----------
    common : Common
        The settings, n + 1 sessions.
    benchmark : array of shape (n,)
        Daily simple returns of the index on the same sessions.
    metric : str
        What the settings are compared by.
    looked : Looked
        What the columns are.
    """
    returns = common.returns
    values = setting_metrics(returns, benchmark, metric)
    return SweepEvidence(
        overfitting(returns, benchmark, metric=metric),
        best_of_many(returns, benchmark, setting=int(values.argmax()), trials=looked.trials),
        _superiority(returns, looked.own),
        peak({dial.name: dial.values for dial in looked.grid.dials}, on_grid(looked.grid, looked.turned, values)),
    )


def on_grid(grid: Grid, turned: Sequence[Mapping[str, Value] | None], values: Sequence[float] | Floats) -> Floats:
    """Return values in the shape of a grid, NaN where there is none.

    Parameters
    ----------
    grid : Grid
        The grid.
    turned : sequence of mapping or None
        The values of the dials of each value; None for one that the grid lacks.
    values : sequence of float
        One for each of ``turned``.
    """
    placed: Floats = np.full(grid.shape, np.nan)
    rows = [{value: row for row, value in enumerate(dial.values)} for dial in grid.dials]
    for each, value in zip(turned, values, strict=True):
        if each is not None:
            placed[tuple(row[each[dial.name]] for row, dial in zip(rows, grid.dials, strict=True))] = value
    return placed


def _superiority(returns: Floats, own: int | None) -> BesideDefault | None:
    if own is None or returns.shape[1] > MOST_TESTED:
        return None
    return beside_default(returns, own)
