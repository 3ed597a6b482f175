"""The sets of a sweep in the store that its market came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from backtest.app.counting import Looked, trial_of_curve
from backtest.app.sweep.desk import Desk
from backtest.app.sweep.setting import Setting
from backtest.sweeps import EquityCurve
from data_sources.errors import StoreError
from data_sources.language.text import NOTHING, Text, same
from data_sources.store import reopened_store
from data_sources.store.swept import SweptSet, keep_swept, read_swept
from data_sources.store.trial import Trial
from strategies.contract.parameters import Settings
from strategies.contract.publications import publications
from strategies.library.library import Library


def kept_sets(desk: Desk, identities: Sequence[str]) -> dict[str, SweptSet]:
    """Return the sets that the store has by identity; none without a store, or where it cannot be read."""
    store = desk.history.panel.store
    if store is None:
        return {}
    try:
        with reopened_store(store) as engine:
            return read_swept(engine, identities)
    except StoreError:
        # What cannot be read is computed again; a store that is truly broken has failed the load of its market.
        return {}


def keep(desk: Desk, made: Sequence[SweptSet], settings: Mapping[str, Setting], library: Library) -> Text:
    """Keep sets and count each that has a curve as a trial; return why that failed, nothing when it did not."""
    store = desk.history.panel.store
    if store is None:
        return NOTHING
    looked = [_trial(desk, each, settings[each.identity], library) for each in made if not each.fault]
    try:
        with reopened_store(store) as engine:
            keep_swept(engine, made, looked)
    except StoreError as fault:
        return same(fault.words)
    return NOTHING


def curve_of(desk: Desk, made: SweptSet) -> EquityCurve | None:
    """Return the curve of a set on the sessions of the market; None for one that failed."""
    if made.fault:
        return None
    sessions = desk.history.panel.sessions
    first = int(np.searchsorted(sessions, np.datetime64(str(made.base), "D")))
    return EquityCurve(sessions[first : first + len(made.equity)], made.equity / 100)


def _trial(desk: Desk, made: SweptSet, setting: Setting, library: Library) -> Trial:
    curve = curve_of(desk, made)
    assert curve is not None  # noqa: S101 - only sets with a curve are counted
    strategy = desk.strategy
    return trial_of_curve(
        strategy.name,
        Looked(desk.definition, setting.values, strategy.family.name),
        setting.options,
        snapshot=desk.history.panel.snapshot,
        curve=curve,
        publications=publications(strategy, library.memberships(), Settings(setting.values)),
    )
