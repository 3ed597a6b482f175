"""Whether the signs of a thesis have happened by a day.

- A sign without a condition is in words; one of a document to come is unknown.
- It happens on the first day, from the publication on, on which its condition holds, and stays happened.
- What holds on the day of publication already says so.
- What is not yet true shows the values, what is unknown says why.
- An excess is that of the thesis over its document's index, known when it is due.
- What is published later changes nothing on a day.
"""

from dataclasses import replace
from datetime import date

import pytest

from backtest.market.panel import Panel
from data_sources.language.text import same
from data_sources.tables.signals import SignalValue
from strategies.documents.document import Report
from strategies.documents.sign import Sign
from strategies.standing.sign_state import SaidValue, SignState, counted, sign_states
from tests.strategies.rules.market import make_panel, signal
from tests.strategies.scorecard.small import CSI_300, SESSIONS, small_report

# Published 2025-02-04. Orders of two quarters, each compared with the year before.
ORDERS = (
    signal("orders", "2024-03-31", "2024-05-01", 100.0),
    signal("orders", "2024-06-30", "2024-08-01", 100.0),
    signal("orders", "2025-03-31", "2025-05-06", 90.0),
    signal("orders", "2025-06-30", "2025-08-05", 120.0),
)


def document(when: str, symbols: tuple[str, ...] = ("600000.SH",)) -> Report:
    """A document whose one thesis has this falsifier."""
    source = small_report(symbols)
    thesis = replace(
        source.theses[0], falsifiers=(Sign(same("Orders fall"), when, "ours" if when else ""),), confirms=()
    )
    return replace(source, theses=(thesis,))


def state(when: str, day: str, signals: tuple[SignalValue, ...] = ORDERS, panel: Panel | None = None) -> SignState:
    """The state of this falsifier on a day."""
    (found,) = sign_states([document(when)], signals, date.fromisoformat(day), panel)
    return found


def test_a_sign_without_a_condition_is_in_words() -> None:
    found = state("", "2025-12-31")
    assert (found.state, found.words, found.kind) == ("in words", "in words alone", "falsifier")


def test_it_happens_on_the_first_day_on_which_its_condition_holds_and_stays_so() -> None:
    # 90 over 100 is -10%, known on 2025-05-06; the 20% more of the next quarter does not take it back.
    assert state("yoy(orders) < 0", "2025-05-05").state == "unknown"
    for day in ("2025-05-06", "2025-12-31"):
        found = state("yoy(orders) < 0", day)
        assert (found.state, found.happened_on, found.at_once) == ("happened", date(2025, 5, 6), False)
        assert found.values == (SaidValue("yoy(orders)", -10.0, "2025-03", date(2025, 5, 6)),)
    assert found.words == "happened on 2025-05-06; yoy(orders) was -10 in 2025-03, known 2025-05-06"


def test_chinese_says_the_measure_of_a_number_and_rounds_what_is_a_share() -> None:
    growth = SaidValue("yoy(orders)", -10.0049, "2025-03", date(2025, 5, 6))
    excess = SaidValue("excess(6 months)", 7.11787, "to 2025-08-06", date(2025, 8, 6))
    level = SaidValue("orders", 1234.5678, "2025-03", date(2025, 5, 6))
    assert growth.words.zh == "2025 年 3 月 yoy(orders)为 \u221210%（2025-05-06 已知）"
    assert excess.words.zh == "截至 2025-08-06，excess(6 months)为 7.12 个百分点（2025-08-06 已知）"
    assert level.words.zh == "2025 年 3 月 orders 为 1,234.57（2025-05-06 已知）"


def test_what_holds_on_the_day_of_publication_already_says_so() -> None:
    found = state("orders > 50", "2025-02-04")
    assert (found.happened_on, found.at_once) == (date(2025, 2, 4), True)
    assert found.words.startswith("happened on 2025-02-04 (so already when it was published); orders was 100 in")


def test_what_is_not_yet_true_shows_its_value_and_what_is_unknown_why() -> None:
    assert state("yoy(orders) < -10", "2025-12-31").words == (
        "not happened; yoy(orders) was 20 in 2025-06, known 2025-08-05"
    )
    assert state("yoy(orders) < 0 since 2026", "2025-12-31").words == (
        "unknown: no value of orders in the periods that are asked for, and there is no store"
    )
    assert state("sales < 0", "2025-12-31").words == "unknown: no value of sales is known, and there is no store"
    assert state("orders > 0", "2025-02-03").words == "unknown: published 2025-02-04"


def test_an_excess_is_that_of_the_thesis_over_the_index_when_it_is_due() -> None:
    # 10.0 on the base, 2025-01-27, and 10.8 on 2025-08-04: 8%, less the 5% of the CSI 300, is 3 points.
    closes = [9.0, 10.0, 10.1, 10.2, 10.3, 10.7, 10.8, 99.0]
    panel = make_panel(SESSIONS, {"600000.SH": closes}, CSI_300)
    found = state("excess(6 months) < 5", "2025-08-04", panel=panel)
    assert (found.state, found.happened_on) == ("happened", date(2025, 8, 4))
    assert found.values[0].value == pytest.approx(3.0)
    assert state("excess(6 months) < 5", "2025-08-03", panel=panel).words == "unknown: due 2025-08-04"
    assert state("excess(12 months) < 5", "2025-12-31", panel=panel).words == "unknown: due 2026-02-04"
    assert state("excess(6 months) < 5", "2025-12-31").words == "unknown: no store"


def test_an_excess_that_cannot_be_told_says_why() -> None:
    day = date(2025, 12, 31)
    bare = make_panel(SESSIONS, {"600000.SH": [10.0] * 8}, [float("nan")] * 8)
    assert state("excess(6 months) < 5", "2025-12-31", panel=bare).why == (
        "the store lacks the prices of the names or the levels of 000300.SH"
    )
    (nameless,) = sign_states([document("excess(6 months) < 5", ())], ORDERS, day, bare)
    assert nameless.why == "the thesis has no name with bars that may be traded"
    late = replace(document("excess(6 months) < 5"), published=date(2026, 5, 1))
    assert sign_states([late], ORDERS, day, bare)[0].why == "the bars do not reach 2026-05-01"


def test_states_are_counted_with_the_days_on_which_something_happened() -> None:
    signs = tuple(Sign(same("x"), when) for when in ("yoy(orders) < 0", "orders > 50", "sales < 0", "orders < 1", ""))
    source = document("")
    many = replace(source, theses=(replace(source.theses[0], falsifiers=signs),))
    found = sign_states([many], ORDERS, date(2025, 12, 31))
    assert counted(found) == "2 happened 2025-02-04 2025-05-06, 1 not happened, 1 unknown, 1 in words"
    assert counted(()) == ""


@pytest.mark.parametrize("day", ["2025-02-04", "2025-05-05", "2025-05-06", "2025-08-04"])
def test_what_is_published_later_changes_nothing_on_a_day(day: str) -> None:
    for when in ("yoy(orders) < 0", "orders >= 90 for 2 periods", "change(orders) > 0 or yoy(orders) > 0"):
        known = tuple(each for each in ORDERS if each.published_on <= date.fromisoformat(day))
        assert state(when, day) == state(when, day, known)


def test_the_state_is_said_in_chinese_too() -> None:
    # 90 over 100 is -10%, known on 2025-05-06.
    happened = state("yoy(orders) < 0", "2025-05-06").words
    assert happened.zh == "已于 2025-05-06 发生；2025 年 3 月 orders 同比为 \u221210%（2025-05-06 已知）"
    assert state("yoy(orders) < -50", "2025-05-06").words.zh.startswith("未发生；2025 年 3 月 orders 同比为 \u221210")
    assert state("yoy(orders) < 0", "2025-02-05").words.zh == "未知：2024 年 6 月的 orders 同比需要的前期数值未知"
    assert state("yoy(hats) < 0", "2025-05-06").words.zh == "未知：hats 没有已知数值，且没有数据库"
    assert state("", "2025-05-06").words.zh == "仅有文字，没有可判断的序列"


def test_signs_are_counted_in_both_languages() -> None:
    states = [state("yoy(orders) < 0", "2025-05-06"), state("", "2025-05-06"), state("hats < 0", "2025-05-06")]
    words = counted(states)
    assert words == "1 happened 2025-05-06, 1 unknown, 1 in words"
    assert words.zh == "1 项已发生（2025-05-06），1 项未知，1 项仅有文字"
