"""What stands beside a run of a user's own rule: whether it looks ahead, and what the names it chose from made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from backtest.market.panel import Panel
from backtest.result.look_ahead import LEFT_OUT, LookAhead, look_ahead_of
from backtest.result.result import Result
from backtest.result.universe import universe_of
from backtest.validity.look_ahead import AuditOutcome
from strategies.documents.library import memberships

AUDIT_DAYS = 4
"""As many as a night takes. An audit then costs eight more computations of the rule, on as many changed markets."""


def beside_own(result: Result, panel: Panel, look_ahead: LookAhead) -> Result:
    """Return a run with its audit, its universe, and before all other caveats what the audit warns of."""
    warned = look_ahead.caveat
    return replace(
        result,
        look_ahead=look_ahead,
        universe=universe_of(panel, result.ledger, result.targets, named_from()),
        caveats=(warned, *result.caveats) if warned else result.caveats,
    )


def audited(audit: Callable[[], AuditOutcome], *, wanted: bool) -> LookAhead:
    """Return what an audit says, or that it was left out."""
    return look_ahead_of(audit()) if wanted else LEFT_OUT


def named_from() -> Mapping[str, date]:
    """Return by symbol the first day on which a shipped report that names it was known."""
    first: dict[str, date] = {}
    for member in memberships():
        first[member.symbol] = min(member.known_from, first.get(member.symbol, member.known_from))
    return first
