"""A desk on its way to other machines: its arrays as they are, beside the pickled rest."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from backtest.app.sweep.desk import Desk
from backtest.app.sweep.executors.on_ray.own_modules import own_modules
from backtest.market.panel import Panel
from strategies.own.process.payload import read

Parts: TypeAlias = list[NDArray[np.uint8]]
"""The first part is a pickle, the others are the bytes of its arrays; Ray shows them to a process without a copy."""


class NoStoreHere(Exception):  # noqa: N818 - what happened; never seen by a user
    """A rule decided on a share without a column, which only the store could give."""


def shipped(desk: Desk, cloudpickle: ModuleType) -> Parts:
    """Return a desk in parts, without the address of its store, which may hold a password.

    What its panel worked out already goes along, so that no process of a node works it out for itself. Functions of a
    notebook, and modules of the user's own, go as they are: no node has their files.

    Parameters
    ----------
    desk
        What sets are computed from.
    cloudpickle
        The one of the cluster, which pickles functions that no module has.
    """
    _ = desk.history.panel.total_return_index
    apart = replace(desk, history=replace(desk.history, panel=_without_store(desk.history.panel)), widen=_no_store)
    beside: list[pickle.PickleBuffer] = []
    with _by_value(cloudpickle):
        head = cloudpickle.dumps(apart, protocol=5, buffer_callback=beside.append)
    return [np.frombuffer(part, np.uint8) for part in (head, *(each.raw() for each in beside))]


def unshipped(parts: Sequence[NDArray[np.uint8]]) -> Desk:
    """Return the desk; its large arrays lie where the parts lie, and every array is read-only."""
    desk: Desk = read([part.data for part in parts])
    return desk


@contextmanager
def _by_value(cloudpickle: ModuleType) -> Iterator[None]:
    modules = own_modules()
    for module in modules:
        cloudpickle.register_pickle_by_value(module)
    try:
        yield
    finally:
        for module in modules:
            cloudpickle.unregister_pickle_by_value(module)


def _without_store(panel: Panel) -> Panel:
    """The panel with the matrices that it worked out; what the engine keeps on it each process makes for itself."""
    own: Panel = object.__new__(Panel)
    kept = {name: value for name, value in vars(panel).items() if not name.startswith("_")}
    vars(own).update(kept, store=None, findings=())
    return own


def _no_store(panel: Panel, symbols: tuple[str, ...]) -> Panel:
    if set(symbols) <= set(panel.symbols):
        return panel
    raise NoStoreHere


def size_of(parts: Sequence[NDArray[Any]]) -> int:
    """Return how many bytes go to each node."""
    return sum(part.nbytes for part in parts)
