"""The tab of signals and gates: a reader of Chinese meets titles, not names in code."""

from __future__ import annotations

from datetime import date
from math import nan

from data_sources.language.text import both
from reports.site.signals import signals_listing
from strategies.standing.gate_state import GateReading, GateState
from strategies.standing.sign_state import SignState

DAY = date(2025, 3, 5)
SIGN = SignState("001", "optical", "falsifier", both("Orders fall", "订单下降"), "yoy(orders) < 0", "ours", "unknown")
TITLES = {
    "rate_power": both("Rate and power", "速率与功率"),
    "001.optical": both("Optical links", "001 光模块"),
}


def test_strategies_and_theses_are_said_by_their_titles_in_chinese() -> None:
    gate = GateState("rate_power", GateReading("orders", nan, None, None, 0, 12, nan, nan), 1.0, 1.0, 1.0, 0.0)
    listing = signals_listing((), [gate], [SIGN], {}, DAY, pages={}, titles=TITLES)
    gates, signs = listing.sections[:2]
    assert gates.table is not None
    assert signs.table is not None
    first, sign = gates.table.rows[0][0].text, signs.table.rows[0][0].text
    assert (first, first.zh) == ("rate_power", "速率与功率")
    assert (sign, sign.zh) == ("001.optical", "001 光模块")


def test_what_has_no_title_is_said_by_its_name() -> None:
    listing = signals_listing((), [], [SIGN], {}, DAY, pages={}, titles={})
    signs = listing.sections[1]
    assert signs.table is not None
    assert signs.table.rows[0][0].text.zh == "001.optical"
