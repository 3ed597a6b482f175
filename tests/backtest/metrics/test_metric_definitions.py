"""Every key of metrics.json is explained, and nothing else is."""

from __future__ import annotations

import numpy as np
import pytest

from backtest.metrics.curve import Curve
from backtest.metrics.definitions import DEFINITIONS, Definition
from backtest.metrics.holdings import holding_performance
from backtest.metrics.summary import performance
from backtest.metrics.trading import Trading
from tests.reports.made_results import tiny_result

CURVE = Curve(
    np.array(["2024-01-02", "2024-01-03", "2024-01-04"], "datetime64[D]"),
    np.array([100.0, 90.0, 95.0]),
    np.array([100.0, 101.0, 99.0]),
)
TINY = tiny_result()
METRICS = performance(CURVE, Trading(np.array([50.0]), fills=1, refusals={"cash": 1})) | holding_performance(
    TINY.ledger, TINY.targets, 0, 5
)


def test_definitions_cover_the_keys_in_their_order() -> None:
    assert [row.key for row in DEFINITIONS] == list(METRICS)


def test_every_cell_says_something_and_no_label_comes_twice() -> None:
    assert all(row.label and row.formula and row.source for row in DEFINITIONS)
    assert len({row.label for row in DEFINITIONS}) == len(DEFINITIONS)


@pytest.mark.parametrize("row", DEFINITIONS, ids=lambda row: row.key)
def test_the_unit_fits_the_value(row: Definition) -> None:
    kinds = {
        "percent": float,
        "number": float,
        "CNY": float,
        "date": str,
        "sessions": int,
        "count": int,
        "counts": dict,
        "symbol": str,
    }
    assert type(METRICS[row.key]) is kinds[row.unit]
