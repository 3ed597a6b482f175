"""The audit beside a run: the one that is kept in the store, or a new one, which is kept."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date
from hashlib import sha256
from typing import Any

from backtest.market.panel import Panel
from backtest.targets import Targets
from backtest.validity.look_ahead import AuditOutcome, Leak
from data_sources.calendar import clock
from data_sources.errors import StoreError
from data_sources.store import reopened_store
from data_sources.store.audits import AuditKey, KeptAudit, keep_audit, read_audit
from strategies.contract.audit import audit_in_time, before_the_whole
from strategies.contract.parameters import Value, check_parameters
from strategies.contract.strategy import History, Strategy
from strategies.own.file_rule import FileRule

VERSION = 2
"""Of the audit: raised when it finds more, so that what an older one let pass is asked again."""
MOST_AT_ONCE = 4
"""Each question holds a copy of the market."""


@dataclass(frozen=True)
class Effort:
    """How much an audit may cost.

    ``blind`` days are cut off before the rule sees the whole history; ``seconds`` later no further day is begun, but
    ``at_least`` so many are audited; ``anew`` does not take an outcome that is kept.
    """

    blind: int = 2
    seconds: float = 10.0
    at_least: int = 3
    seed: int = 0
    anew: bool = False


class AuditBeside:
    """The audit of one rule on one history: made before the rule sees the whole one, finished with its decisions."""

    def __init__(
        self, strategy: Strategy, history: History, panel: Panel, given: Mapping[str, Value], effort: Effort
    ) -> None:
        """Look for a kept outcome; without one let the rule decide on cut histories first."""
        self._strategy, self._history, self._given, self._effort = strategy, history, given, effort
        self._panel = panel
        self._store, self._key = panel.store, _key(strategy, panel, given)
        self._kept = None if effort.anew else self._read()
        self._blind = {} if self._kept else self._before()

    def of(self, decided: Targets) -> AuditOutcome:
        """Return the outcome for the decisions on the whole history, which are those a run trades."""
        decisions = _sum(decided)
        if self._kept and self._kept.decisions == decisions:
            return _outcome(self._kept.outcome)
        blind = self._blind or self._before()
        effort = self._effort
        found = audit_in_time(
            self._strategy, self._history, self._given, decided=decided, blind=blind, seconds=effort.seconds,
            at_least=effort.at_least, seed=drawn_days(self._panel.snapshot, decided, effort.seed),
            at_once=at_once() if isinstance(self._strategy.targets, FileRule) else 1,
        )  # fmt: skip
        self._keep(KeptAudit(decisions, clock.SYSTEM.now().astimezone(UTC).replace(tzinfo=None), _document(found)))
        return found

    def _before(self) -> Mapping[date, Targets | str]:
        days, seed = self._effort.blind, self._effort.seed
        return before_the_whole(self._strategy, self._history, self._given, days=days, seed=seed)

    def _read(self) -> KeptAudit | None:
        if self._store is None or self._key is None:
            return None
        try:
            with reopened_store(self._store) as engine:
                return read_audit(engine, self._key)
        except StoreError:
            return None

    def _keep(self, kept: KeptAudit) -> None:
        """Keep an outcome; where that cannot be, the next run audits again, and nothing is lost."""
        if self._store is None or self._key is None:
            return
        try:
            with reopened_store(self._store) as engine:
                keep_audit(engine, self._key, kept)
        except StoreError:
            return


def drawn_days(snapshot: str, decided: Targets, seed: int = 0) -> int:
    """Return the number that draws the days: the same for the same run, and none that the rule could know.

    A rule that knew which days are audited would look ahead on the others.
    """
    told = f"{seed} {snapshot} {_sum(decided)}"
    return int.from_bytes(sha256(told.encode()).digest()[:8], "little")


def at_once() -> int:
    """Return how many processes answer at a time: as many as there are processors, within what memory bears."""
    return min(os.cpu_count() or 1, MOST_AT_ONCE)


def _key(strategy: Strategy, panel: Panel, given: Mapping[str, Value]) -> AuditKey | None:
    """What the outcome is kept under; None for a function, which reads what its notebook holds."""
    if not isinstance(strategy.targets, FileRule):
        return None
    values = check_parameters(strategy.name, strategy.parameters, given).values
    return AuditKey(strategy.name, strategy.targets.sum, dict(values), panel.snapshot, VERSION)


def _sum(decided: Targets) -> str:
    return sha256(repr(decided.rows()).encode()).hexdigest()


def _document(outcome: AuditOutcome) -> dict[str, Any]:
    leaks = [{**asdict(leak), "day": str(leak.day), "decision": str(leak.decision)} for leak in outcome.leaks]
    return {**asdict(outcome), "days": [str(day) for day in outcome.days], "leaks": leaks}


def _outcome(kept: Mapping[str, Any]) -> AuditOutcome:
    leaks = tuple(
        Leak(**{**leak, "day": date.fromisoformat(leak["day"]), "decision": date.fromisoformat(leak["decision"])})
        for leak in kept["leaks"]
    )
    return AuditOutcome(**{**kept, "days": tuple(map(date.fromisoformat, kept["days"])), "leaks": leaks})
