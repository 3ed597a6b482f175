"""Joining a Ray cluster and leaving it again; what goes wrong with either is one line."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from backtest.app.executors.task import Task
from data_sources.errors import OptionError, ResourceError
from data_sources.language.text import Text, both
from data_sources.plain_text import one_line

QUIET = {
    # Ray would report how it is used to its makers, and begin a piece again for ever whose process takes all memory.
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_task_oom_retries": "3",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}
SECONDS = 10.0
"""How long the head is waited for."""


@dataclass(frozen=True)
class Cluster:
    """A Ray that this process has joined; ``shipped`` is the task whose parts lie in its object store, if any."""

    ray: ModuleType
    shipped: list[tuple[Task[Any, Any, Any], Any]] = field(default_factory=list)

    @property
    def cores(self) -> int:
        """How many tasks all living nodes can work on at a time; a node may join or be lost at any time."""
        return max(1, int(self.ray.cluster_resources().get("CPU", 1)))


@contextmanager
def connected(address: str | None, workers: int | None) -> Iterator[Cluster]:
    """Lend a cluster, and leave it at the end; a process that had joined one before stays in it.

    Parameters
    ----------
    address
        The head as HOST:PORT; None: that of ``RAY_ADDRESS`` or of this machine's cluster, else a Ray of its own.
    workers
        Cores of a Ray of its own; None: all.

    Raises
    ------
    UserError
        For an address that is none or where nobody answers, and for a cluster of another Ray or Python.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    import ray  # noqa: PLC0415 - 0.7 s, and an extra

    if ray.is_initialized():
        _insist_on_same(ray, address)
        yield Cluster(ray)
        return
    _join(ray, address or os.environ.get("RAY_ADDRESS") or None, workers)
    try:
        yield Cluster(ray)
    finally:
        ray.shutdown()


def _join(ray: ModuleType, address: str | None, workers: int | None) -> None:
    quietly = {"log_to_driver": False, "logging_level": "ERROR"}
    if address not in {None, "auto"}:
        _insist_on_answer(str(address))
    try:
        ray.init(address=address or "auto", **quietly)
    except ConnectionError as fault:
        if address is not None:
            raise _unusable(address, fault) from None
        ray.init(address="local", num_cpus=workers, include_dashboard=False, **quietly)
    except (RuntimeError, ValueError, OSError) as fault:
        raise _unusable(address or "auto", fault) from None


def _insist_on_answer(address: str) -> None:
    """Ask the head's port: Ray itself would try for a minute."""
    host, colon, port = address.rpartition(":")
    if not colon or not host or not port.isdigit() or "//" in address:
        raise OptionError(
            both(
                f"--address {address}: write the head of the cluster as HOST:PORT, such as 10.0.0.1:6379, and run "
                "the command on a machine of the cluster",
                f"--address {address}：请写成集群主节点的 HOST:PORT，例如 10.0.0.1:6379，并在集群中的机器上运行",
            )
        )
    try:
        socket.create_connection((host.strip("[]"), int(port)), SECONDS).close()
    except (OSError, OverflowError) as fault:
        raise _unusable(address, fault) from None


def _insist_on_same(ray: ModuleType, address: str | None) -> None:
    joined = ray.get_runtime_context().gcs_address
    if address not in {None, "auto", joined}:
        raise OptionError(
            both(
                f"--address {address}: this process has joined the Ray cluster of {joined}; call ray.shutdown() first",
                f"--address {address}：本进程已加入 {joined} 的 Ray 集群；请先调用 ray.shutdown()",
            )
        )


def _unusable(address: str, fault: Exception) -> ResourceError:
    why = one_line(str(fault), 300)
    return ResourceError(
        told(f"the Ray cluster at {address} cannot be used: {why}", f"无法使用 {address} 的 Ray 集群：{why}")
    )


def told(en: str, zh: str) -> Text:
    """Return a sentence on a cluster with what to do next."""
    return both(
        f"{en}; see `ray status` on its head, or leave out --executor ray",
        f"{zh}；请在主节点查看 `ray status`，或去掉 --executor ray",
    )
