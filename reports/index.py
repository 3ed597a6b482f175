"""The index page: one line per run, each judged by its part after publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from backtest.metrics.relative import excess_path
from backtest.result.badge import CHINESE
from backtest.result.paper_diary import DiaryBeside
from backtest.result.parts import part_curve
from backtest.result.result import Result
from backtest.result.several import Several, several_sentences
from backtest.result.summary import RunSummary, run_summary, surest_first, tally_sentence
from backtest.result.verdict import Verdict, verdict
from reports.page import write_page

TITLE = "Theses against the CSI 300"
SPARK_POINTS = 80
SPARK_WIDTH, SPARK_HEIGHT = 120, 28


@dataclass(frozen=True, kw_only=True)
class IndexRow(RunSummary):
    """One run on the index; ``href`` leads to its page.

    ``spark`` holds the points of a small drawing of the wealth relative to the benchmark, empty without a judged part.
    """

    href: str
    spark: str


def summarise(result: Result, href: str, diary: DiaryBeside | None = None, seen: Verdict | None = None) -> IndexRow:
    """Return the line of a result; ``href`` leads to its page, ``diary`` is what its paper diary made.

    ``seen`` is its verdict, where it is known already.
    """
    seen = seen or verdict(result)
    return IndexRow(**vars(run_summary(result, seen, diary)), href=href, spark=_spark(result, seen))


def write_index(
    summaries: Sequence[IndexRow], path: Path, *, several: Several | None = None, title: str = TITLE
) -> None:
    """Write the index, by the lower end of the interval of the excess; ``several`` is what the runs show together.

    Raises UserError when the file cannot be written.
    """
    write_page("index.html", path, {"title": title, **index_context(summaries, several)})


def index_context(summaries: Sequence[IndexRow], several: Several | None) -> dict[str, object]:
    """Return what the table of runs is rendered from, rows in their order."""
    rows = surest_first(summaries)
    tally = tally_sentence(rows)
    return {
        "rows": rows,
        "together": (*(several_sentences(several) if several else ()), *([tally] if tally else [])),
        "chinese": CHINESE,
        "benchmark_notes": list(dict.fromkeys(row.benchmark_note for row in rows if row.numbers)),
        "simulated": any(row.simulated for row in rows),
        "hindsight": any(row.hindsight for row in rows),
        "spark_width": SPARK_WIDTH,
        "spark_height": SPARK_HEIGHT,
    }


def _spark(result: Result, seen: Verdict) -> str:
    if seen.part is None:
        return ""
    curve = part_curve(result, seen.part, seen.benchmark)
    path = excess_path(curve.equity, curve.benchmark)
    picked = path[np.unique(np.linspace(0, len(path) - 1, SPARK_POINTS).astype(np.int64))]
    low, high = min(float(picked.min()), 1.0), max(float(picked.max()), 1.0)
    span = high - low or 1.0
    x = np.linspace(1, SPARK_WIDTH - 1, len(picked))
    y = SPARK_HEIGHT - 1 - (picked - low) / span * (SPARK_HEIGHT - 2)
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x, y, strict=True))
