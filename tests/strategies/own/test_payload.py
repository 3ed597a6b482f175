"""A question on its way: what comes out is what went in, and nothing of it can be written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from strategies.own.process.payload import ALIGNED, pack, unpack


@dataclass(frozen=True)
class Holder:
    """Arrays as a history holds them: of numbers, of days, of texts, in a mapping and in a row."""

    numbers: NDArray[Any]
    days: NDArray[Any]
    texts: NDArray[Any]
    levels: dict[str, NDArray[Any]]
    pair: tuple[NDArray[Any], int]


def test_every_array_comes_back_the_same_and_read_only() -> None:
    days = np.array(["2024-01-02", "2024-01-03"], "datetime64[D]")
    sent = Holder(
        np.arange(6.0).reshape(2, 3), days, np.array(["a", "b"], object), {"x": days.copy()}, (np.arange(3), 7)
    )
    got: Holder = unpack(pack(sent))
    for name, before, after in (
        ("numbers", sent.numbers, got.numbers),
        ("days", sent.days, got.days),
        ("texts", sent.texts, got.texts),
        ("levels", sent.levels["x"], got.levels["x"]),
        ("pair", sent.pair[0], got.pair[0]),
    ):
        assert np.array_equal(before, after), name
        assert before.dtype == after.dtype, name
        with pytest.raises(ValueError, match="read-only"):
            after[0] = after[1]
    assert got.pair[1] == 7
    assert got.numbers.ctypes.data % ALIGNED == 0
