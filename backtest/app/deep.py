"""What ``--deep`` adds beside a strategy: its list among random ones, what that had made before, other conditions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from backtest.metrics.split import TEST
from backtest.result.deep import DRAWS, Deep
from backtest.result.other_conditions import sensitivity
from backtest.result.parts import judged_part, run_parts
from backtest.result.result import Result
from backtest.validity.random_lists import random_lists
from backtest.validity.run_up import run_up
from data_sources.calendar.sessions import base_row
from strategies.contract.history import History
from strategies.contract.parameters import Value
from strategies.contract.strategy import Strategy, decide
from strategies.documents.library import named_from
from strategies.plain_list.names import plain_names


def deep_beside(strategy: Strategy, history: History, result: Result, given: Mapping[str, Value]) -> Deep | None:
    """Return what stands beside the test of a run; None before there is a test, and for an empty list.

    The list is that of the base of the test: the names known when the thesis was stated, those of the same day too.
    """
    part = judged_part(run_parts(result))
    if part is None or part.name != TEST or result.stated is None:
        return None
    # A report of a holiday counts from the close before, at which its names are bought here.
    day = max(part.base_date, result.stated.known_from)
    panel = history.panel
    names = plain_names(strategy, history, given, day)
    columns = [panel.position[name] for name in names if name in panel.position]
    if not columns:
        return None
    base = base_row(panel.sessions, part.base_date)
    recovery = result.options.delist_recovery
    lists = random_lists(panel, names, base, base + part.sessions, draws=DRAWS, delist_recovery=recovery)
    return Deep(
        part.base_date,
        part.last_date,
        lists,
        _named_later(history, base, day),
        run_up(panel, [(columns, base)]),
        sensitivity(result, part, decide(strategy, history, given, hindsight=True).targets),
    )


def _named_later(history: History, base: int, day: date) -> int:
    """How many names that had traded by a base row were named by reports after a day alone."""
    later = [name for name, first in named_from(history.memberships).items() if first > day]
    panel = history.panel
    columns = [panel.position[name] for name in later if name in panel.position]
    return int((panel.listed_from[columns] <= base).sum())
