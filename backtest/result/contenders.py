"""The runs of one command that are tested together, read off their results."""

from __future__ import annotations

from collections.abc import Sequence

from backtest.result.benchmark import headline_benchmark
from backtest.result.evidence import sector_curve
from backtest.result.parts import judged_part, part_curve, run_parts
from backtest.result.result import Result
from backtest.result.several import Contender, Several, several
from backtest.result.traded import traded
from backtest.result.unjudged import why_not_judged


def runs_together(results: Sequence[Result]) -> Several | None:
    """Test the runs of one command, which share a benchmark; None for a single one, which is the best of nothing.

    Of a run with hindsight its test counts, which is that of the same run without. A run that nothing dates, that never
    traded or that looks ahead was tried, but what it shows is no evidence to test.
    """
    if len(results) < 2:  # noqa: PLR2004 - one is not the best of several
        return None
    found = [each for result in results if (each := contender(result))]
    return several([each.name for each in results], found, headline_benchmark(results[0]).name)


def contender(result: Result) -> Contender | None:
    """Return the test of a run, None when there is nothing to judge."""
    part = judged_part(run_parts(result))
    if part is None or why_not_judged(result, part, traded(part)):
        return None
    curve = part_curve(result, part, headline_benchmark(result))
    return Contender(result.name, curve, sector_curve(part, curve))
