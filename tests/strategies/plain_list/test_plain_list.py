"""The plain version: the same names, equal, bought when a report gives them, held; and a strategy beside it.

Weekdays from 2025-12-01. A and B are known from 2025-12-10, D from 2026-01-28; B is named again on 2026-01-15; C is
known from 2025-12-10 and first traded on 2026-02-02.
"""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

import backtest
from data_sources.errors import UserError
from data_sources.tables.facts import Floats
from strategies.contract.audit import audit_strategy
from strategies.contract.parameters import Value
from strategies.contract.strategy import History, decide, known_history
from strategies.documents.library import memberships
from strategies.own.find import find_strategy
from strategies.plain_list.comparison import beside_plain, compare_results
from strategies.plain_list.names import plain_names
from strategies.plain_list.version import plain_settings, plain_version
from strategies.registry import STRATEGIES
from tests.strategies.decided import weights
from tests.strategies.families.test_every_strategy import random_market
from tests.strategies.rules.market import NONE, make_panel, member, signal, weekdays

SESSIONS = weekdays("2025-12-01", 100)
FLAT = np.full(100, 10.0)
LATE = np.where(np.array(SESSIONS) < date(2026, 2, 2), NONE, 10.0)
PANEL = make_panel(SESSIONS, {"A": FLAT, "B": FLAT, "C": LATE, "D": FLAT})
MEMBERS = (
    member("A", "002.liquid_cooling", "liquid_cooling", "2025-12-10"),
    member("B", "002.hvdc", "hvdc", "2025-12-10"),
    member("C", "002.hvdc", "hvdc", "2025-12-10"),
    member("B", "002.aidc_power", "hvdc", "2026-01-15"),
    member("D", "003.power_hvdc_sst", "hvdc", "2026-01-28", "mentioned"),
)
CUT = signal("capex_yoy/big4_sum", "2025-12-31", "2026-01-02", -50.0, "percent")
PLAIN = plain_version(STRATEGIES["power_cooling"])


def test_names_are_equal_from_the_day_they_join_and_nothing_is_decided_between() -> None:
    found = decide(PLAIN, History(PANEL, MEMBERS, (CUT,)))
    assert [str(day) for day in found.targets.dates] == ["2025-12-10", "2026-01-28", "2026-02-02"]
    assert weights(found, "2025-12-10") == pytest.approx({"A": 1 / 2, "B": 1 / 2})
    assert weights(found, "2026-01-28") == pytest.approx({"A": 1 / 3, "B": 1 / 3, "D": 1 / 3})
    assert weights(found, "2026-02-02") == pytest.approx(dict.fromkeys("ABCD", 1 / 4))


def test_the_names_of_a_day_are_those_of_the_decision_in_force() -> None:
    # Report 004 of 2025-02-04 gives the names of ai_cloud_side, all of them listed; the day before nobody had.
    symbols = tuple(sorted({m.symbol for m in memberships(report="004", thesis="ai_cloud_side") if m.tradable}))
    panel = make_panel(weekdays("2024-12-02", 300), rising(symbols))
    own, history = STRATEGIES["ai_cloud_side"], known_history(panel)
    published = plain_names(own, history, {}, date(2025, 2, 4))
    assert published
    assert set(published) <= set(symbols)
    assert plain_names(own, history, {}, date(2025, 2, 3)) == ()
    assert plain_names(plain_version(own), history, {}, date(2025, 2, 4)) == published
    assert set(plain_names(own, history, {"board": "star"}, date(2025, 2, 4))) == {
        symbol for symbol in published if symbol.startswith("688")
    }


def test_filters_are_those_of_the_strategy() -> None:
    found = decide(PLAIN, History(PANEL, MEMBERS), {"report": "002"})
    assert weights(found, "2026-02-02") == pytest.approx(dict.fromkeys("ABC", 1 / 3))
    assert decide(plain_version(STRATEGIES["all_reports"]), History(PANEL, MEMBERS)).segment_of.keys() == set("ABC")


@pytest.mark.parametrize("name", STRATEGIES)
def test_every_plain_version_holds_the_names_of_its_strategy_and_never_looks_ahead(name: str) -> None:
    plain = find_strategy(f"{name}/plain")
    assert audit_strategy(plain, random_market(), days=6).passed
    found = decide(plain, random_market())
    known: dict[str, date] = {}
    for each in sorted(memberships(), key=lambda m: m.known_from, reverse=True):
        if each.tradable and any(segment.holds(each) for segment in plain.segments):
            known[each.symbol] = each.known_from
    rows = found.targets.rows()
    assert all(day >= known[symbol] for day, symbol, _ in rows)
    assert set(decide(STRATEGIES[name], random_market()).segment_of) <= {symbol for _, symbol, _ in rows}


def test_what_has_no_names_of_reports_has_no_plain_version(tmp_path: Path) -> None:
    mine = tmp_path / "mine.py"
    mine.write_text("def weights(history):\n    return {}\n")
    with pytest.raises(UserError, match="mine takes no names from reports"):
        plain_version(find_strategy(str(mine)))
    with pytest.raises(UserError, match=r"no strategy 'rate_pwer'\. Did you mean rate_power"):
        find_strategy("rate_pwer/plain")
    with pytest.raises(UserError, match="plain version already"):
        plain_version(PLAIN)


def rising(symbols: tuple[str, ...]) -> dict[str, Floats]:
    return {symbol: 10 * 1.01 ** np.arange(300.0) for symbol in symbols}


def test_a_strategy_beside_its_plain_version_on_a_rising_market() -> None:
    # Report 004 is known from 2025-02-04; everything gains 1% a session, so buying over six months earns less.
    symbols = tuple(sorted({m.symbol for m in memberships(report="004", thesis="ai_cloud_side")}))
    panel = make_panel(weekdays("2024-12-02", 300), rising(symbols))
    in_parts = find_strategy("ai_cloud_side/in_parts")
    own, other = backtest.run("ai_cloud_side/in_parts", panel=panel), backtest.run("ai_cloud_side/plain", panel=panel)
    rows = {row.measure: row for row in compare_results(own, other)}
    assert list(rows) == ["total_return", "excess_arithmetic", "max_drawdown", "turnover"]
    assert rows["total_return"].rule == own.split["test"]["total_return"]
    assert rows["total_return"].plain == other.split["test"]["total_return"]
    assert rows["total_return"].difference is not None
    assert rows["total_return"].difference < 0
    assert rows["turnover"].difference is not None
    assert rows["turnover"].difference > 0
    assert compare_results(other, other)[0].difference == 0
    beside = beside_plain(in_parts, known_history(panel), own, {})
    assert beside is not None
    assert (beside.rule, beside.plain) == pytest.approx((rows["total_return"].rule, rows["total_return"].plain))
    assert beside_plain(find_strategy("ai_cloud_side/plain"), known_history(panel), other, {}) is None


def test_the_plain_list_beside_a_hindsight_run_counts_from_publication_on_as_the_run_does() -> None:
    symbols = tuple(sorted({m.symbol for m in memberships(report="004", thesis="ai_cloud_side")}))
    panel = make_panel(weekdays("2024-12-02", 300), rising(symbols))
    own, other = (backtest.run(name, panel=panel, hindsight=True) for name in ("ai_cloud_side", "ai_cloud_side/plain"))
    beside = beside_plain(STRATEGIES["ai_cloud_side"], known_history(panel), own, {})
    assert beside is not None
    assert beside.plain == pytest.approx(other.split["test"]["total_return"])
    # The curve of the list beside the run: from 1 at the close of publication to what it made, a value a session.
    assert (beside.dates[0].isoformat(), beside.growth[0]) == ("2025-02-04", 1.0)
    assert len(beside.dates) == 254
    assert beside.growth[-1] - 1 == pytest.approx(beside.plain)


def test_what_the_rule_adds_has_an_interval_round_its_wealth_over_that_of_the_list() -> None:
    symbols = tuple(sorted({m.symbol for m in memberships(report="004", thesis="ai_cloud_side")}))
    panel = make_panel(weekdays("2024-12-02", 300), rising(symbols))
    own = backtest.run("ai_cloud_side/in_parts", panel=panel, hindsight=True)
    beside = beside_plain(find_strategy("ai_cloud_side/in_parts"), known_history(panel), own, {})
    assert beside is not None
    assert beside.interval is not None
    # 2025-02-04 is row 46 of the weekdays from 2024-12-02, row 299 is 2026-01-23: 253 sessions, 353 days.
    assert beside.interval.sessions == 253
    middle = np.sqrt((1 + beside.interval.low) * (1 + beside.interval.high))
    assert middle == pytest.approx(((1 + beside.rule) / (1 + beside.plain)) ** (365.25 / 353))


def test_the_filters_of_a_run_reach_both() -> None:
    symbols = tuple(sorted({m.symbol for m in memberships(report="004", thesis="ai_cloud_side")}))
    panel = make_panel(weekdays("2024-12-02", 300), rising(symbols))
    given: dict[str, Value] = {"board": "star", "build_months": 1}
    own = backtest.run("ai_cloud_side", panel=panel, parameters=given)
    other = backtest.run("ai_cloud_side/plain", panel=panel, parameters=plain_settings(given))
    # Bought at once, equal, and all gain alike: the same shares, and nothing to trade again.
    assert compare_results(own, other)[0].difference == pytest.approx(0, abs=0.02)
