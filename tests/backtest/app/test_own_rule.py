"""What stands beside a run of a user's own rule in Python: its audit, and the equal weight of what it chose from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

import backtest
from backtest.handler import orders
from backtest.market.panel import Panel
from data_sources.errors import UserError
from strategies.contract.strategy import History
from tests.data_sources.market_folder import write_market

FIRST = date(2024, 1, 2)


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Panel:
    """Four sessions (2024-01-02 to 2024-01-05), two symbols that no report names."""
    folder = tmp_path_factory.mktemp("own")
    backtest.import_folder(str(write_market(folder / "data")), db=folder / "market.db")
    return backtest.load_market(folder / "market.db")


def half(history: History) -> dict[date, dict[str, float]]:
    return {day.item(): {"600000.SH": 0.5} for day in history.panel.sessions[:-1]}


def tomorrow(history: History) -> dict[date, dict[str, float]]:
    close = history.panel.close
    rises = {day.item(): close[t + 1] > close[t] for t, day in enumerate(history.panel.sessions[:-1])}
    return {day: {"600000.SH": 1.0} if up[history.panel.position["600000.SH"]] else {} for day, up in rises.items()}


def test_the_equal_weight_of_all_names_with_a_bar(market: Panel) -> None:
    def once(_history: History) -> dict[date, dict[str, float]]:
        return {FIRST: {"600000.SH": 0.5}}

    ran = backtest.run(once, panel=market)
    assert ran.universe is not None
    # 600000.SH 6.68 / 6.65 = 1.004511; 000001.SZ pays 0.25 on 9.12, so 9.25 / 9.35 * 9.12 / 8.87 = 1.017188: in the
    # mean 1.010850.
    assert ran.universe.equal_weight[-1] == pytest.approx(1.010850, abs=1e-6)
    assert ran.universe.over(0, 3) == pytest.approx(0.010850, abs=1e-6)
    assert (ran.universe.names, ran.universe.unnamed_share) == (2, 1.0)


def test_a_handler_is_taken_by_what_it_held(market: Panel) -> None:
    ran = backtest.run_handler(lambda _view: orders({"600000.SH": 100}), FIRST, name="mine", panel=market)
    assert ran.universe is not None
    assert (ran.universe.names, ran.universe.unnamed_share) == (2, 1.0)
    assert ran.look_ahead is not None
    assert ran.look_ahead.standing == "untold"
    assert ran.caveats[0].sentence.startswith("a handler is run once, with what it remembers")


def test_an_honest_function_passes(market: Panel) -> None:
    ran = backtest.run(half, panel=market)
    assert ran.look_ahead is not None
    assert (ran.look_ahead.standing, ran.warnings) == ("passed", ())
    assert "audit: no look-ahead: " in ran._repr_html_()
    assert not any(each.label.lower().startswith("look") for each in ran.caveats)


def test_foresight_is_the_first_caveat_and_a_word_beside_every_number(market: Panel) -> None:
    ran = backtest.run(tomorrow, panel=market)
    assert ran.caveats[0].label == "LOOKS AHEAD"
    assert ran.warnings == ("LOOKS AHEAD",)
    assert "LOOKS AHEAD" in repr(ran)
    assert "<strong>LOOKS AHEAD</strong>" in ran._repr_html_()


def test_an_audit_left_out_is_said(market: Panel) -> None:
    ran = backtest.run(tomorrow, panel=market, audit=False)
    assert ran.look_ahead is not None
    assert ran.look_ahead.standing == "untold"
    assert ran.caveats[0].sentence == "its look-ahead audit was left out, so whether it looks ahead cannot be told"
    assert ran.warnings == ()


def test_a_weight_table_comes_from_outside(market: Panel, tmp_path: Path) -> None:
    path = tmp_path / "weights.csv"
    path.write_text("date,symbol,weight\n2024-01-02,600000.SH,0.5\n")
    ran = backtest.run_targets(path, panel=market)
    assert ran.caveats[0].sentence == "its decisions come from outside: whether they look ahead cannot be told"
    assert ran.universe is not None


def test_an_account_beyond_all_money_ends_in_one_line(market: Panel) -> None:
    """A run may start with a hundred trillion yuan and pass a thousand: long before 64 bits of cents run out.

    A rule that knows the future gets there within months; here a share that rises twentyfold gets there in a day.
    """
    asleep, half_of_it = {FIRST: {"600000.SH": 0.0}}, {FIRST: {"600000.SH": 0.5}}
    assert backtest.run(lambda _: asleep, panel=market, audit=False, cash=1e14).ledger.equity[-1] == 1e14
    with pytest.raises(UserError, match=r"a run starts with 0.01 to 100,000,000,000,000 CNY"):
        backtest.run(lambda _: asleep, panel=market, audit=False, cash=1e14 + 1e8)
    rise = np.array([1, 1, 20, 20])[:, None]
    risen = replace(market, bars=market.bars * rise)
    # Bought on 2024-01-03; 20 times as much on 2024-01-04 makes about half + 20 * half = 1.05e15.
    with pytest.raises(UserError, match=r"on 2024-01-04 the account passed 1,000,000,000,000,000 CNY.*backtest audit"):
        backtest.run(lambda _: half_of_it, panel=risen, audit=False, cash=1e14)


def test_a_share_without_a_bar_is_refused_and_named(market: Panel) -> None:
    """A list of codes may name one that the store does not have: it is refused once, the rest is bought."""
    result = backtest.run(lambda _: {FIRST: {"600000.SH": 0.5, "601398.SH": 0.5}}, panel=market, audit=False)
    assert result.metrics["refusals"] == {"not_listed": 1}
    assert any("601398.SH" in note for note in result.notes)
    with pytest.raises(UserError, match=r"this market has no column of 601398\.SH; load it with more_symbols"):
        backtest.run(lambda _: {FIRST: {"601398.SH": 0.5}}, panel=replace(market, store=None), audit=False)
