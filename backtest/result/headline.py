"""The headline numbers of a run: each part by itself, against the index of the run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backtest.result.benchmark import HeadlineIndex, headline_benchmark
from backtest.result.parts import RunPart, relative_numbers, run_parts
from backtest.result.result import Result
from backtest.result.trading_words import COSTS


@dataclass(frozen=True)
class Headline:
    """One part of a run against the index of the run, fractions and CNY."""

    part: RunPart
    benchmark: HeadlineIndex
    against: Mapping[str, object]

    @property
    def costs(self) -> float:
        """Fees and slippage of all fills, CNY."""
        return sum(float(str(self.part.metrics[name])) for name in COSTS)

    @property
    def refusals(self) -> dict[str, int]:
        """Refusals by reason."""
        counts = self.part.metrics["refusals"]
        return dict(counts) if isinstance(counts, dict) else {}


def headlines(result: Result) -> tuple[Headline, ...]:
    """Return the parts of a run, oldest first; none when the run ends on its base date."""
    index = headline_benchmark(result)
    return tuple(Headline(part, index, relative_numbers(result, part, index)) for part in run_parts(result))
