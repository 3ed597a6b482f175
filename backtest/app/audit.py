"""Whether strategies know anything before its time: the look-ahead audit on the market of a store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backtest.app.run import load_market
from backtest.validity.look_ahead import AuditOutcome
from data_sources.errors import InputError
from data_sources.progress import Progress, unheard
from strategies.contract.audit import audit_strategy
from strategies.contract.strategy import Strategy, known_history
from strategies.registry import find_strategy

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Audits:
    """What the audit of each strategy found, by the strategy's name, in the order in which they were given."""

    outcomes: Mapping[str, AuditOutcome]

    @property
    def passed(self) -> bool:
        """Whether no decision of any strategy moved with the future."""
        return all(outcome.passed for outcome in self.outcomes.values())

    def document(self) -> dict[str, Any]:
        """Return them as one JSON document."""
        return {
            "audits": [
                {"name": name, "passed": outcome.passed, "sentence": outcome.sentence, **asdict(outcome)}
                for name, outcome in self.outcomes.items()
            ]
        }

    def to_frame(self) -> pd.DataFrame:
        """One row per strategy: ``strategy``, ``passed``, audited ``days``, compared ``decisions``, ``leaks``."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        rows = [
            (name, outcome.passed, len(outcome.days), outcome.decisions, len(outcome.leaks))
            for name, outcome in self.outcomes.items()
        ]
        return pd.DataFrame(rows, columns=["strategy", "passed", "days", "decisions", "leaks"])


def audit(
    strategies: str | Path | Strategy | Sequence[str | Path | Strategy],
    *,
    db: str | Path | None = None,
    days: int = 12,
    seed: int = 0,
    hear: Progress = unheard,
) -> Audits:
    """Prove that strategies do not look ahead.

    The future after some days is cut off and, separately, scrambled; no decision up to such a day may change.

    Parameters
    ----------
    strategies : str, Path or Strategy, or a sequence of them
        Names of registered strategies, paths of files of your own, or strategies as such.
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.
    days : int, default 12
        On how many days the future is changed, at least 1; half of them are days of decisions.
    seed : int, default 0
        Which days, 0 or more; the same number repeats the audit.
    hear : callable, optional
        Hears (what, done, of how many) before each strategy.

    Returns
    -------
    Audits
        The outcome by strategy; a decision that moved is a ``Leak`` with its date and symbol.

    Raises
    ------
    UserError
        For no strategy or an unknown one, a store that cannot be read, and a strategy that fails on the untouched
        history.
    """
    if days < 1:
        raise InputError(f"days is {days}; the future is changed on 1 day or more")
    if seed < 0:
        raise InputError(f"seed is {seed}; it is 0 or more")
    asked = [strategies] if isinstance(strategies, str | Path | Strategy) else strategies
    chosen = [each if isinstance(each, Strategy) else find_strategy(str(each)) for each in asked]
    if not chosen:
        raise InputError("there is no strategy to audit; give one or more")
    history = known_history(load_market(db))
    outcomes = {}
    for number, strategy in enumerate(chosen):
        hear(f"auditing {strategy.name}", number, len(chosen))
        outcomes[strategy.name] = audit_strategy(strategy, history, days=days, seed=seed)
    return Audits(outcomes)
