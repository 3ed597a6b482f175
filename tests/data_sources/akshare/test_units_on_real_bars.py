"""The proof of units and the search for adjusted prices, on the real history and its known-bad files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from data_sources.csv_folder.csv_text import read_csv
from data_sources.exports.given import read_given
from data_sources.tables.cells import typed_frame
from data_sources.tables.frame import Frame
from data_sources.tables.schema import BARS
from data_sources.vendors.answers.units import adjusted_as_raw, unit_of_volume
from data_sources.vendors.source import Request
from tests.data_sources.real_data import real_data

pytestmark = pytest.mark.realdata
REQUEST = Request("eastmoney", "stock_zh_a_hist", "bars", (), date(2022, 1, 1), date(2026, 12, 31))


def bad_file(name: str) -> Frame:
    path: Path = real_data() / "negative" / name
    return typed_frame(read_csv(path.read_bytes(), "bars", name), BARS)[0]


def test_volumes_rounded_to_lots_are_proved_and_no_raw_history_is_accused() -> None:
    bars = read_given([real_data()]).frames["bars"]
    known = 0
    for symbol in np.unique(bars["symbol"]).tolist():
        own = bars.rows(bars["symbol"] == symbol)
        lots = Frame(BARS, {**own.columns, "volume": (own["volume"] / 100).round()})
        unit = unit_of_volume(REQUEST, symbol, lots, 100.0)
        assert (unit.factor, [finding.severity for finding in unit.findings]) in ((100.0, []), (100.0, ["note"]))
        known += unit.proved
        in_shares = Frame(BARS, {**lots.columns, "volume": lots["volume"] * 100})
        assert adjusted_as_raw(REQUEST, symbol, in_shares) == ()
    # Three recent listings may have no amount at all; all others prove their unit.
    assert known >= 160


def test_a_history_in_lots_is_recognised_against_what_is_believed() -> None:
    unit = unit_of_volume(REQUEST, "601138.SH", bad_file("volume_in_lots_601138.csv"), 1.0)
    assert (unit.factor, [finding.rule for finding in unit.findings]) == (100.0, ["unit_differs"])


@pytest.mark.parametrize("name", ["negative_adjusted_prices_002475.csv", "wrong_direction_adjustment_300308.csv"])
def test_adjusted_histories_are_recognised(name: str) -> None:
    assert [finding.rule for finding in adjusted_as_raw(REQUEST, "", bad_file(name))] == ["adjusted_as_raw"]
