"""The badge: every word has its own reason, and the reasons have an order."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backtest.result.badge import CHINESE, Grounds, badge_of


@dataclass(frozen=True)
class Ends:
    """An interval by its ends."""

    low: float
    high: float


ABOVE, AROUND, BELOW = Ends(0.02, 0.30), Ends(-0.10, 0.30), Ends(-0.30, -0.02)
GOOD = Grounds(judged=True, few_names=False, due=True, excess=ABOVE, alpha=ABOVE, met=True)


def test_a_call_held_when_standard_excess_and_alpha_agree() -> None:
    """Nothing is missing; a strategy without a standard needs the two intervals alone."""
    assert badge_of(GOOD) == "HELD"
    assert badge_of(replace(GOOD, met=None)) == "HELD"


@pytest.mark.parametrize(
    ("change", "badge"),
    [
        ({"judged": False}, "NOT JUDGED"),
        ({"few_names": True}, "TOO FEW NAMES"),
        ({"due": False}, "TOO EARLY"),
        ({"excess": None}, "TOO EARLY"),
        ({"excess": BELOW}, "DID NOT HOLD"),
        ({"excess": AROUND}, "CANNOT BE TOLD FROM CHANCE"),
        ({"met": False}, "DID NOT HOLD"),
        ({"alpha": AROUND}, "IN LINE WITH ITS SECTOR"),
        ({"alpha": BELOW}, "IN LINE WITH ITS SECTOR"),
        ({"alpha": None}, "CANNOT BE TOLD FROM CHANCE"),
    ],
)
def test_each_word_has_its_own_reason(change: dict[str, object], badge: str) -> None:
    """One thing is missing at a time."""
    assert badge_of(replace(GOOD, **change)) == badge  # type: ignore[arg-type]


def test_the_weakest_ground_speaks_first() -> None:
    """One stock that fell says nothing of a list, and a run that nothing dates says nothing at all."""
    weak = replace(GOOD, few_names=True, due=False, excess=BELOW)
    assert badge_of(weak) == "TOO FEW NAMES"
    assert badge_of(replace(weak, judged=False)) == "NOT JUDGED"
    assert badge_of(replace(weak, few_names=False)) == "TOO EARLY"


def test_a_missed_standard_with_an_interval_around_zero_is_chance() -> None:
    """The miss is as little proof against the call as a hit would be for it."""
    assert badge_of(replace(GOOD, excess=AROUND, met=False)) == "CANNOT BE TOLD FROM CHANCE"


def test_the_ends_of_an_interval_are_not_above_zero_at_zero() -> None:
    """An interval from exactly 0 includes zero."""
    assert badge_of(replace(GOOD, excess=Ends(0.0, 0.3))) == "CANNOT BE TOLD FROM CHANCE"
    assert badge_of(replace(GOOD, alpha=Ends(0.0, 0.3))) == "IN LINE WITH ITS SECTOR"
    assert badge_of(replace(GOOD, excess=Ends(-0.3, 0.0))) == "CANNOT BE TOLD FROM CHANCE"


ends = st.tuples(st.floats(-1, 1), st.floats(0, 1)).map(lambda pair: Ends(pair[0], pair[0] + pair[1]))


@given(
    judged=st.booleans(),
    few_names=st.booleans(),
    due=st.booleans(),
    excess=st.none() | ends,
    alpha=st.none() | ends,
    met=st.none() | st.booleans(),
)
def test_nothing_holds_without_both_intervals(
    *, judged: bool, few_names: bool, due: bool, excess: Ends | None, alpha: Ends | None, met: bool | None
) -> None:
    """Whatever the grounds, HELD means that both intervals lie above zero and nothing was missed."""
    badge = badge_of(Grounds(judged, few_names, due, excess, alpha, met))
    assert badge in CHINESE
    if badge == "HELD":
        assert excess is not None
        assert alpha is not None
        assert min(excess.low, alpha.low) > 0
        assert met is not False
