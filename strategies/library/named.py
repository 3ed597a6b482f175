"""The reports that a strategy names by their ids, looked up in a library."""

from __future__ import annotations

from dataclasses import replace

from data_sources.errors import UserError
from strategies.contract.strategy import Strategy
from strategies.library.library import Library


def with_documents(strategy: Strategy, library: Library) -> Strategy:
    """Return a strategy of the user's own that holds the reports which it names.

    Raises UserError for an id that the library does not have, and for one whose file is faulty.
    """
    if not strategy.reports or strategy.given_documents:
        return strategy
    try:
        return replace(strategy, given_documents=tuple(library.report(each) for each in strategy.reports))
    except UserError as fault:
        raise UserError(f"{strategy.name}: reports: {fault}") from None
