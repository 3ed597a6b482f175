"""The strategies that ship, by name; each module is imported when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Whoever completes a name in a shell asks for names alone.
    from strategies.contract.strategy import Strategy

NAMES = (
    "rate_power",
    "domestic_compute",
    "storage_cycle",
    "equipment_localisation",
    "edge_ai",
    "compute_infrastructure",
    "power_cooling",
    "ascend_chain",
    "materials_foundry",
    "ai_cloud_side",
    "all_reports",
)


class _ByName(Mapping[str, "Strategy"]):
    """Strategies by name; the family's module of the same name defines ``STRATEGY``."""

    def __getitem__(self, name: str) -> Strategy:
        if name not in NAMES:
            raise KeyError(name)
        strategy: Strategy = import_module(f"strategies.families.{name}").STRATEGY
        return strategy

    def __iter__(self) -> Iterator[str]:
        return iter(NAMES)

    def __len__(self) -> int:
        return len(NAMES)


STRATEGIES: Mapping[str, Strategy] = _ByName()
