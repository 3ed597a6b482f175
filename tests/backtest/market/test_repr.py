"""What a notebook or a debugger shows of the large things: a few lines, whatever their size."""

from dataclasses import replace
from datetime import date

import numpy as np

from backtest.engine.run import execute_targets
from backtest.market.corporate_events import ACTION, RENAME
from backtest.market.panel_building import build_panel
from backtest.options import Options
from backtest.targets import Targets, targets_from_rows
from data_sources.sample_market import sample_facts
from data_sources.tables.signals import Signals, SignalValue
from strategies.contract.history import History
from tests.data_sources.facts import facts_from_tables
from tests.execution.market import A, B, D, tiny

MARKET = tiny({A: [10, 10, 11], B: [20, 20, 20]})
# Half of 100,000.00 buys 5,000 A at 10.00 for 12.50 + 0.50 of fees; A then closes at 11: 49,987.00 + 55,000.00.
TARGETS = targets_from_rows([(D[0], A, 0.5)])


def test_a_panel_says_span_shape_and_counts() -> None:
    panel = build_panel(facts_from_tables(MARKET))
    assert repr(panel) == (
        f"<Panel {D[0]} to {D[2]}: 3 sessions x 2 symbols ({A}, {B}),\n"
        " 0 corporate events, 0 signal values, indices 000300.SH, snapshot unsaved>"
    )
    assert repr(replace(panel, simulated=True)).startswith("<Panel SIMULATED 2")


def test_a_ledger_says_span_counts_and_what_the_cash_became() -> None:
    panel = build_panel(facts_from_tables(MARKET))
    assert repr(execute_targets(panel, TARGETS, Options(cash=100_000.0))) == (
        f"<Ledger {D[0]} to {D[2]}: 3 sessions, 2 symbols ({A}, {B}),\n"
        " fills 1, refusals 0, events 0, equity 100,000.00 to 104,987.00 CNY>"
    )


def test_targets_say_span_and_counts_and_when_there_are_none() -> None:
    rows = [(day, symbol, 0.2) for day in (D[0], D[1]) for symbol in (A, B, "600003.SH", "600004.SH")]
    assert repr(targets_from_rows(rows)) == (
        f"<Targets {D[0]} to {D[1]}: 2 decisions, 8 weights of 4 symbols ({A}, {B}, 600003.SH and 1 more)>"
    )
    assert repr(TARGETS.since(date(2100, 1, 1))).startswith("<Targets no day: 0 decisions, 0 weights")


def test_a_market_of_many_symbols_is_as_short() -> None:
    facts = sample_facts(date(2024, 1, 2), date(2025, 12, 31))
    assert len(repr(facts)) < 400
    assert repr(facts).startswith("<Facts SIMULATED: ")
    panel = build_panel(facts)
    weights = np.full((len(panel.sessions), len(panel.symbols)), 0.005)
    everything = Targets(
        panel.sessions,
        np.arange(len(panel.sessions) + 1) * len(panel.symbols),
        panel.symbols,
        np.tile(np.arange(len(panel.symbols)), len(panel.sessions)),
        weights.ravel(),
    )
    assert len(repr(panel)) < 400
    assert len(repr(everything)) < 400


def test_signals_say_counts_and_the_first_series() -> None:
    values = [SignalValue(f"s/{n}", "2024", D[0], D[1], 1.0, "CNY", "x") for n in (1, 2, 3, 4, 4)]
    assert repr(Signals.of(values)) == "<Signals: 5 values of 4 series (s/1, s/2, s/3 and 1 more)>"
    assert repr(Signals.of()) == "<Signals: 0 values of 0 series ()>"


def test_corporate_events_say_counts() -> None:
    events = replace(
        build_panel(facts_from_tables(MARKET)).events,
        kind=np.array([ACTION, RENAME, ACTION]),
        session=np.array([0, 1, 1]),
    )
    assert repr(events) == "<CorporateEvents: 2 actions and 1 renames on 3 sessions>"


def test_a_history_says_its_panel_and_counts() -> None:
    panel = build_panel(facts_from_tables(MARKET))
    assert repr(History(panel)) == f"<History: 0 memberships, 0 signal values,\n {panel!r}>"
    assert repr(History(panel, hindsight=True)).startswith("<History HINDSIGHT: ")
