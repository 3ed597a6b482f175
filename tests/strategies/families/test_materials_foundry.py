"""Foundry, packaging, equipment and, if asked for, materials: weights worked out by hand.

Weekdays from 2025-12-01; all known from 2025-12-10. Foundries F and G, packaging house P, tool maker E. Wafers W, of
which 10% come from home; lead frames L, 40%; photomasks U without a figure. The shares are published on 2026-01-10:
rooms 0.9, 0.6 and, their mean, 0.75.
"""

import numpy as np
import pytest

from data_sources.tables.signals import SignalValue
from strategies.contract.parameters import Value
from strategies.contract.strategy import Decisions, History, decide
from strategies.families.materials_foundry import STRATEGY
from tests.strategies.decided import weights
from tests.strategies.rules.market import make_panel, member, signal, weekdays

PANEL = make_panel(weekdays("2025-12-01", 70), {symbol: np.full(70, 10.0) for symbol in "FGPEWLU"})
MEMBERS = tuple(
    member(symbol, f"001.self_control_{thesis}", segment, "2025-12-10", "mentioned")
    for symbol, thesis, segment in (
        ("F", "foundry", "foundry"),
        ("G", "foundry", "foundry"),
        ("P", "advanced_packaging", "advanced_packaging"),
        ("E", "equipment", "front_end_equipment"),
        ("W", "materials", "silicon_wafers"),
        ("L", "materials", "lead_frames"),
        ("U", "materials", "photomasks"),
    )
)
SHARES = (
    signal("domestic_share/materials/silicon_wafers", "2024-12-31", "2026-01-10", 10.0, "percent"),
    signal("domestic_share/materials/lead_frames", "2024-12-31", "2026-01-10", 40.0, "percent"),
)
RECOMMENDED = {"F": 1 / 6, "G": 1 / 6, "P": 1 / 3, "E": 1 / 3}


def decided(*signals: SignalValue, variant: str = "", **dials: Value) -> Decisions:
    strategy = STRATEGY.varied(variant) if variant else STRATEGY
    return decide(strategy, History(PANEL, MEMBERS, (*SHARES, *signals)), dials)


def test_the_recommended_parts_are_equal_and_no_material_is_held() -> None:
    assert weights(decided(), "2025-12-31") == pytest.approx(RECOMMENDED)
    assert weights(decided(), "2026-01-30") == pytest.approx(RECOMMENDED)


def test_materials_join_as_a_fourth_part_by_what_is_still_imported() -> None:
    before, after = (weights(decided(variant="materials"), day) for day in ("2025-12-31", "2026-01-30"))
    # Without known shares the three kinds are equal; then 1/4 by 0.9 : 0.6 : 0.75 of 2.25.
    named = {"F": 1 / 8, "G": 1 / 8, "P": 1 / 4, "E": 1 / 4}
    assert before == pytest.approx({**named, "W": 1 / 12, "L": 1 / 12, "U": 1 / 12})
    assert after == pytest.approx({**named, "W": 0.1, "L": 0.25 * 0.6 / 2.25, "U": 0.25 / 3})


def test_a_foundry_that_is_not_full_halves_exposure() -> None:
    used = signal("utilisation_annual/SMIC", "2025-12-31", "2026-02-10", 79.0, "percent")
    assert weights(decided(used), "2026-01-30") == pytest.approx(RECOMMENDED)
    halved = {symbol: share / 2 for symbol, share in RECOMMENDED.items()}
    assert weights(decided(used), "2026-02-27") == pytest.approx(halved)
    later = signal("utilisation/SMIC", "2026-01-31", "2026-02-11", 95.0, "percent")
    assert sum(weights(decided(used, later), "2026-02-27").values()) == pytest.approx(1.0)


def test_one_part_alone_has_everything_and_the_formal_list_is_empty() -> None:
    assert weights(decided(segment="foundry"), "2026-01-30") == pytest.approx({"F": 1 / 2, "G": 1 / 2})
    assert weights(decided(listing="formal"), "2026-01-30") == {}
