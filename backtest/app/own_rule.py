"""What stands beside a run of a user's own rule: whether it looks ahead, and what the names it chose from made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from backtest.market.panel import Panel
from backtest.result.look_ahead import LookAhead
from backtest.result.result import Result
from backtest.result.universe import universe_of
from strategies.documents.document import Membership
from strategies.documents.library import named_from

ResultType = TypeVar("ResultType", bound=Result)


def beside_own(result: Result, panel: Panel, look_ahead: LookAhead, members: Iterable[Membership]) -> Result:
    """Return a run with its audit, its universe, and before all other caveats what the audit warns of.

    ``members`` are all names that reports gave, those of a user's folder among them.
    """
    warned = look_ahead.caveat
    return replace(
        with_audit(result, look_ahead),
        universe=universe_of(panel, result.ledger, result.targets, named_from(members)),
        caveats=(warned, *result.caveats) if warned else result.caveats,
    )


def with_audit(result: ResultType, look_ahead: LookAhead) -> ResultType:
    """Return a run with its audit, which its manifest states too."""
    stated = {"standing": look_ahead.standing, "sentence": look_ahead.sentence}
    return replace(result, look_ahead=look_ahead, manifest={**result.manifest, "look_ahead": stated})
