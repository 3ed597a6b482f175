"""What a user asks ``run_many`` to run, each with the settings and the label of its own that were given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from backtest.app.runnable import Named
from backtest.app.setting_word import read_setting_word
from data_sources.given_argument import insist_on_kind
from strategies.contract.parameters import Value
from strategies.contract.strategy import Strategy
from strategies.own.handler_file import UserHandler

AskedOne: TypeAlias = Named | tuple[Named, Mapping[str, Value]]
"""One run: what ``backtest.run`` takes, or that and its settings; text may hold them, ``rate_power:top=3``."""
AskedMany: TypeAlias = AskedOne | Iterable[AskedOne] | Mapping[str, AskedOne]
"""One run, several, or several by their labels."""

PAIR = 2


@dataclass(frozen=True)
class AskedRun:
    """One run: what it names, the settings that are its own, its label where a user gave one."""

    named: Named
    settings: Mapping[str, Value] = field(default_factory=dict)
    label: str | None = None


def asked_runs(strategies: AskedMany) -> tuple[AskedRun, ...]:
    """Return the runs that are asked for, in their order; raises UserError in one line for what names none."""
    if isinstance(strategies, Mapping):
        return tuple(_asked(each, label) for label, each in strategies.items())
    if isinstance(strategies, str) or not isinstance(strategies, Iterable) or _is_pair(strategies):
        return (_asked(strategies),)
    return tuple(_asked(each) for each in strategies)


def _is_pair(found: object) -> bool:
    return isinstance(found, tuple) and len(found) == PAIR and isinstance(found[1], Mapping)


def _asked(found: Any, label: str | None = None) -> AskedRun:  # noqa: ANN401 - whatever a caller gives
    named, own = found if isinstance(found, tuple) and len(found) == PAIR else (found, {})
    insist_on_kind(
        "strategies", named, str | Path | Strategy | UserHandler | Callable, "a name, a file, a function, or a pair of "
        "one and its settings such as ('rate_power', {'top': 3})",
    )  # fmt: skip
    insist_on_kind("the settings of a run", own, Mapping, "values by the name of a parameter, such as {'top': 3}")
    if not isinstance(named, str):
        return AskedRun(named, own, label)
    name, written = read_setting_word(named)
    return AskedRun(name, {**written, **own}, label)
