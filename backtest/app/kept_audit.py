"""The outcome of an audit as the store keeps it, with the modules that the audited file was seen to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date
from hashlib import sha256
from pathlib import Path
from typing import Any

from backtest.app.counting import sum_of_targets
from backtest.options import Options, options_document
from backtest.targets import Targets
from backtest.validity.audit_outcome import AuditOutcome, Leak
from data_sources.calendar import clock
from data_sources.errors import StoreError
from data_sources.store import reopened_store
from data_sources.store.audits import AuditKey, KeptAudit, keep_audit, read_audit
from strategies.contract.parameters import Value, check_parameters
from strategies.contract.strategy import Strategy
from strategies.own.file_rule import FileRule
from strategies.own.handler_file import UserHandler
from strategies.own.process.client import modules_read

VERSION = 5
"""Of the audit: raised when it finds more, so that what an older one let pass is asked again."""
UNSEEN = ("benchmark", "other_indices", "risk_free")
"""Options that no handler can tell: they judge a run and do not execute it."""


@dataclass(frozen=True)
class Place:
    """Where the outcome of a file is kept: the store, and what makes two audits the same; None: it cannot be kept."""

    store: str | None
    key: AuditKey | None
    path: Path

    def read(self) -> KeptAudit | None:
        """Return what is kept; None without it, and when a module that the file read then is another one now."""
        if self.store is None or self.key is None:
            return None
        try:
            with reopened_store(self.store) as engine:
                kept = read_audit(engine, self.key)
        except StoreError:
            return None
        return kept if kept and all(_sum_of(name) == was for name, was in kept.outcome["read"].items()) else None

    def keep(self, decided: Targets, found: AuditOutcome) -> None:
        """Keep an outcome; where that cannot be, the next run audits again, and nothing is lost."""
        if self.store is None or self.key is None:
            return
        outcome = {"found": _document(found), "read": {name: _sum_of(name) for name in modules_read(self.path)}}
        now = clock.SYSTEM.now().astimezone(UTC).replace(tzinfo=None)
        try:
            with reopened_store(self.store) as engine:
                keep_audit(engine, self.key, KeptAudit(sum_of_targets(decided), now, outcome))
        except StoreError:
            return

    def still_holds(self, kept: KeptAudit, decided: Targets) -> bool:
        """Whether the decisions are those that were audited, made without a module that the audit did not see."""
        return kept.decisions == sum_of_targets(decided) and modules_read(self.path) <= set(kept.outcome["read"])


def place_of_rule(strategy: Strategy, store: str | None, snapshot: str, given: Mapping[str, Value]) -> Place:
    """Return where the audit of a rule is kept; nowhere for a function, which reads what its notebook holds."""
    rule = strategy.targets
    if not isinstance(rule, FileRule):
        return Place(None, None, Path(strategy.name))
    values = dict(check_parameters(strategy.name, strategy.parameters, given).values)
    return Place(store, AuditKey(strategy.name, strategy.definition, values, snapshot, VERSION), rule.path)


def place_of_handler(
    handler: UserHandler,
    store: str | None,
    snapshot: str,
    values: Mapping[str, Value],
    run: tuple[Options, date],
) -> Place:
    """Return where the audit of a handler's file is kept: what it does depends on fills and on its first day too."""
    options, start = run
    seen = {name: value for name, value in options_document(options).items() if name not in UNSEEN}
    asked = {"parameters": dict(values), "options": {**seen, "start": str(start)}}
    key = AuditKey(handler.name, handler.definition, asked, snapshot, VERSION)
    return Place(store, key if handler.definition else None, handler.path)


def outcome_of(kept: KeptAudit) -> AuditOutcome:
    """Read an outcome as it was kept."""
    found = kept.outcome["found"]
    leaks = tuple(
        Leak(**{**leak, "day": date.fromisoformat(leak["day"]), "decision": date.fromisoformat(leak["decision"])})
        for leak in found["leaks"]
    )
    return AuditOutcome(**{**found, "days": tuple(map(date.fromisoformat, found["days"])), "leaks": leaks})


def _document(outcome: AuditOutcome) -> dict[str, Any]:
    leaks = [{**asdict(leak), "day": str(leak.day), "decision": str(leak.decision)} for leak in outcome.leaks]
    return {**asdict(outcome), "days": [str(day) for day in outcome.days], "leaks": leaks}


def _sum_of(name: str) -> str:
    try:
        return sha256(Path(name).read_bytes()).hexdigest()
    except OSError:
        return ""
