"""The tab of signals and gates: what moves and what has happened first, titles in place of names in code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import nan

from data_sources.language.text import both
from data_sources.tables.signals import SignalValue
from reports.site.signals import signals_listing
from strategies.standing.gate_state import GateReading, GateState
from strategies.standing.sign_state import SignState

DAY = date(2025, 3, 5)
SIGN = SignState("001", "optical", "falsifier", both("Orders fall", "订单下降"), "yoy(orders) < 0", "ours", "unknown")
GATE = GateState("rate_power", GateReading("orders", nan, None, None, 0, 12, nan, nan), 1.0, 1.0, 1.0, 0.0)
TITLES = {
    "rate_power": both("Rate and power", "速率与功率"),
    "001.optical": both("Optical links", "光模块"),
}


def test_strategies_and_theses_are_said_by_their_titles() -> None:
    listing = signals_listing((), [GATE], [SIGN], {}, DAY, pages={"rate_power": "a.html"}, titles=TITLES)
    gates, signs = listing.sections[:2]
    assert gates.table is not None
    assert signs.more is not None
    gate, sign = gates.table.rows[0][0], signs.more.rows[0][0]
    assert (gate.text, gate.text.zh, gate.href) == ("Rate and power", "速率与功率", "a.html")
    assert (sign.code, sign.text, sign.text.zh) == ("001", "Optical links", "光模块")


def test_what_has_no_title_is_said_by_its_name() -> None:
    listing = signals_listing((), [], [SIGN], {}, DAY, pages={}, titles={})
    signs = listing.sections[1]
    assert signs.more is not None
    assert signs.more.rows[0][0].text.zh == "optical"


def test_the_first_sentences_say_what_moves_and_what_has_happened() -> None:
    moving = replace(GATE, invested=0.5, moved=0.5)
    happened = replace(SIGN, state="happened", happened_on=date(2025, 3, 4))
    not_happened = replace(SIGN, state="not happened")
    confirming = replace(happened, kind="confirming")
    signs = [SIGN, not_happened, happened, confirming]
    said = signals_listing((), [GATE, moving], signs, {}, DAY, pages={}, titles=TITLES).sentences
    assert said[1:] == (
        "1 of 2 gates move weights, of Rate and power.",
        "Of 3 falsifiers in figures 1 has happened, 1 not, and of 1 it is unknown.",
    )
    assert said[1].zh == "2 个择时开关中有 1 个调动了仓位：速率与功率。"
    assert said[2].zh == "3 个量化证伪条件中 1 个已发生，1 个未发生，1 个未知。"
    still = signals_listing((), [GATE], [], {}, DAY, pages={}, titles=TITLES).sentences
    assert still[1:] == ("None of 1 gates moves a weight.",)


def test_what_has_happened_comes_first_and_what_is_unknown_is_folded() -> None:
    happened = replace(SIGN, thesis="b", state="happened", happened_on=date(2025, 3, 4))
    signs = signals_listing(
        (), [], [SIGN, replace(SIGN, thesis="a", state="not happened"), happened], {}, DAY, pages={}, titles={}
    ).sections[1]
    assert signs.table is not None
    assert signs.more is not None
    assert [(str(row[0].text), str(row[2].text)) for row in signs.table.rows] == [("b", "2025-03-04"), ("a", "no")]
    assert len(signs.more.rows) == 1


def test_series_that_nothing_reads_are_folded() -> None:
    read, unread = (
        SignalValue(name, "2025Q1", date(2025, 3, 31), date(2025, 3, 1), 2.5, "percent", "ours") for name in "ab"
    )
    series = signals_listing(
        (read, unread), [], [], {"a": (both("rule x", "规则 x"),)}, DAY, pages={}, titles={}
    ).sections[2]
    assert series.table is not None
    assert series.more is not None
    assert [row[0].code for row in series.table.rows] == ["a"]
    assert [row[0].code for row in series.more.rows] == ["b"]
    # A number that the words are needs no value beside them; four days from 1 to 5 March.
    assert series.table.rows[0][2].sorted_by is None
    assert [str(cell.text) for cell in series.more.rows[0][1:]] == ["2025Q1", "2.5", "%", "2025-03-01", "4"]
