"""The index page: one line a run, each judged by its part after publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from backtest.metrics import excess_path
from backtest.result.result import Result
from reports.benchmark import headline_benchmark
from reports.chance import chance_sentence
from reports.page import write_page
from reports.parts import RunPart, judged_part, part_curve, run_parts
from reports.sections.verdict import Comparison, Standing, compare, verdict
from strategies.plain_list.comparison import PlainBeside

SPARK_POINTS = 80
SPARK_WIDTH, SPARK_HEIGHT = 120, 28


@dataclass(frozen=True)
class RunSummary:
    """One run on the index; the numbers are of the judged part and None without one. Fractions.

    ``spark`` holds the points of a small drawing of the wealth relative to the benchmark.
    """

    name: str
    title: str
    href: str
    headline: str
    standing: Standing
    known_from: date | None
    first: date | None
    last: date
    benchmark: str
    numbers: Comparison | None
    spark: str
    simulated: bool
    hindsight: bool
    caveats: tuple[str, ...] = ()
    plain: PlainBeside | None = None


def summarise(result: Result, href: str, plain: PlainBeside | None = None) -> RunSummary:
    """Return the line of a result; ``href`` leads to its page, ``plain`` is what its names made without the rule."""
    parts = run_parts(result)
    judged, benchmark = judged_part(parts), headline_benchmark(result)
    seen = verdict(result, parts, benchmark)
    return RunSummary(
        name=result.name,
        title=result.title,
        href=href,
        headline=seen.headline,
        standing=seen.standing,
        known_from=result.known_from,
        first=judged.base_date if judged else None,
        last=date.fromisoformat(str(result.ledger.sessions[-1])),
        benchmark=benchmark.name,
        numbers=compare(result, judged, benchmark) if judged else None,
        spark=_spark(result, judged) if judged else "",
        simulated=result.simulated,
        hindsight=result.hindsight,
        caveats=tuple(f"{each.label} {each.short}" for each in result.caveats),
        plain=plain,
    )


def write_index(summaries: Sequence[RunSummary], path: Path, *, title: str = "Theses against the CSI 300") -> None:
    """Write the index, best excess first, what cannot be judged yet last.

    Raises UserError when the file cannot be written.
    """
    ordered = sorted(summaries, key=lambda row: (row.numbers is None, -(row.numbers.excess if row.numbers else 0.0)))
    write_page(
        "index.html",
        path,
        title=title,
        rows=ordered,
        chance=chance_sentence(ordered),
        simulated=any(row.simulated for row in summaries),
        hindsight=any(row.hindsight for row in summaries),
        spark_width=SPARK_WIDTH,
        spark_height=SPARK_HEIGHT,
    )


def _spark(result: Result, part: RunPart) -> str:
    curve = part_curve(result, part, headline_benchmark(result))
    path = excess_path(curve.equity, curve.benchmark)
    picked = path[np.unique(np.linspace(0, len(path) - 1, SPARK_POINTS).astype(np.int64))]
    low, high = min(float(picked.min()), 1.0), max(float(picked.max()), 1.0)
    span = high - low or 1.0
    x = np.linspace(1, SPARK_WIDTH - 1, len(picked))
    y = SPARK_HEIGHT - 1 - (picked - low) / span * (SPARK_HEIGHT - 2)
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x, y, strict=True))
