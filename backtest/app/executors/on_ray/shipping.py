"""A task on its way to other machines: its arrays as they are, beside the pickled rest."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from backtest.app.executors.on_ray.own_modules import own_modules
from backtest.app.executors.task import Task
from backtest.market.panel import Panel
from strategies.own.process.payload import read

Parts: TypeAlias = list[NDArray[np.uint8]]
"""The first part is a pickle, the others are the bytes of its arrays; Ray shows them to a process without a copy."""


def shipped(task: Task[Any, Any, Any], cloudpickle: ModuleType) -> Parts:
    """Return a task in parts. Each panel in it goes without the address of its store, which may hold a password.

    What a panel worked out already goes along, so that no process of a node works it out for itself. Functions of a
    notebook, and modules of the user's own, go as they are: no node has their files.

    Parameters
    ----------
    task
        What is to be done.
    cloudpickle
        The one of the cluster, which pickles functions that no module has.
    """
    beside: list[pickle.PickleBuffer] = []
    head = BytesIO()
    with _by_value(cloudpickle):
        _pickler(cloudpickle)(head, protocol=5, buffer_callback=beside.append).dump(task)
    arrays = [np.frombuffer(each.raw(), np.uint8) for each in beside]
    return [np.frombuffer(head.getvalue(), np.uint8), *arrays]


def unshipped(parts: Sequence[NDArray[np.uint8]]) -> Task[Any, Any, Any]:
    """Return the task; its large arrays lie where the parts lie, and every array is read-only."""
    task: Task[Any, Any, Any] = read([part.data for part in parts])
    return task


def _pickler(cloudpickle: ModuleType) -> Any:  # noqa: ANN401 - a class of a module that is an extra
    class WithoutStores(cloudpickle.Pickler):  # type: ignore[name-defined, misc]
        """Pickles what cloudpickle does, and a panel without its store wherever one hangs on something."""

        def reducer_override(self, found: object) -> Any:  # noqa: ANN401 - as pickle has it
            """Return how a panel is made again; all else as it is."""
            if type(found) is Panel:
                return _without_store(found).__reduce_ex__(5)
            return super().reducer_override(found)

    return WithoutStores


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
    vars(own).update(kept, store=None)
    return own


def size_of(parts: Sequence[NDArray[Any]]) -> int:
    """Return how many bytes go to each node."""
    return sum(part.nbytes for part in parts)
