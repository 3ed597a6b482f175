"""What a process of a node does with a piece."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from backtest.app.sweep.desk import Desk, compute
from backtest.app.sweep.executors.on_ray.beside import with_files_here
from backtest.app.sweep.executors.on_ray.shipping import NoStoreHere, Parts, unshipped
from backtest.app.sweep.executors.on_ray.state import missing_packages, other_state, state
from backtest.app.sweep.setting import Setting
from data_sources.language.text import Text
from data_sources.store.swept import SweptSet
from strategies.own.file_rule import FileRule

_desks: dict[str, Desk] = {}


@dataclass(frozen=True)
class Answer:
    """The sets of a piece, None where only the machine with the store can compute them; or why there is none."""

    sets: list[SweptSet] | None = None
    refusal: Text | None = None


def compute_piece(parts: Parts, key: str, wanted: Mapping[str, str], settings: Sequence[Setting]) -> Answer:
    """Compute settings on the desk that was shipped as ``key``; nothing on a machine of another state than wanted."""
    node = platform.node()
    if refusal := other_state(state(), wanted, node):
        return Answer(refusal=refusal)
    if key not in _desks:
        desk = unshipped(parts)
        rule = desk.strategy.targets
        if isinstance(rule, FileRule) and (refusal := missing_packages(rule.packages, node)):
            return Answer(refusal=refusal)
        _desks.clear()
        _desks[key] = replace(desk, strategy=with_files_here(desk.strategy))
    try:
        return Answer(compute(_desks[key], settings))
    except NoStoreHere:
        return Answer()
