"""A strategy beside the other names of the report that states its thesis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backtest.metrics.returns import periods_per_year
from backtest.metrics.split import cut_row
from backtest.result.other_names import OtherNames
from backtest.result.pool import equal_weight_pool
from backtest.result.result import Result
from backtest.validity.excess import added_interval
from data_sources.calendar.sessions import base_row
from strategies.contract.parameters import Value, check_parameters
from strategies.contract.strategy import History, Strategy
from strategies.documents.document import Membership


def other_names(
    strategy: Strategy, members: Sequence[Membership], given: Mapping[str, Value], report: str
) -> tuple[str, ...]:
    """Return the names of a report that may be traded and that a strategy does not draw from any of its reports."""
    settings = check_parameters(strategy.name, strategy.parameters, given)
    own = {each.symbol for each in strategy.drawn(members, settings)}
    return tuple(sorted({each.symbol for each in members if each.report == report and each.tradable} - own))


def beside_others(strategy: Strategy, history: History, rule: Result, given: Mapping[str, Value]) -> OtherNames | None:
    """Compare the returns of the test with those of the other names of the report, held over the same sessions.

    None where nothing states a thesis, before there is anything to judge, and without another name that trades by then.
    """
    if rule.stated is None or not isinstance(rule.split.get("test", {}).get("total_return"), int | float):
        return None
    panel, known = history.panel, rule.as_published or rule
    sessions, equity = known.ledger.sessions, known.ledger.equity
    first = cut_row(sessions, rule.stated.known_from)
    base = base_row(panel.sessions, sessions[first].item())
    last = base + len(sessions) - 1 - first
    names = other_names(strategy, history.memberships, given, rule.stated.report)
    recovery = rule.options.delist_recovery
    pool = equal_weight_pool(panel, base, last, names, delist_recovery=recovery) if names else None
    if pool is None or last == base:
        return None
    own = equity[first:]
    return OtherNames(
        rule.stated.report,
        pool.names,
        float(own[-1] / own[0] - 1.0),
        float(pool.growth[-1] - 1.0),
        added_interval(own, pool.growth, periods_per_year(sessions[first:])),
    )
