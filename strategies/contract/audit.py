"""The look-ahead audit of a strategy, on everything it may read."""

from __future__ import annotations

from collections.abc import Mapping

from backtest.targets import Targets
from backtest.validity.look_ahead import AuditOutcome, audit, pick_days
from strategies.contract.history import cut, scramble
from strategies.contract.parameters import Value
from strategies.contract.strategy import History, Strategy, decide


def audit_strategy(
    strategy: Strategy,
    history: History,
    given: Mapping[str, Value] | None = None,
    days: int = 12,
    seed: int = 0,
    *,
    decided: Targets | None = None,
) -> AuditOutcome:
    """Prove that no decision of a strategy changes when the future is cut off or scrambled.

    The future is the prices, memberships and signals after a day. So many ``days`` are tried, half of them days of
    decisions; ``seed`` chooses them and the invented futures, and the same one repeats the audit. ``given`` are
    parameter values by name, defaults where missing; ``decided`` is what they make of the history, where that is known
    already. Raises UserError when the strategy fails on the untouched history.
    """
    if decided is None:
        decided = decide(strategy, history, given).targets
    panel = history.panel
    # A calendar may reach back years before the first bar: a day without bars has no future that a rule could read.
    with_bars = panel.sessions[panel.traded.any(axis=1)]
    chosen = pick_days(with_bars if len(with_bars) > 1 else panel.sessions, decided.dates, days, seed)

    def again(known: History) -> Targets:
        return decided if known is history else decide(strategy, known, given).targets

    return audit(again, history, cut, scramble, chosen)
