"""The thesis on a page: each report by its own standard, falsifiers that happened first, gates as strips."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from backtest.result.gates import GateAct, GateEffect
from backtest.result.parts import judged_part, run_parts
from backtest.result.standard import Standard
from data_sources.language.text import same
from reports.sections.gates import gates_section
from reports.sections.thesis import thesis_section
from reports.thesis_card import ReportSource, ThesisCard
from strategies.standing.sign_state import SignState
from tests.reports.made_results import tiny_result

LAST = date(2025, 2, 10)


def card(*standards: Standard | None, signs: tuple[SignState, ...] = ()) -> ThesisCard:
    sources = tuple(
        ReportSource(same("Broker"), same("Title"), date(2025, 2, 6), id=f"00{k}", standard=each)
        for k, each in enumerate(standards)
    )
    return ThesisCard(same("A claim."), sources, signs=signs)


def standard(lower: float, due: date) -> Standard:
    return Standard("001", "overweight", date(2025, 2, 6), due, lower, None)


def test_each_report_stands_by_its_own_standard_from_its_own_day() -> None:
    part = judged_part(run_parts(tiny_result()))
    assert part is not None
    # From 2025-02-06 to 2025-02-10 the strategy made 2.0% (106,069 over 103,990), and the stored CSI 300 stood still:
    # 2.0 points, which meet "at least -1 point" and miss "at least 5 points".
    met, missed, pending, none = thesis_section(
        card(standard(-0.01, LAST), standard(0.05, LAST), standard(0.05, date(2025, 8, 6)), None), part, LAST
    ).reports
    assert (met.outcome, met.standard) == ("met, +2.0 points", "at least \N{MINUS SIGN}1 points")
    assert missed.outcome == "missed, +2.0 points"
    assert pending.outcome == "pending, +2.0 points so far"
    assert pending.outcome.zh.startswith("未到期")
    assert (none.standard, none.outcome, none.due) == ("", "", None)


def test_a_run_that_begins_after_a_report_is_not_judged_by_it() -> None:
    part = judged_part(run_parts(tiny_result()))
    assert part is not None
    early = replace(standard(0.05, LAST), published=date(2025, 1, 2))
    assert thesis_section(card(early), part, LAST).reports[0].outcome == "not judged"
    assert thesis_section(card(early), None, LAST).reports[0].outcome == "not judged"


def test_falsifiers_that_happened_come_first_and_are_counted() -> None:
    words = SignState("001", "a", "falsifier", same("Margins fall"), "", "ours")
    happened = replace(words, when="x < 0", state="happened", happened_on=date(2025, 2, 7))
    unknown = replace(words, when="x < 0", state="unknown", why=same("no value of x"))
    section = thesis_section(card(signs=(words, unknown, happened)), None, LAST)
    assert [each.state for each in section.signs] == ["happened", "unknown", "in words"]
    assert section.happened == 1
    assert section.signs[0].state_words.zh == "已发生"


def test_a_gate_is_a_strip_of_its_decisions() -> None:
    result = tiny_result()
    part = judged_part(run_parts(result))
    assert part is not None
    days = (date(2025, 2, 6), date(2025, 2, 7))
    gate = GateEffect("capex", days, (GateAct(days[1], 0.5, 1.0, 0.5),), read=(None, -0.12))
    section = gates_section(replace(result, gates=(gate,)), part)
    assert section is not None
    (row,) = section.gates
    # The first decision holds until the second; the second until the last session.
    assert [(each.first, each.last, each.stand) for each in row.stretches] == [
        (days[0], days[1], "silent"),
        (days[1], LAST, "changed"),
    ]
    assert row.stretches[1].words == "2025-02-07: 50% invested, 100% without it"
    assert (row.read, row.unit) == ((None, -12.0), "%")
    assert gates_section(result, part) is None
