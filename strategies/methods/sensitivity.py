"""One-way sensitivity: each input moves alone, all others stay, and the row shows what that does to one output."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from math import isnan, nan

from data_sources.errors import UserError
from data_sources.language.text import both, same
from strategies.methods.method import NOTHING, Method, Numbers, run_method


@dataclass(frozen=True)
class SensitivityRow:
    """One input moved down and up; an output is NaN where the moved input has no result."""

    input: str
    unit: str
    value: float
    low: float
    high: float
    output_at_low: float
    output: float
    output_at_high: float

    @property
    def span(self) -> float:
        """How far the output moves between both ends; NaN when an end has no result."""
        return abs(self.output_at_high - self.output_at_low)


def sensitivity(
    method: Method, output: str, step: float = 0.1, overrides: Numbers = NOTHING
) -> tuple[SensitivityRow, ...]:
    """Move every input by ``step`` (0.1 is 10%) of its value, down and up, the widest span first.

    An end beyond an input's range is moved to the edge of the range; an input of zero does not move. Raises UserError
    for an output the method does not have and for a step that is not above 0.
    """
    if output not in method.outputs:
        near = get_close_matches(output, method.outputs, n=1)
        hint = both(f" Did you mean {near[0]}?", f"是否指 {near[0]}？") if near else same("")
        raise UserError(
            both(
                f"{method.key} has no output {output!r}.{hint} It has {', '.join(method.outputs)}",
                f"{method.key} 没有结果 {output!r}。{hint.zh}可用的有 {'、'.join(method.outputs)}",
            )
        )
    if not step > 0:
        raise UserError(f"{method.key}: the step was {step}; it is a share above 0, 0.1 for 10%")
    base = run_method(method, overrides)[output]
    rows = []
    for each in method.inputs:
        value = overrides.get(each.name, each.default)
        ends = sorted((value * (1 - step), value * (1 + step)))
        low, high = (min(max(end, each.low), each.high) for end in ends)
        at_low, at_high = (_output(method, output, {**overrides, each.name: end}) for end in (low, high))
        rows.append(SensitivityRow(each.name, each.unit, value, low, high, at_low, base, at_high))
    return tuple(sorted(rows, key=_widest_first))


def _widest_first(row: SensitivityRow) -> float:
    return 1.0 if isnan(row.span) else -row.span


def _output(method: Method, output: str, overrides: Numbers) -> float:
    try:
        return run_method(method, overrides)[output]
    except UserError:
        return nan
