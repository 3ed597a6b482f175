"""Power and cooling on three names, weights worked out by hand.

Weekdays from 2025-12-01. HVDC maker H is given by 002 in two theses (2025-12-10) and again by 003 (2026-01-28), G by
003 alone; cooler N by 002.
"""

import numpy as np
import pytest

from data_sources.tables.signals import SignalValue
from strategies.contract.parameters import Value
from strategies.contract.strategy import Decisions, History, decide
from strategies.families.power_cooling import STRATEGY
from tests.strategies.decided import weights
from tests.strategies.rules.market import make_panel, member, signal, weekdays

PANEL = make_panel(weekdays("2025-12-01", 70), {symbol: np.full(70, 10.0) for symbol in "HGN"})
MEMBERS = (
    member("H", "002.hvdc", "hvdc", "2025-12-10"),
    member("H", "002.aidc_power", "hvdc", "2025-12-10"),
    member("N", "002.liquid_cooling", "liquid_cooling", "2025-12-10"),
    member("H", "003.power_hvdc_sst", "hvdc", "2026-01-28", "attention"),
    member("G", "003.power_hvdc_sst", "hvdc", "2026-01-28", "attention"),
)
AFTER = {"H": 1 / 4, "G": 1 / 4, "N": 1 / 2}


def decided(*signals: SignalValue, **dials: Value) -> Decisions:
    return decide(STRATEGY, History(PANEL, MEMBERS, signals), dials)


def test_sleeves_are_equal_and_two_theses_of_one_report_count_once() -> None:
    assert weights(decided(), "2025-12-31") == pytest.approx({"H": 1 / 2, "N": 1 / 2})


def test_names_are_equal_however_often_they_were_given() -> None:
    assert weights(decided(), "2026-01-28") == pytest.approx(AFTER)


@pytest.mark.parametrize(
    ("thesis", "segment"), [("002.supercapacitor", "supercapacitors"), ("003.power_hvdc_sst", "servers")]
)
def test_segments_share_a_sleeve_equally(thesis: str, segment: str) -> None:
    # Power has half: supercapacitors, or 003's builders of servers, a quarter, HVDC a quarter for two names.
    more = (*MEMBERS, member("S", thesis, segment, "2025-12-10"))
    panel = make_panel(weekdays("2025-12-01", 70), {symbol: np.full(70, 10.0) for symbol in "HGNS"})
    found = decide(STRATEGY, History(panel, more))
    assert weights(found, "2026-01-28") == pytest.approx({"H": 1 / 8, "G": 1 / 8, "S": 1 / 4, "N": 1 / 2})


def test_named_again_weighs_a_name_given_by_two_reports_double_from_the_second_on() -> None:
    # Power has half: H two parts of three, G one.
    found = decide(STRATEGY.varied("named_again"), History(PANEL, MEMBERS))
    assert weights(found, "2025-12-31") == pytest.approx({"H": 1 / 2, "N": 1 / 2})
    assert weights(found, "2026-01-28") == pytest.approx({"H": 1 / 3, "G": 1 / 6, "N": 1 / 2})


def test_a_filter_by_report_also_filters_what_counts_as_given_again() -> None:
    assert weights(decided(report="003", again=1.0), "2026-01-28") == pytest.approx({"H": 1 / 2, "G": 1 / 2})
    assert weights(decided(broker="minsheng"), "2026-01-28") == {}
    assert weights(decided(broker="minsheng"), "2026-01-30") == pytest.approx({"H": 1 / 2, "N": 1 / 2})


def test_capex_abroad_and_at_home_count_alike() -> None:
    def grew(abroad: float, home: float) -> dict[str, float]:
        read = (("capex_yoy/big4_sum", abroad), ("capex_yoy/bat_sum", home))
        values = (signal(name, "2025-12-31", "2026-02-10", growth, "percent") for name, growth in read)
        return weights(decided(*values), "2026-02-27")

    # -10% and +30% are +10% on average; -10% and -30% are -20%.
    assert grew(-10.0, 30.0) == pytest.approx(AFTER)
    assert grew(-10.0, -30.0) == pytest.approx({"H": 1 / 8, "G": 1 / 8, "N": 1 / 4})


def test_shrinking_capex_halves_exposure() -> None:
    cut = signal("capex_yoy/big4_sum", "2025-12-31", "2026-02-10", -5.0, "percent")
    assert weights(decided(cut), "2026-01-30") == pytest.approx(AFTER)
    assert weights(decided(cut), "2026-02-27") == pytest.approx({"H": 1 / 8, "G": 1 / 8, "N": 1 / 4})
