"""What stands beside a run of a user's own rule: whether it looks ahead, and what the names it chose from made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from backtest.market.panel import Panel
from backtest.result.look_ahead import LookAhead
from backtest.result.result import Result
from backtest.result.universe import universe_of
from strategies.documents.library import memberships

ResultType = TypeVar("ResultType", bound=Result)


def beside_own(result: Result, panel: Panel, look_ahead: LookAhead) -> Result:
    """Return a run with its audit, its universe, and before all other caveats what the audit warns of."""
    warned = look_ahead.caveat
    return replace(
        with_audit(result, look_ahead),
        universe=universe_of(panel, result.ledger, result.targets, named_from()),
        caveats=(warned, *result.caveats) if warned else result.caveats,
    )


def with_audit(result: ResultType, look_ahead: LookAhead) -> ResultType:
    """Return a run with its audit, which its manifest states too."""
    stated = {"standing": look_ahead.standing, "sentence": look_ahead.sentence}
    return replace(result, look_ahead=look_ahead, manifest={**result.manifest, "look_ahead": stated})


def named_from() -> Mapping[str, date]:
    """Return by symbol the first day on which a shipped report that names it was known."""
    first: dict[str, date] = {}
    for member in memberships():
        first[member.symbol] = min(member.known_from, first.get(member.symbol, member.known_from))
    return first
