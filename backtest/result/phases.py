"""The phases of a test: what it did until the next report was published, and after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backtest.metrics.curve import Curve
from backtest.metrics.publication import Publication
from backtest.metrics.split import TEST, cut_row
from backtest.result.benchmark import headline_benchmark
from backtest.result.comparison import Comparison, compare_curve
from backtest.result.parts import RunPart, part_curve, run_parts
from backtest.result.result import Result
from data_sources.language.text import NOTHING, Text, both, joined


@dataclass(frozen=True)
class Phase:
    """One stretch of the test, from its base to its last session; ``report`` is the publication that begins it.

    ``numbers`` has its returns, its excess and the interval of that, each over the phase alone.
    """

    report: str
    label: Text
    base_date: date
    last_date: date
    sessions: int
    numbers: Comparison


def phases(result: Result) -> tuple[Phase, ...]:
    """Return the phases of the test, oldest first; none when no report followed the one that states the thesis.

    The verdict is of the whole test. A phase is a row beside it: with a later report other names join, so that a reader
    can see which names the excess came with.
    """
    test = next((part for part in run_parts(result) if part.name == TEST), None)
    if test is None or result.stated is None:
        return ()
    begun = _begun(result, test, result.stated)
    if len(begun) == 1:
        return ()
    curve = part_curve(result, test, headline_benchmark(result))
    ends = [*(first for first, _ in begun[1:]), test.sessions]
    return tuple(
        _phase(curve, report, first, end, until)
        for (first, report), end, until in zip(begun, ends, [*(each for _, each in begun[1:]), NOTHING], strict=True)
    )


def _begun(result: Result, test: RunPart, stated: Publication) -> list[tuple[int, Text]]:
    """The rows of the test's curve at which a phase begins, with the report that begins it.

    Reports of one session begin one phase together.
    """
    dates = test.ledger.sessions[test.rows]
    reports: dict[int, list[str]] = {0: [stated.report]}
    for each in result.publications:
        row = cut_row(dates, each.known_from)
        if each.known_from > stated.known_from and row < test.sessions:
            reports.setdefault(row, []).append(each.report)
    return [(row, joined(ids, " and ", "、")) for row, ids in sorted(reports.items())]


def _phase(curve: Curve, report: Text, first: int, end: int, until: Text) -> Phase:
    piece = curve.part(first, end)
    label = both(f"since {report}", f"自 {report.zh} 起")
    if until:
        label = both(f"{label}, until {until}", f"{label.zh}，至 {until.zh} 为止")
    base, last = piece.dates[0].item(), piece.dates[-1].item()
    return Phase(report, label, base, last, end - first, compare_curve(piece))
