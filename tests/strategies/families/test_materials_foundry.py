"""Materials and foundry on four names, weights worked out by hand.

Weekdays from 2025-12-01; all known from 2025-12-10. Foundry F; wafers W, of which 10% come from home; lead frames L,
40%; photomasks U without a figure. The shares are published on 2026-01-10: rooms 0.9, 0.6 and, their mean, 0.75.
"""

import numpy as np
import pytest

from data_sources.tables.signals import SignalValue
from strategies.contract.parameters import Value
from strategies.contract.strategy import Decisions, History, decide
from strategies.families.materials_foundry import STRATEGY
from tests.strategies.decided import weights
from tests.strategies.rules.market import make_panel, member, signal, weekdays

PANEL = make_panel(weekdays("2025-12-01", 70), {symbol: np.full(70, 10.0) for symbol in "FWLU"})
MEMBERS = (
    member("F", "001.self_control_foundry", "foundry", "2025-12-10", "mentioned"),
    member("W", "001.self_control_materials", "silicon_wafers", "2025-12-10", "mentioned"),
    member("L", "001.self_control_materials", "lead_frames", "2025-12-10", "mentioned"),
    member("U", "001.self_control_materials", "photomasks", "2025-12-10", "mentioned"),
)
SHARES = (
    signal("domestic_share/materials/silicon_wafers", "2024-12-31", "2026-01-10", 10.0, "percent"),
    signal("domestic_share/materials/lead_frames", "2024-12-31", "2026-01-10", 40.0, "percent"),
)


def decided(*signals: SignalValue, **dials: Value) -> Decisions:
    return decide(STRATEGY, History(PANEL, MEMBERS, (*SHARES, *signals)), dials)


def test_without_known_shares_all_kinds_weigh_the_same() -> None:
    assert weights(decided(), "2025-12-31") == pytest.approx({"F": 0.4, "W": 0.2, "L": 0.2, "U": 0.2})


def test_the_less_comes_from_home_the_more_a_kind_weighs() -> None:
    # 0.6 by 0.9 : 0.6 : 0.75 of 2.25.
    assert weights(decided(), "2026-01-30") == pytest.approx({"F": 0.4, "W": 0.24, "L": 0.16, "U": 0.2})


def test_a_foundry_that_is_not_full_halves_exposure() -> None:
    used = signal("utilisation_annual/SMIC", "2025-12-31", "2026-02-10", 79.0, "percent")
    assert weights(decided(used), "2026-02-27") == pytest.approx({"F": 0.2, "W": 0.12, "L": 0.08, "U": 0.1})
    later = signal("utilisation/SMIC", "2026-01-31", "2026-02-11", 95.0, "percent")
    assert sum(weights(decided(used, later), "2026-02-27").values()) == pytest.approx(1.0)


def test_one_kind_alone_has_everything() -> None:
    assert weights(decided(segment="silicon_wafers"), "2026-01-30") == pytest.approx({"W": 1.0})
    assert weights(decided(listing="formal"), "2026-01-30") == {}
