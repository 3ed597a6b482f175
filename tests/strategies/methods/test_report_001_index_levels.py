"""The index levels that report 001's return is worked out from are those of the real history."""

from __future__ import annotations

import csv

import pytest

from strategies.methods.method import run_method
from strategies.methods.registry import find_method
from tests.data_sources.real_data import real_data

pytestmark = pytest.mark.realdata


def test_the_csi_300_stood_where_the_method_s_inputs_say() -> None:
    days = {"2023-12-29", "2024-01-02", "2025-03-19"}
    with (real_data() / "index.csv").open(encoding="utf-8") as file:
        rows = (row for row in csv.DictReader(file) if row["symbol"] == "000300.SH" and row["date"] in days)
        closes = {row["date"]: float(row["close"]) for row in rows}
    method = find_method("001/index_return")
    defaults = {each.name: each.default for each in method.inputs}
    assert defaults["start"] == pytest.approx(closes["2024-01-02"], abs=0.005)
    assert defaults["end"] == pytest.approx(closes["2025-03-19"], abs=0.005)
    # from the first session's close the printed 18.42; from the last close of the year before it would be less
    real = {"start": closes["2024-01-02"], "end": closes["2025-03-19"]}
    assert run_method(method, real)["index_return"] == pytest.approx(18.42, abs=0.005)
    year_before = (closes["2025-03-19"] / closes["2023-12-29"] - 1) * 100
    assert year_before < 18
    earlier = run_method(method, real | {"start": closes["2023-12-29"]})
    assert earlier["index_return"] == pytest.approx(year_before, abs=0.005)
