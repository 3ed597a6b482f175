"""The headline numbers of runs, side by side: hindsight and test in columns of their own, never added up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from backtest.cli.output import TextTable
from backtest.metrics.split import HINDSIGHT, NAMES, TEST, PartName
from backtest.result.headline import Headline, headlines
from backtest.result.result import Result
from backtest.result.wording import ABSENT_CELL, cell_number, cell_percent, part_word
from strategies.plain_list.comparison import ComparisonRow


def _columns(result: Result, *, alone: bool) -> list[tuple[str, Headline | None]]:
    """The parts of a run with their headings; a run with one part needs no word for it.

    Of several runs only parts that judge or warn: the names before a thesis have sentences of their own.
    """
    found = headlines(result)
    kept = [each for each in found if alone or not each.part.name.startswith(NAMES)] or list(found)
    if len(kept) < 2 and not result.hindsight:  # noqa: PLR2004 - two parts must be told apart
        return [(result.name, kept[0] if kept else None)]
    words = ["HINDSIGHT" if each.part.name == HINDSIGHT else f"({part_word(each.part.name)})" for each in kept]
    return [(f"{result.name} {word}", each) for word, each in zip(words, kept, strict=True)] or [(result.name, None)]


def headline_table(results: Sequence[Result]) -> TextTable:
    """One column per part of a run, one row per number."""
    columns = [(result, *column) for result in results for column in _columns(result, alone=len(results) == 1)]
    names = [name for _, name, _ in columns]
    cells = [_cells(result, shown) for result, _, shown in columns]
    labels = dict.fromkeys(label for column in sorted(cells, key=len, reverse=True) for label in column)
    rows = [(label, *(column.get(label, ABSENT_CELL) for column in cells)) for label in labels]
    return TextTable(("", *names), rows, frozenset(names))


def comparison_table(rows: Sequence[ComparisonRow]) -> TextTable:
    """One row per measure: a strategy, its plain version, the difference."""
    columns = ("", "rule", "plain", "difference")
    return TextTable(columns, [(row.label, *_beside(row)) for row in rows], frozenset(columns[1:]))


def _cells(result: Result, shown: Headline | None) -> dict[str, str]:
    if shown is None:
        return {"period": "nothing to judge yet"}
    metrics = shown.part.metrics
    dated = _published(result, shown.part.name)
    published = {"published": str(dated)} if dated else {}
    caveats = {} if shown.part.name == HINDSIGHT else {each.label: each.short for each in result.caveats}
    return {
        "period": f"{shown.part.base_date} to {shown.part.last_date}",
        **published,
        **caveats,
        "return": cell_percent(metrics["total_return"]),
        **({} if shown.part.under_a_year else {"a year": cell_percent(metrics["annual_return"])}),
        "against": shown.benchmark.name,
        "its return": cell_percent(shown.against["benchmark_return"]),
        "excess": cell_percent(shown.against["excess_arithmetic"], unit=" points"),
        "maximum drawdown": cell_percent(metrics["max_drawdown"]),
        "Sharpe ratio": cell_number(metrics["sharpe"]),
        "turnover a year": ABSENT_CELL if shown.part.under_a_year else cell_number(metrics["turnover"], "x"),
        "costs, CNY": f"{shown.costs:,.0f}",
        "fills": f"{metrics['fills']:,}",
        "refusals": f"{sum(shown.refusals.values()):,}",
    }


def _published(result: Result, part: PartName) -> date | None:
    """The day of the report that a part begins with: that of the thesis, or the one that lent its names."""
    if part == TEST and result.stated:
        return result.stated.known_from
    lent = [each.known_from for each in result.publications if part == f"{NAMES}{each.report}"]
    return lent[0] if lent else result.known_from


def _beside(row: ComparisonRow) -> tuple[str, str, str]:
    if row.measure == "turnover":
        return cell_number(row.rule, "x"), cell_number(row.plain, "x"), cell_number(row.difference, "x")
    points = " points" if row.measure == "excess_arithmetic" else "%"
    rule, plain = (cell_percent(value, unit=points) for value in (row.rule, row.plain))
    return rule, plain, cell_percent(row.difference, unit=" points")
