"""A named variant of a strategy: other parameter values that are ours, off by default, with the reason for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from strategies.contract.parameters import Value
from strategies.signals.quantities import Quantity


@dataclass(frozen=True)
class Variant:
    """Parameter values under a word: what the strategy's documents do not say, and somebody wants to try.

    Parameters
    ----------
    name
        One word, not ``plain``; ``momentum`` of ``rate_power`` runs as ``rate_power/momentum``.
    reason
        Why it is worth a try, and that it is ours, in one sentence without a full stop; shipped ones in both languages.
    values
        The parameter values that make it, by name; others keep the defaults of the strategy.
    gates
        The quantities that decide how much it holds, when they are not those of the strategy; empty: those.
    """

    name: str
    reason: str
    values: Mapping[str, Value]
    gates: tuple[Quantity, ...] = ()
