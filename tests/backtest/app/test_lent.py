"""What a worker hands back leaves out what both sides have."""

from __future__ import annotations

import numpy as np
import pytest

from backtest.app.lent import with_lent, without_lent


def test_what_is_lent_is_the_same_object_and_does_not_travel() -> None:
    market = {"close": np.arange(1_000_000.0)}
    run = {"market": market, "equity": np.array([1.0, 2.0]), "day": np.array(["2024-01-02"], "datetime64[D]")}
    parts = without_lent({"run": run, "again": market}, [market])
    # The market has 8,000,000 bytes.
    assert sum(len(part) for part in parts) < 1_000
    found = with_lent(parts, [market])
    assert found["run"]["market"] is market
    assert found["again"] is market
    assert found["run"]["equity"].tolist() == [1.0, 2.0]


def test_arrays_that_come_back_are_read_only() -> None:
    arrays = [np.array([1.0, 2.0]), np.array(["2024-01-02"], "datetime64[D]")]
    for each in with_lent(without_lent(arrays, []), []):
        with pytest.raises(ValueError, match="read-only"):
            each[0] = each[1:2]
