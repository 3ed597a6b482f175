"""Whether any setting of a sweep beats the default one by more than the best of so many does by chance."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from backtest.validity.interval import NOISE
from backtest.validity.setting_metric import daily_series, refuse_settings
from backtest.validity.superiority import LEVEL, RESAMPLES, Superiority, superiority
from data_sources.tables.facts import Floats, Integers
from data_sources.tables.read_only import read_only


@dataclass(frozen=True)
class BesideDefault:
    """The test of all settings that differ from the default one, against it.

    ``test`` names columns of the returns that were given, in ``better`` and ``best``; its ``runs`` counts those that
    were tested. ``same`` are the columns that did on every session what the default did, without its own.
    """

    test: Superiority
    same: Integers


def beside_default(
    returns: Floats, default: int, *, level: float = LEVEL, resamples: int = RESAMPLES
) -> BesideDefault | None:
    """Test the settings of a sweep against its default by ``superiority``, or return None where there is no test.

    The differences are of log returns, so a setting is better when it ends richer. What all settings share cancels,
    above all the market; the luck of the default does not, it stands in every difference, and resampling the sessions
    of all columns together is what allows for it. Settings with the default's returns, and it itself, cannot be better
    and are left out.

    200 settings over three years take a fifth of a second, 10,000 take five seconds.

    Parameters
    ----------
    returns : array of shape (n, m)
        Daily simple returns of the settings, as fractions, on common sessions, without dead ones.
    default : int
        The column of the default setting: the document's own.
    level, resamples
        As in ``superiority``.

    None under 60 sessions and where no setting differs. Raises ValueError for a missing return or a dead setting,
    InputError after a total loss.
    """
    nothing = np.zeros(len(returns))
    refuse_settings(returns, nothing)
    growth = daily_series(returns, nothing, "annual_return")
    differences = growth - growth[:, [default]]
    differs = np.abs(differences).max(axis=0, initial=0.0) > NOISE
    columns = np.flatnonzero(differs)
    test = superiority(differences[:, columns], level=level, resamples=resamples, alike=True) if len(columns) else None
    if test is None:
        return None
    named = replace(test, better=tuple(int(columns[column]) for column in test.better), best=int(columns[test.best]))
    same = np.flatnonzero(~differs)
    return BesideDefault(named, read_only(same[same != default]))
