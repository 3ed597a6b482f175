"""How the names of a strategy stand on a day, by hand.

Weekdays from 2024-06-03. 600183 doubles over the last 120 sessions, 688629 loses half of its price at the end.
"""

from datetime import date
from math import isnan

import numpy as np
import pytest

from strategies.contract.strategy import History
from strategies.registry import STRATEGIES
from strategies.standing.basket_state import basket_state
from tests.strategies.rules.market import make_panel, member, weekdays

SESSIONS = weekdays("2024-06-03", 122)
RISING = np.linspace(10.0, 20.0, 121)
FALLING = np.array([10.0] * 120 + [5.0])
NEXT = [99.0]  # the session after the day asked for
DAY = SESSIONS[120]
HISTORY = History(
    make_panel(
        SESSIONS,
        {"600183.SH": [*RISING, *NEXT], "688629.SH": [*FALLING, *NEXT], "600000.SH": [*RISING, *NEXT]},
        [4000.0] * 120 + [4400.0, 99.0],
    ),
    (
        member("600183.SH", "003.rate_pcb_materials", "pcb_materials", "2024-06-03"),
        member("688629.SH", "003.power_hvdc_sst", "hvdc", str(DAY)),
    ),
)


def test_strength_is_the_mean_return_less_the_index_and_breadth_the_share_that_rises() -> None:
    # (100% - 50%) / 2 less 4400 / 4000 - 1 = 10%: 15 points; one of two stands above its mean.
    found = basket_state(STRATEGIES["rate_power"], HISTORY, DAY)
    assert (found.strategy, found.names) == ("rate_power", 2)
    assert (found.strength, found.breadth) == pytest.approx((0.15, 0.5))


def test_a_name_counts_from_the_day_it_is_known_and_a_lookback_must_be_whole() -> None:
    # The day before: one name, and 119 sessions before it; 120 closes make a mean.
    found = basket_state(STRATEGIES["rate_power"], HISTORY, SESSIONS[119])
    assert found.names == 1
    assert isnan(found.strength)
    assert found.breadth == 1.0


def test_without_names_nothing_is_known() -> None:
    found = basket_state(STRATEGIES["storage_cycle"], HISTORY, date(2024, 12, 31))
    assert found.names == 0
    assert isnan(found.strength)
    assert isnan(found.breadth)
