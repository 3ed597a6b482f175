"""A strategy beside its plain version: what the rule added to the list of names."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.result import Result

MEASURES = (
    ("total_return", "return"),
    ("excess_arithmetic", "excess over the price index"),
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


def compare_results(rule: Result, plain: Result) -> tuple[ComparisonRow, ...]:
    """Compare two runs over the sessions after publication, or the whole of them when nothing dates them."""
    own, other = (result.split.get("test", result.metrics) for result in (rule, plain))
    return tuple(
        ComparisonRow(measure, label, _number(own.get(measure)), _number(other.get(measure)))
        for measure, label in MEASURES
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
