"""A strategy beside its plain version: what the rule added to the list of names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from backtest.engine.ledger import Ledger
from backtest.engine.positions import positions_of
from backtest.engine.run import execute_targets
from backtest.engine.schedule import decided_since_start
from backtest.metrics.returns import periods_per_year
from backtest.metrics.split import cut_row
from backtest.metrics.wanted import successors
from backtest.result.plain_list import PlainBeside
from backtest.result.result import Result
from backtest.validity.excess import added_interval
from backtest.validity.interval import Interval
from data_sources.errors import UserError
from strategies.contract.history import History
from strategies.contract.parameters import Value
from strategies.contract.strategy import Strategy, decide
from strategies.plain_list.version import plain_settings, plain_version

MEASURES = (
    ("total_return", "return"),
    ("excess_arithmetic", "excess over the benchmark"),
    ("max_drawdown", "maximum drawdown"),
    ("turnover", "turnover a year"),
)


@dataclass(frozen=True)
class ComparisonRow:
    """One measure of both, as a fraction (turnover: times a year); None where it is unknown."""

    measure: str
    label: str
    rule: float | None
    plain: float | None

    @property
    def difference(self) -> float | None:
        """The rule's less the plain version's."""
        return None if self.rule is None or self.plain is None else self.rule - self.plain

    def document(self) -> dict[str, object]:
        """Return the row as plain values."""
        return {"measure": self.measure, "rule": self.rule, "plain": self.plain, "difference": self.difference}


def beside_plain(strategy: Strategy, history: History, rule: Result, given: Mapping[str, Value]) -> PlainBeside | None:
    """Execute the plain version of a strategy on a history as ``rule`` was and compare the returns of the test.

    None for a strategy without a plain version, before there is anything to judge, and when the plain list cannot be
    executed. It costs a fraction of the run: nothing is measured but the return and the interval of the difference.
    """
    own = _number(rule.split.get("test", {}).get("total_return"))
    if own is None or rule.stated is None:
        return None
    try:
        plain = plain_version(strategy)
        decided = decide(plain, history, plain_settings(given))
        ledger = execute_targets(history.panel, decided_since_start(decided.targets, rule.options), rule.options)
    except UserError:
        return None
    published = rule.stated.known_from
    base = cut_row(ledger.sessions, published)
    growth = ledger.equity[base:] / ledger.equity[base]
    known = rule.as_published or rule
    return PlainBeside(
        own,
        float(growth[-1] - 1.0),
        _added(known.ledger, ledger, published),
        _names_held(ledger, base),
        tuple(ledger.sessions[base:].tolist()),
        tuple(growth.tolist()),
    )


def _names_held(ledger: Ledger, base: int) -> int:
    """How many names were held after any session behind row ``base``; a renamed symbol is its successor."""
    held, now = positions_of(ledger), successors(ledger, len(ledger.sessions) - 1)
    return len(np.unique(now[held.symbol[held.session > base]]))


def _added(rule: Ledger, plain: Ledger, known_from: date) -> Interval | None:
    """The interval of what the rule adds, on the sessions since publication that both have."""
    dates, of_rule, of_plain = np.intersect1d(rule.sessions, plain.sessions, return_indices=True)
    base = cut_row(dates, known_from)
    return added_interval(rule.equity[of_rule[base:]], plain.equity[of_plain[base:]], periods_per_year(dates[base:]))


def compare_results(rule: Result, plain: Result) -> tuple[ComparisonRow, ...]:
    """Compare two runs over the sessions after publication, or the whole of them when nothing dates them."""
    own, other = (result.split.get("test", result.metrics) for result in (rule, plain))
    return tuple(
        ComparisonRow(measure, label, _number(own.get(measure)), _number(other.get(measure)))
        for measure, label in MEASURES
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
