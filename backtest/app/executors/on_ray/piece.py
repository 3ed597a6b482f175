"""What a process of a node does with a piece."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from backtest.app.executors.on_ray.shipping import Parts, unshipped
from backtest.app.executors.on_ray.state import other_state, state
from backtest.app.executors.task import NeedsStore, NodeLacks, Task
from data_sources.language.text import Text

_tasks: dict[str, Task[Any, Any, Any]] = {}


@dataclass(frozen=True)
class Reply:
    """The answers of a piece, None where only the machine with the store can compute them; or why there are none."""

    answers: list[Any] | None = None
    refusal: Text | None = None


def compute_piece(parts: Parts, key: str, wanted: Mapping[str, str], items: Sequence[Any]) -> Reply:
    """Compute items of the task that was shipped as ``key``; nothing on a machine of another state than wanted."""
    if refusal := other_state(state(), wanted, platform.node()):
        return Reply(refusal=refusal)
    try:
        task = _task(parts, key)
        return Reply(task.work(task.shared, items))
    except NeedsStore:
        return Reply()
    except NodeLacks as fault:
        return Reply(refusal=fault.words)


def _task(parts: Parts, key: str) -> Task[Any, Any, Any]:
    """The task of a key, which a process takes over once."""
    if key not in _tasks:
        task = unshipped(parts)
        _tasks.clear()
        _tasks[key] = replace(task, shared=task.arrived(task.shared))
    return _tasks[key]
