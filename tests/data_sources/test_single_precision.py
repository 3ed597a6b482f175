"""Numbers of 32 bits stand for decimals; others are left as they are."""

from __future__ import annotations

import numpy as np

from data_sources.tables.single_precision import decimals_meant


def test_a_price_of_single_precision_is_the_decimal_it_stands_for() -> None:
    # 12.34 is 12.340000152587890625 in 32 bits, 0.0001 is 0.0000999999974737875163555145263671875.
    given = np.array([12.340000152587890625, 0.0000999999974737875163555145263671875, np.nan, np.inf])
    assert np.array_equal(decimals_meant(given), [12.34, 0.0001, np.nan, np.inf], equal_nan=True)


def test_what_is_further_from_it_than_32_bits_are_exact_stays() -> None:
    # 12.34 is exact to 12.34 / 2^24, which is 0.0000007; 12.340002 is further off, and 12.3412 is no whole cent.
    assert decimals_meant(np.array([12.340002])).tolist() == [12.340002]
    assert decimals_meant(np.array([12.3412]), 2).tolist() == [12.3412]
