"""The names of a strategy's plain list on a day: what random lists stand beside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from strategies.contract.history import History
from strategies.contract.parameters import Value
from strategies.contract.strategy import Strategy, decide
from strategies.plain_list.version import is_plain_version, plain_settings, plain_version


def plain_names(strategy: Strategy, history: History, given: Mapping[str, Value], day: date) -> tuple[str, ...]:
    """Return the names that a strategy's plain list wants by its decision in force on a day; none before the first.

    The filters among ``given`` are heeded. UserError for a strategy that takes no names from reports.
    """
    plain = strategy if is_plain_version(strategy) else plain_version(strategy)
    decided = decide(plain, history, plain_settings(given)).targets.until(day)
    if not len(decided.dates):
        return ()
    return tuple(symbol for _, symbol, weight in decided.since(decided.dates[-1].item()).rows() if weight > 0)
