"""What a method gives for every number that its report prints."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from strategies.methods.method import Check, Method, find_input, run_method

# Decimal fractions such as 0.1 are not exact in binary; this is far below every printed digit.
BINARY_NOISE = 1e-9


@dataclass(frozen=True)
class CheckResult:
    """Ours beside the printed number; ``low`` and ``high`` are what the rounding of the inputs allows."""

    check: Check
    computed: float
    low: float
    high: float

    @property
    def near(self) -> bool:
        """Whether the printed inputs themselves give the expected number."""
        return abs(self.computed - self.check.expected) <= self.check.tolerance + BINARY_NOISE

    @property
    def holds(self) -> bool:
        """Whether the number stands to the printed one as the check's kind says."""
        slack = self.check.tolerance + BINARY_NOISE
        inside = self.low - slack <= self.check.expected <= self.high + slack
        if self.check.kind == "not_reproduced":
            return not inside
        return inside and not self.near if self.check.kind == "consistent_with_rounding" else self.near


def check_method(method: Method) -> tuple[CheckResult, ...]:
    """Compute every check of a method, in their order."""
    return tuple(_result(method, check) for check in method.checks)


def _result(method: Method, check: Check) -> CheckResult:
    output = check.output or check.name
    computed = run_method(method, check.inputs)[output]
    reached = [computed, *(run_method(method, corner)[output] for corner in _corners(method, check))]
    return CheckResult(check, computed, min(reached), max(reached))


def _corners(method: Method, check: Check) -> list[dict[str, float]]:
    """Every input at both ends of its rounding: the extremes, as the formulas are monotone in each input."""
    if not check.rounding:
        return []
    centres = {name: check.inputs.get(name, find_input(method, name).default) for name in check.rounding}
    ends = [(centres[name] - half, centres[name] + half) for name, half in check.rounding.items()]
    return [{**check.inputs, **dict(zip(centres, corner, strict=True))} for corner in product(*ends)]
