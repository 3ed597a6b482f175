"""What the sessions of a sweep say of its best setting: how much of it is the work of looking at many."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.sweeps.common import Common
from backtest.validity.overfitting import Overfitting, overfitting
from backtest.validity.setting_metric import SettingMetric
from data_sources.tables.facts import Floats


@dataclass(frozen=True)
class SweepEvidence:
    """Each part is None where the sessions or the settings are too few for it."""

    overfitting: Overfitting | None = None


def evidence_of(common: Common, benchmark: Floats, metric: SettingMetric) -> SweepEvidence:
    """Return the evidence on the best setting among those that traded.

    Parameters
    ----------
    common : Common
        The settings, n + 1 sessions.
    benchmark : array of shape (n,)
        Daily simple returns of the index on the same sessions.
    metric : str
        What the settings are compared by.
    """
    return SweepEvidence(overfitting(common.returns, benchmark, metric=metric))
