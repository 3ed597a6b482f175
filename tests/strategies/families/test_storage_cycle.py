"""The storage cycle on two names, with weights worked out by hand.

Weekdays from 2025-12-01: maker K and equipment Q are known from 2026-01-28; M is a name of another report, S only the
source of a table. Decisions: 2026-01-28, 01-30, 02-27, 03-31, 04-30. The path asks for 15 percent of DRAM and 20 of
NAND by the end of March, 5 and 13 by the end of June.
"""

import numpy as np
import pytest

from data_sources.tables.signals import SignalValue
from strategies.contract.parameters import Value
from strategies.contract.strategy import Decisions, History, Strategy, decide
from strategies.families.storage_cycle import STRATEGY, TWO_NAMES
from tests.strategies.decided import weights
from tests.strategies.rules.market import make_panel, member, signal, weekdays

SESSIONS = weekdays("2025-12-01", 170)  # to 2026-07-24
PANEL = make_panel(SESSIONS, {symbol: np.full(170, 10.0) for symbol in "KMQS"})
MEMBERS = (
    member("M", "002.storage", "storage_modules", "2025-12-10"),
    member("K", "003.storage_super_cycle", "storage_makers", "2026-01-28"),
    member("S", "003.storage_super_cycle", "memory_interface", "2026-01-28", "source"),
    member("Q", "003.storage_semicap", "storage_equipment", "2026-01-28"),
)
PATH = tuple(
    signal(f"{kind}_contract_qoq/low/forecast", end, "2026-01-28", low, "percent")
    for kind, lows in (("dram", (15.0, 5.0)), ("nand", (20.0, 13.0)))
    for end, low in zip(("2026-03-31", "2026-06-30"), lows, strict=True)
)
ENDS = ("2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30")
BOTH = {"K": 0.5, "Q": 0.5}


def decided(*signals: SignalValue, of: Strategy = STRATEGY, **dials: Value) -> Decisions:
    return decide(of, History(PANEL, MEMBERS, signals), dials)


def prices(*levels: float, kind: str = "dram", product: str = "X") -> tuple[SignalValue, ...]:
    """Contract prices at month ends from 2025-12 on, known on the day itself."""
    return tuple(
        signal(f"{kind}_contract/{product}", end, end, level) for end, level in zip(ENDS, levels, strict=False)
    )


def test_without_any_signal_both_names_are_held_and_the_result_says_so() -> None:
    found = decided()
    assert [str(day) for day in found.targets.dates[:2]] == ["2026-01-28", "2026-01-30"]
    assert weights(found, "2026-01-28") == BOTH
    assert found.notes == (
        "gate dram_contract_against_path had no known value: neutral throughout",
        "gate nand_contract_against_path had no known value: neutral throughout",
        "gate memory_maker_margin had no known value: neutral throughout",
        TWO_NAMES,
    )


def test_names_of_the_earlier_phase_and_sources_are_never_held() -> None:
    assert STRATEGY.reports == ("003",)
    assert set(decided().segment_of) == {"K", "Q"}


def test_prices_that_reach_the_low_end_are_held_and_those_that_do_not_are_sold() -> None:
    # 115 in March after 100 in December is the 15 percent asked for; 114.9 is not.
    assert weights(decided(*PATH, *prices(100, 110, 112, 115)), "2026-03-31") == BOTH
    missed = decided(*PATH, *prices(100, 110, 112, 114.9))
    assert weights(missed, "2026-02-27") == BOTH  # no quarter of the path is over
    assert weights(missed, "2026-03-31") == {}
    assert weights(decided(*PATH, *prices(100, 110, 112, 114.9), below=0.5), "2026-03-31") == {"K": 0.25, "Q": 0.25}


def test_the_last_quarter_that_is_over_counts_until_the_next_is() -> None:
    # March missed its 15; April and May rise and say nothing; June, 126 after 110, is above its 5.
    found = decided(*PATH, *prices(100, 105, 108, 110, 118, 122, 126))
    assert [weights(found, day) for day in ("2026-03-31", "2026-05-29", "2026-06-30")] == [{}, {}, BOTH]


def test_a_path_that_nobody_has_printed_says_nothing() -> None:
    assert weights(decided(*prices(100, 60, 50, 40)), "2026-03-31") == BOTH
    # Nor does one that is printed on the day after.
    later = tuple(signal(each.series, str(each.period_end), "2026-04-01", each.value, "percent") for each in PATH)
    found = decided(*later, *prices(100, 60, 50, 40))
    assert weights(found, "2026-03-31") == BOTH
    assert weights(found, "2026-04-30") == {}


def test_the_median_of_the_products_counts_and_nand_must_reach_its_own_path() -> None:
    # DRAM: 10, 16 and 40 percent, the median 16 reaches 15. NAND: 18 percent does not reach 20.
    dram = [prices(100, 100, 100, level, product=name) for name, level in (("X", 110), ("Y", 116), ("Z", 140))]
    of_dram = tuple(value for each in dram for value in each)
    assert weights(decided(*PATH, *of_dram), "2026-03-31") == BOTH
    assert weights(decided(*PATH, *of_dram, *prices(100, 100, 100, 118, kind="nand")), "2026-03-31") == {}


def test_what_was_printed_of_a_quarter_counts_where_no_price_is_stored() -> None:
    printed = signal("dram_contract_qoq/low", "2026-03-31", "2026-04-10", 12.0, "percent")
    found = decided(*PATH, printed)
    assert weights(found, "2026-03-31") == BOTH
    assert weights(found, "2026-04-30") == {}


def test_equipment_is_out_while_the_margin_is_known_to_be_under_35_percent() -> None:
    low, enough = (signal("memory_makers_gross_margin", "2025-12-31", "2026-02-10", v, "percent") for v in (34.9, 35.0))
    assert weights(decided(low), "2026-01-30") == BOTH  # not known yet
    assert weights(decided(low), "2026-02-27") == {"K": 1.0}
    assert weights(decided(enough), "2026-02-27") == BOTH
    assert weights(decided(enough, margin=0.36), "2026-02-27") == {"K": 1.0}
    assert weights(decided(enough, equipment_share=0.3), "2026-02-27") == pytest.approx({"K": 0.7, "Q": 0.3})


def test_the_variant_rising_asks_only_that_prices_do_not_fall() -> None:
    rising = STRATEGY.varied("rising")
    assert weights(decided(*PATH, *prices(100, 101, 102, 103), of=rising), "2026-03-31") == BOTH
    assert weights(decided(*PATH, *prices(100, 101, 102, 99), of=rising), "2026-03-31") == {}
    assert [gate.name for gate in rising.gates] == ["dram_contract_price", "nand_contract_price", "memory_maker_margin"]
