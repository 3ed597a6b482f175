"""Numbers as they are written: true minus signs, no signed zero, a dash for what is not defined."""

from __future__ import annotations

import pytest

from backtest.metrics.definitions import DEFINITIONS
from backtest.result import wording

DEFINED = {row.key: row for row in DEFINITIONS}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (wording.percent(0.3124), "31.2%"),
        (wording.percent(0.3124, signed=True), "+31.2%"),
        (wording.percent(-0.192, signed=True), "−19.2%"),
        (wording.percent(-0.0001, signed=True), "0.0%"),
        (wording.percent(None), "–"),
        (wording.points(-0.192), "19.2 points"),
        (wording.points(926.876), "92,687.6 points"),
        (wording.sessions(1), "1 session"),
        (wording.sessions(1_059), "1,059 sessions"),
        (wording.signed_points(-0.192), "−19.2 points"),
        (wording.cell_percent(-0.192), "-19.20%"),
        (wording.cell_percent(0.192, 1, unit=" points"), "+19.2 points"),
        (wording.cell_percent(None), "-"),
        (wording.cell_number(1.234, "x"), "1.23x"),
        (wording.money(1234567.5), "1,234,568"),
        (wording.money(-1234.4, signed=True), "−1,234"),
        (wording.segment("optical + liquid_cooling"), "optical + liquid cooling"),
        (wording.number(-0.456), "−0.46"),
        (wording.metric(DEFINED["sharpe"], 1.2345), "1.23"),
        (wording.metric(DEFINED["total_return"], -0.0123), "−1.23%"),
        (wording.metric(DEFINED["max_drawdown_start"], "2025-02-06"), "2025-02-06"),
        (wording.metric(DEFINED["refusals"], {"cash": 2, "limit_up": 3}), "5"),
        (wording.metric(DEFINED["calmar"], None), "–"),
    ],
)
def test_numbers_are_written_as_a_reader_expects(written: str, expected: str) -> None:
    assert written == expected
