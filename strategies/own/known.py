"""All strategies that a library knows by name: those that ship, and the baskets that its documents declare."""

from __future__ import annotations

from strategies.contract.strategy import Strategy
from strategies.declared.strategy import declared_strategy
from strategies.library.library import Library
from strategies.registry import STRATEGIES


def declared_strategies(library: Library) -> dict[str, Strategy]:
    """Return the strategies that documents declare, by the ids of these, in their order."""
    return {each.id: declared_strategy(each, each.basket) for each in library.reports if each.basket}


def known_strategies(library: Library) -> dict[str, Strategy]:
    """Return the registered strategies and then the declared ones, by name; a user's files are none of them.

    What a file defines is known when it has run, in a process of its own.
    """
    return {**STRATEGIES, **declared_strategies(library)}
