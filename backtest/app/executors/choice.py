"""Which executor is asked for: this machine, or a Ray cluster that stays joined until the work has ended."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from backtest.app.executors.task import Answer, Execute, Item, Shared, Task
from backtest.app.executors.this_machine import compute_on_this_machine
from data_sources.errors import OptionError
from data_sources.language.text import both

if TYPE_CHECKING:
    from backtest.app.executors.on_ray.cluster import Cluster

INSTALL = "pip install 'a-share-thesis-backtester[ray]'"

ExecutorName: TypeAlias = Literal["local", "ray"]


@contextmanager
def executing(name: ExecutorName, address: str | None = None, workers: int | None = None) -> Iterator[Execute]:
    """Lend what computes; it may be called several times, and a cluster is joined when there is an item to compute.

    Parameters
    ----------
    name : {"local", "ray"}
        Processes of this machine, or tasks of a Ray cluster.
    address : str or None, default None
        The head of the cluster, such as ``10.0.0.1:6379``; None: the one that ``RAY_ADDRESS`` names or that this
        machine belongs to, and without any a Ray of its own on this machine.
    workers : int or None, default None
        Pieces that are computed at a time; one for each core of the machine or of the cluster.

    Raises
    ------
    UserError
        For what ``check_executor`` refuses, and for a cluster that cannot be used.
    """
    check_executor(name, address)
    if name == "local":
        yield on_this_machine(workers)
        return
    from backtest.app.executors.on_ray.cluster import connected  # noqa: PLC0415 - only who asks for Ray
    from backtest.app.executors.on_ray.handing_out import compute_on_ray  # noqa: PLC0415 - as above

    with ExitStack() as stack:

        @cache
        def cluster() -> Cluster:
            return stack.enter_context(connected(address, workers))

        def execute(task: Task[Shared, Item, Answer], items: Sequence[Item], /) -> Generator[list[Answer], None, None]:
            if items:
                yield from compute_on_ray(cluster(), task, items, workers)

        yield execute


def on_this_machine(workers: int | None) -> Execute:
    """Return what computes in so many processes of this machine, None: one for each core; 1: in this process."""

    def execute(task: Task[Shared, Item, Answer], items: Sequence[Item], /) -> Generator[list[Answer], None, None]:
        return compute_on_this_machine(task, items, workers)

    return execute


def check_executor(name: str, address: str | None) -> None:
    """Raise OptionError for an executor that there is not or that is not installed, and for an address not read."""
    names = get_args(ExecutorName)
    if name not in names:
        there = ", ".join(names)
        raise OptionError(both(f"--executor {name}: there are {there}", f"--executor {name}：可选 {there}"))
    if address is not None and name != "ray":
        raise OptionError(
            both(
                f"--address {address}: only a Ray cluster has one; add --executor ray, or leave out --address",
                f"--address {address}：只有 Ray 集群才有地址；请加上 --executor ray，或去掉 --address",
            )
        )
    if name == "ray" and find_spec("ray") is None:
        raise OptionError(
            both(f"--executor ray: Ray is not installed; {INSTALL}", f"--executor ray：未安装 Ray；请 {INSTALL}")
        )
