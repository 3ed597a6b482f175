"""Runs side by side as one JSON document, for pipes and for pages of others' making."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from backtest.result.beside.beside import Beside
from backtest.result.beside.common_numbers import NumberRow
from backtest.result.beside.sentences import data_sentence, sessions_sentence, warnings
from backtest.result.comparison import Comparison
from data_sources.tables.facts import Floats

SCHEMA = 1
"""Raised by one when a key goes or changes its meaning; a new key does not raise it."""
DIGITS = 8


def beside_document(seen: Beside) -> dict[str, Any]:
    """Return it as plain values; fractions, growth 1.0 at the base, runs in the order in which they were given."""
    return {
        "schema": SCHEMA,
        "warnings": [str(each) for each in warnings(seen)],
        "sessions": {
            "base": seen.shared.dates[0].item(),
            "first": seen.shared.dates[1].item(),
            "last": seen.shared.dates[-1].item(),
            "count": len(seen.shared.dates) - 1,
            "sentence": str(sessions_sentence(seen)),
        },
        "runs": [_run(seen, row) for row in range(len(seen.sides))],
        "correlation": {"returns": seen.returns, "excess": seen.excess},
        "held_in_common": _held(seen),
        "differs": _differs(seen),
        "curves": {
            "dates": [str(day) for day in seen.shared.dates],
            "growth": {label: _rounded(path) for label, path in zip(seen.labels, seen.shared.growth, strict=True)},
            "benchmark": {
                label: _rounded(path) for label, path in zip(seen.labels, seen.shared.benchmark, strict=True)
            },
        },
    }


def _run(seen: Beside, row: int) -> dict[str, Any]:
    side = seen.sides[row]
    return {
        "name": side.label,
        "title": str(side.title),
        "benchmark": side.benchmark,
        "simulated": side.simulated,
        "hindsight": side.hindsight,
        "left_out": asdict(seen.shared.left_out[row]),
        "verdict": asdict(side.verdict),
        "common": _numbers(seen.numbers.common, row) | _excess(seen.numbers.excess[row]),
        "own": _numbers(seen.numbers.own, row),
    }


def _numbers(rows: tuple[NumberRow, ...], run: int) -> dict[str, object]:
    return {row.definition.key: row.values[run] for row in rows}


def _excess(seen: Comparison) -> dict[str, object]:
    """The excess that an interval can be had of: a rate a year, over less than a year the growth itself."""
    interval = seen.shown_interval
    return {
        "relative": seen.relative,
        "interval": asdict(interval) if interval else None,
        "interval_is_a_year": not seen.under_a_year,
    }


def _held(seen: Beside) -> dict[str, Any] | None:
    if seen.held is None:
        return None
    return {
        "names_held": dict(zip(seen.labels, seen.held.counts, strict=True)),
        "pairs": [
            {
                "runs": [seen.labels[pair.first], seen.labels[pair.second]],
                "mean_share": pair.mean,
                "last_share": pair.last,
                "names": pair.names,
                "shares": _rounded(pair.shares),
            }
            for pair in seen.held.overlaps
        ],
        "names": [
            {"symbol": each.symbol, "name": each.name, "weights": dict(zip(seen.labels, each.weights, strict=True))}
            for each in seen.held.names
        ],
    }


def _differs(seen: Beside) -> dict[str, Any] | None:
    if seen.otherwise is None:
        return None
    return {
        "same_data": seen.otherwise.same_data,
        "sentence": str(data_sentence(seen)),
        "settings": [
            {
                "group": each.group,
                "name": each.name,
                "values": dict(zip(seen.labels, map(str, each.values), strict=True)),
            }
            for each in seen.otherwise.differing
        ],
        "only_some_have": list(seen.otherwise.alone),
    }


def _rounded(values: Floats) -> list[float]:
    return [round(value, DIGITS) for value in values.tolist()]
