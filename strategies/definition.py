"""What defines a strategy, shipped or a user's own: the sum by which its trials are told apart."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

from backtest.result.source import Source
from strategies.contract.definition import sum_of_file, sum_of_function
from strategies.contract.strategy import Strategy
from strategies.own.source import source_of_function
from strategies.plain_list import version
from strategies.plain_list.version import SUFFIX, is_plain_version
from strategies.registry import STRATEGIES


def is_shipped(strategy: Strategy) -> bool:
    """Whether a strategy is a registered one, a variant of one or its plain version, unchanged.

    Its name alone does not tell.
    """
    if strategy.variant is not None:
        return is_shipped(strategy.family) and strategy == strategy.family.varied(strategy.variant.name)
    family = strategy.name.removesuffix(SUFFIX)
    if family not in STRATEGIES:
        return False
    shipped = STRATEGIES[family]
    if family == strategy.name:
        return strategy is shipped
    return is_plain_version(strategy) and strategy.segments is shipped.segments


def definition_of(strategy: Strategy) -> str:
    """Return the SHA-256 sum of the text that defines a strategy, in hexadecimal.

    A shipped family is its module's file, and so is a variant of it, whose values are among its parameters; its plain
    version is that file and the one of the plain list, a user's file or function what
    ``strategies.contract.definition`` says.
    """
    if not is_shipped(strategy):
        return strategy.definition or sum_of_function(strategy.targets)
    name = strategy.family.name
    family = name.removesuffix(SUFFIX)
    own = sum_of_file(_file(f"strategies.families.{family}"))
    if family == name:
        return own
    return sha256(f"{own} {sum_of_file(_file(version.__name__))}".encode()).hexdigest()


def source_of(strategy: Strategy) -> Source:
    """Return what a run of a strategy is made from; of one that was made in Python the text of its function."""
    if is_shipped(strategy):
        return Source("shipped", definition_of(strategy))
    return strategy.source or source_of_function(strategy.targets, definition_of(strategy))


def _file(module: str) -> Path:
    return Path(str(sys.modules[module].__file__))
