"""The audit beside a run: the one that is kept in the store, or a new one, which is kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from backtest.app.counting import sum_of_targets
from backtest.app.kept_audit import Place, outcome_of, place_of_handler, place_of_rule
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.targets import Targets
from backtest.validity.audit_outcome import AuditOutcome, joined
from strategies.contract.audit import audit_in_time, before_the_whole
from strategies.contract.history import History
from strategies.contract.parameters import Value
from strategies.contract.strategy import Strategy
from strategies.own.file_rule import FileRule
from strategies.own.handler_apart import run_apart
from strategies.own.handler_audit import audit_handler, decided_for
from strategies.own.handler_file import UserHandler
from strategies.own.handler_run import Heard
from strategies.own.process.landlock import version
from strategies.own.process.seccomp import can_filter

MOST_AT_ONCE = 4
"""Each question holds a copy of the market."""


@dataclass(frozen=True)
class Effort:
    """How much an audit may cost.

    ``blind`` days are cut off before the rule sees the whole history; ``seconds`` later no further day is begun, but
    ``at_least`` so many are audited; ``anew`` audits whatever is kept. Of the sessions without a decision at most
    ``quiet`` are audited, though as many as there are decisions; None: all, as far as the time reaches.
    """

    blind: int = 2
    seconds: float = 10.0
    at_least: int = 3
    seed: int = 0
    anew: bool = False
    quiet: int | None = 48


class AuditBeside:
    """The audit of one rule on one history: made before the rule sees the whole one, finished with its decisions."""

    def __init__(
        self, strategy: Strategy, history: History, panel: Panel, given: Mapping[str, Value], effort: Effort
    ) -> None:
        """Look for a kept outcome; without one let the rule decide on cut histories first."""
        self._strategy, self._history, self._given, self._effort = strategy, history, given, effort
        self._snapshot = panel.snapshot
        self._place = place_of_rule(strategy, panel.store, panel.snapshot, given)
        self._blind = {} if not effort.anew and self._place.read() else self._before()

    def of(self, decided: Targets) -> AuditOutcome:
        """Return the outcome for the decisions on the whole history, which are those a run trades."""
        return _kept_or_anew(self._place, decided, self._effort, lambda: self._audit(decided))

    def _audit(self, decided: Targets) -> AuditOutcome:
        blind, effort = self._blind or self._before(), self._effort
        return audit_in_time(
            self._strategy, self._history, self._given, decided=decided, blind=blind, seconds=effort.seconds,
            at_least=effort.at_least, seed=drawn_days(self._snapshot, decided, effort.seed),
            at_once=at_once() if isinstance(self._strategy.targets, FileRule) else 1, quiet=effort.quiet,
        )  # fmt: skip

    def _before(self) -> Mapping[date, Targets | str]:
        seed = _number(self._effort.seed, self._snapshot, self._strategy.definition)
        return before_the_whole(self._strategy, self._history, self._given, days=self._effort.blind, seed=seed)


def handler_beside(
    handler: UserHandler,
    history: History,
    values: Mapping[str, Value],
    run: tuple[Options, date],
    effort: Effort,
    *,
    heard: Heard | None = None,
) -> AuditOutcome:
    """Return the outcome for what a handler's file asks for; ``heard`` is that where it has been traded already."""
    options, start = run
    if heard is None:
        _, heard = run_apart(handler, history, values, (replace(options, start=start), start), decided_for(handler))
    panel, asked = history.panel, heard
    place = place_of_handler(handler, panel.store, panel.snapshot, values, run)
    return _kept_or_anew(
        place,
        asked.targets(),
        effort,
        lambda: audit_handler(
            handler, history, values, options, start, days=None, seconds=effort.seconds,
            seed=drawn_days(panel.snapshot, asked.targets(), effort.seed), at_least=effort.at_least, heard=asked,
            at_once=at_once() if handler.text else 1, quiet=effort.quiet,
        ),
    )  # fmt: skip


def _kept_or_anew(place: Place, decided: Targets, effort: Effort, audit: Callable[[], AuditOutcome]) -> AuditOutcome:
    """Take what is kept of the same decisions where it reaches far enough; else audit, and add to what is kept."""
    kept = place.read()
    earlier = outcome_of(kept) if kept and place.still_holds(kept, decided) else None
    if earlier and not effort.anew and _reaches(earlier, decided, effort):
        return earlier
    found = as_seen(audit()) if place.key else audit()
    if earlier:
        found = joined(decided, earlier, found)
    place.keep(decided, found)
    return found


def _reaches(kept: AuditOutcome, decided: Targets, effort: Effort) -> bool:
    """Whether a kept audit tried as many days as a new one has to, or every day of a decision."""
    return len(kept.days) >= effort.at_least or set(decided.dates.tolist()) <= set(kept.days)


def as_seen(found: AuditOutcome) -> AuditOutcome:
    """Return the outcome of a file, with what this machine could not see of it."""
    return replace(found, unseen_files=not (version() and can_filter()))


def drawn_days(snapshot: str, decided: Targets, seed: int) -> int:
    """Return the number that draws the days: the same for the same run, and none that the rule could know.

    A rule that knew which days are audited would look ahead on the others.
    """
    return _number(seed, snapshot, sum_of_targets(decided))


def _number(*told: object) -> int:
    return int.from_bytes(sha256(" ".join(map(str, told)).encode()).digest()[:8], "little")


def at_once() -> int:
    """Return how many processes answer at a time: as many as there are processors, within what memory bears."""
    return min(os.cpu_count() or 1, MOST_AT_ONCE)
