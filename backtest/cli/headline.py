"""The headline numbers of runs, side by side: hindsight and test in columns of their own, never added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from backtest.cli.output import TextTable
from backtest.result.result import Result
from reports.benchmark import Benchmark, headline_benchmark, price_benchmark
from reports.parts import RunPart, relative_numbers, run_parts
from strategies.plain_list.comparison import ComparisonRow

ABSENT = "-"
COSTS = ("commission", "stamp_duty", "transfer_fee", "slippage_cost")
COLUMN_WORDS = {"hindsight": " HINDSIGHT", "test": " (test)", "whole": ""}


@dataclass(frozen=True)
class Headline:
    """One part of a run against the index of its headline and the price index, fractions and CNY."""

    part: RunPart
    benchmark: Benchmark
    against: Mapping[str, object]
    against_price: Mapping[str, object]

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
    headline, price = headline_benchmark(result), price_benchmark(result)
    return tuple(
        Headline(part, headline, relative_numbers(result, part, headline), relative_numbers(result, part, price))
        for part in run_parts(result)
    )


def headline_table(results: Sequence[Result]) -> TextTable:
    """Return a column a part of a run, a line a number."""
    columns = [(result, shown) for result in results for shown in headlines(result) or (None,)]
    names = [
        result.name + (COLUMN_WORDS[shown.part.name] if result.hindsight and shown else "") for result, shown in columns
    ]
    cells = [_cells(result, shown) for result, shown in columns]
    labels = dict.fromkeys(label for column in sorted(cells, key=len, reverse=True) for label in column)
    rows = [(label, *(column.get(label, ABSENT) for column in cells)) for label in labels]
    return TextTable(("", *names), rows, frozenset(names))


def comparison_table(rows: Sequence[ComparisonRow]) -> TextTable:
    """Return a line a measure: a strategy, its plain version, the difference."""
    columns = ("", "rule", "plain", "difference")
    return TextTable(columns, [(row.label, *_beside(row)) for row in rows], frozenset(columns[1:]))


def run_document(result: Result, folder: Path, files: Sequence[str]) -> dict[str, object]:
    """Return a run for ``--json``: plain values, fractions and CNY."""
    return {
        "name": result.name,
        "title": result.title,
        "folder": folder,
        "files": list(files),
        "simulated": result.simulated,
        "hindsight": result.hindsight,
        "known_from": result.known_from,
        "base_date": str(result.ledger.sessions[0]),
        "last_date": str(result.ledger.sessions[-1]),
        "parts": [_part_document(shown) for shown in headlines(result)],
        "metrics": result.metrics,
        "split": result.split,
        "caveats": [each.sentence for each in result.caveats],
        "notes": list(result.notes),
        "snapshot": result.manifest.get("snapshot"),
    }


def _part_document(shown: Headline) -> dict[str, object]:
    part = shown.part
    return {
        "part": part.name,
        "from": part.base_date,
        "to": part.last_date,
        "sessions": part.sessions,
        "return": part.metrics["total_return"],
        "benchmark": shown.benchmark.symbol,
        "benchmark_is_total_return": shown.benchmark.total_return,
        "benchmark_return": shown.against["benchmark_return"],
        "excess": shown.against["excess_arithmetic"],
        "price_index_return": shown.against_price["benchmark_return"],
        "costs": round(shown.costs, 2),
    }


def _cells(result: Result, shown: Headline | None) -> dict[str, str]:
    if shown is None:
        return {"period": "nothing to judge yet"}
    metrics = shown.part.metrics
    price_index = {"price index": _percent(shown.against_price["benchmark_return"])}
    published = {"published": str(result.known_from)} if result.known_from else {}
    caveats = {} if shown.part.name == "hindsight" else {each.label: each.short for each in result.caveats}
    return {
        "period": f"{shown.part.base_date} to {shown.part.last_date}",
        **published,
        **caveats,
        "return": _percent(metrics["total_return"]),
        "a year": _percent(metrics["annual_return"]),
        "against": shown.benchmark.name,
        "its return": _percent(shown.against["benchmark_return"]),
        "excess": _percent(shown.against["excess_arithmetic"], unit=" points"),
        **(price_index if shown.benchmark.total_return else {}),
        "maximum drawdown": _percent(metrics["max_drawdown"]),
        "Sharpe ratio": _number(metrics["sharpe"]),
        "turnover a year": _number(metrics["turnover"], "x"),
        "costs, CNY": f"{shown.costs:,.0f}",
        "fills": f"{metrics['fills']:,}",
        "refusals": _counts(shown.refusals),
    }


def _beside(row: ComparisonRow) -> tuple[str, str, str]:
    if row.measure == "turnover":
        return _number(row.rule, "x"), _number(row.plain, "x"), _number(row.difference, "x")
    points = " points" if row.measure == "excess_arithmetic" else "%"
    rule, plain = (_percent(value, unit=points) for value in (row.rule, row.plain))
    return rule, plain, _percent(row.difference, unit=" points")


def _percent(value: object, *, unit: str = "%") -> str:
    return f"{value * 100:+.2f}{unit}" if isinstance(value, float) else ABSENT


def _number(value: object, unit: str = "") -> str:
    return f"{value:.2f}{unit}" if isinstance(value, float) else ABSENT


def _counts(counts: Mapping[str, int]) -> str:
    return f"{sum(counts.values()):,}"
