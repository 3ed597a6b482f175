"""The split of a price change: the identity for every company, and one by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies.forecasts.re_rating import ReRating, Stand

FIRST, THEN = date(2024, 1, 2), date(2024, 6, 3)
CLOSES, EPS = st.floats(0.5, 2_000), st.floats(0.01, 50)


def split(closes: tuple[float, float], eps: tuple[float, float], shares: float = 1.0) -> ReRating:
    first, then = (
        Stand(said_by, "broker", day, close, expected)
        for said_by, day, close, expected in zip(("900", "901"), (FIRST, THEN), closes, eps, strict=True)
    )
    return ReRating("600001.SH", "Made-up", 2024, first, then, shares)


def test_by_hand_with_bonus_shares() -> None:
    # 20.00 at 1.00 a share, 20 times; a share becomes two; then 12.00 at 0.55 a share, 21.8 times. What was one share
    # costs 24.00 and is to earn 1.10: the price rose by 20%, the forecast by 10%,
    # the multiple by 1.2 / 1.1 - 1 = 9.09%.
    found = split((20.0, 12.0), (1.0, 0.55), shares=2.0)
    assert (found.first.multiple, found.then.multiple) == pytest.approx((20.0, 21.818181818))
    assert (found.price_change, found.revision, found.re_rating) == pytest.approx((0.20, 0.10, 0.0909090909))


@given(st.tuples(CLOSES, CLOSES), st.tuples(EPS, EPS), st.floats(1.0, 10.0))
def test_the_two_parts_make_the_whole(closes: tuple[float, float], eps: tuple[float, float], shares: float) -> None:
    found = split(closes, eps, shares)
    assert 1 + found.price_change == pytest.approx((1 + found.revision) * (1 + found.re_rating))


@given(st.tuples(CLOSES, CLOSES), st.tuples(EPS, EPS), st.sampled_from([1.25, 1.5, 2.0]))
def test_bonus_shares_alone_change_none_of_the_three(
    closes: tuple[float, float], eps: tuple[float, float], shares: float
) -> None:
    plain = split(closes, eps)
    found = split((closes[0], closes[1] / shares), (eps[0], eps[1] / shares), shares)
    for name in ("price_change", "revision", "re_rating"):
        assert getattr(found, name) == pytest.approx(getattr(plain, name), abs=1e-9)


@pytest.mark.parametrize(("stored", "doubtful"), [(10.0, False), (10.005, False), (10.01, True), (None, False)])
def test_a_printed_close_is_doubtful_where_the_store_has_another_one(stored: float | None, doubtful: bool) -> None:
    assert Stand("900", "broker", FIRST, 10.0, 1.0, stored).doubtful is doubtful
