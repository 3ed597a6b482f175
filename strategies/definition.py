"""What defines a strategy, shipped or a user's own: the sum by which its trials are told apart."""

from __future__ import annotations

import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, overload

from backtest.result.source import Source
from strategies.contract.definition import sum_of_file, sum_of_function
from strategies.contract.strategy import Strategy
from strategies.declared.strategy import is_declared
from strategies.library.library import Library
from strategies.library.named import with_documents
from strategies.own.handler_file import UserHandler
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


def definition_of(strategy: Strategy, library: Library | None = None) -> str:
    """Return the SHA-256 sum of what defines a strategy, in hexadecimal.

    A shipped family is its module's file, and so is a variant of it, whose values are among its parameters; its plain
    version is that file and the one of the plain list, a user's file or function what
    ``strategies.contract.definition`` says. Where the folder of ``library`` has values of series that a shipped one
    reads, they belong to it; of a user's own the whole folder does (``resting_on``). Rules that a document declares are
    these rules and the names they may hold, otherwise as those of a family.
    """
    if not is_shipped(strategy) and not is_declared(strategy):
        return strategy.definition or sum_of_function(strategy.targets)
    own = strategy.definition if is_declared(strategy) else _sum_of_family(strategy)
    if is_plain_version(strategy):
        own = joined_sums(own, sum_of_file(_file(version.__name__)))
    read = [source.series for quantity in (*strategy.gates, *strategy.reads) for source in quantity.sources]
    more = library.sum_for(read) if library else ""
    return joined_sums(own, more) if more else own


def _sum_of_family(strategy: Strategy) -> str:
    return sum_of_file(_file(f"strategies.families.{strategy.family.name.removesuffix(SUFFIX)}"))


@overload
def resting_on(rule: Strategy, library: Library) -> Strategy: ...
@overload
def resting_on(rule: Strategy | UserHandler, library: Library) -> Strategy | UserHandler: ...
def resting_on(rule: Strategy | UserHandler, library: Library) -> Strategy | UserHandler:
    """Return a rule of the user's own as it stands on the documents of a library; any other one stays as it is.

    The reports that it names are looked up, and with a folder its sum is that of the rule and of what the folder adds:
    the same file on other documents is another try. Raises UserError for a report that there is not.
    """
    if isinstance(rule, UserHandler):
        own = rule.definition or sum_of_function(rule.make)
        return replace(rule, **_with_sum(own, rule.source, library)) if library.sum else rule
    if is_shipped(rule) or is_declared(rule):
        return rule
    known = with_documents(rule, library)
    own = known.definition or sum_of_function(known.targets)
    return replace(known, **_with_sum(own, known.source, library)) if library.sum else known


def _with_sum(own: str, source: Source | None, library: Library) -> dict[str, Any]:
    definition = joined_sums(own, library.sum)
    return {"definition": definition, "source": replace(source, definition=definition) if source else None}


def joined_sums(*sums: str) -> str:
    """Return one sum of several."""
    return sha256(" ".join(sums).encode()).hexdigest()


def source_of(strategy: Strategy) -> Source:
    """Return what a run of a strategy is made from; of one that was made in Python the text of its function."""
    if is_shipped(strategy):
        return Source("shipped", definition_of(strategy))
    return strategy.source or source_of_function(strategy.targets, definition_of(strategy))


def _file(module: str) -> Path:
    return Path(str(sys.modules[module].__file__))
