"""Several runs in one table: a row each, with its badge, its excess and the interval of that."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from backtest.app.batch_outcome import FinishedRun
from backtest.cli.layouts.fitting import WIDEST, fitting, left_out_line, reader_width
from backtest.cli.layouts.headline import interval_cell, shown_parts
from backtest.cli.output import TextTable, print_table, say
from backtest.result.headline import Headline
from backtest.result.wording import ABSENT_CELL, cell_percent
from data_sources.language.text import Text, both, same

COLUMNS = (
    both("strategy", "策略"),
    both("verdict", "结论"),
    both("excess, pp", "超额(百分点)"),
    both("95% interval, %", "95% 区间(%)"),
    both("return", "收益率"),
    both("index", "基准收益"),
    both("max drawdown", "最大回撤"),
    both("plain list", "等权名单"),
    both("names", "持股数"),
    both("from", "起"),
    both("to", "止"),
)
LEFT = frozenset({"strategy", "verdict", "from", "to"})
LEFT_OUT = ("to", "from", "names", "plain list", "index", "return", "max drawdown", "95% interval, %", "excess, pp")
"""What a narrow terminal leaves out first."""
FOLDS_TO = {"verdict": len("CANNOT BE TOLD FROM")}
OVER_THE_SPAN = "*"


def print_runs(runs: Sequence[FinishedRun], *, wide: bool) -> None:
    """Print the table as wide as its reader, or whole when ``wide``, and how to read it.

    A pipe has every column.
    """
    whole = run_table(runs)
    if not sys.stdout.isatty():
        print_table(whole)
    elif wide:
        print_table(whole, width=max(reader_width(), WIDEST))
    else:
        shown = fitting(whole, LEFT_OUT, reader_width(), drawn=True, folds_to=FOLDS_TO)
        print_table(shown)
        if line := left_out_line(whole, shown, "--wide"):
            say(line)
    say(_legend(runs))


def run_table(runs: Sequence[FinishedRun]) -> TextTable:
    """Return one row per run, two where hindsight stands before its test: they are never added up."""
    rows = [_row(run, heading, shown) for run in runs for heading, shown in shown_parts(run.result, alone=False)]
    return TextTable(COLUMNS, rows, frozenset(COLUMNS) - LEFT, frozenset({"verdict"}))


def _row(run: FinishedRun, heading: str, shown: Headline | None) -> tuple[str, ...]:
    cells = _cells(run, shown)
    return (heading, *(cells.get(column, ABSENT_CELL) for column in COLUMNS[1:]))


def _cells(run: FinishedRun, shown: Headline | None) -> Mapping[str, str]:
    seen = run.verdict
    judged = shown is None or (seen.part is not None and shown.part.name == seen.part.name)
    cells: dict[str, str] = {"verdict": seen.badge_words} if judged else {}
    if shown is None:
        return cells
    cells |= {
        "excess, pp": cell_percent(shown.against["excess_arithmetic"], 1, unit=""),
        "return": cell_percent(shown.part.metrics["total_return"], 1),
        "index": cell_percent(shown.against["benchmark_return"], 1),
        "max drawdown": cell_percent(shown.part.metrics["max_drawdown"], 1),
        "from": str(shown.part.base_date),
        "to": str(shown.part.last_date),
    }
    if not judged:
        return cells
    if seen.numbers:
        cells["95% interval, %"] = interval_cell(seen.numbers, over_the_span=OVER_THE_SPAN)
    if run.result.plain:
        cells["plain list"] = cell_percent(run.result.plain.plain, 1)
    if seen.evidence and seen.evidence.traded.effective_median is not None:
        cells["names"] = f"{seen.evidence.traded.effective_median:.1f}"
    return cells


def _legend(runs: Sequence[FinishedRun]) -> Text:
    """How to read the interval, and which index stands beside the runs: all of a command share one."""
    index = same(runs[0].verdict.benchmark.name)
    return both(
        f"index: {index}; excess: return less that of the index; interval: of the excess a year, "
        f"{OVER_THE_SPAN} over the span where that is under a year; names: effective, median",
        f"基准：{index.zh}；超额：收益率减基准收益；区间：年化超额的置信区间，{OVER_THE_SPAN} 表示不足一年、为整段区间"
        "；持股数：有效持股数的中位数",
    )
