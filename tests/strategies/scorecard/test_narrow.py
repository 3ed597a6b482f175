"""An execution on the narrowed panel is the one on the whole market, to the cent."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from backtest.engine.run import execute_targets
from backtest.market.panel import Panel
from backtest.market.panel_building import build_panel
from backtest.options import Options
from backtest.targets import targets_from_rows
from data_sources.sample_market import sample_facts
from data_sources.tables.facts import BAR_FIELDS, Bars, CorporateAction, Facts, Instrument, Rename
from strategies.scorecard.narrow import narrow
from strategies.scorecard.window import Window, day_of, window_of
from tests.strategies.rules.market import NONE, make_panel, weekdays


@pytest.fixture(scope="module")
def sample() -> tuple[Facts, Panel]:
    facts = sample_facts()
    return facts, build_panel(facts)


def sample_bars(panel: Panel) -> Bars:
    """The bars of a small panel as columns by symbol."""
    where = [(j, np.flatnonzero(panel.traded[:, j])) for j in range(len(panel.symbols))]
    fields = {name: np.concatenate([panel.bars[k, rows, j] for j, rows in where]) for k, name in enumerate(BAR_FIELDS)}
    return Bars(
        symbols=panel.symbols,
        offsets=np.concatenate(([0], np.cumsum([len(rows) for _, rows in where]))).astype(np.int64),
        date=np.concatenate([panel.sessions[rows] for _, rows in where]),
        **fields,
    )


def equities(panel: Panel, symbols: tuple[str, ...], window: Window) -> tuple[list[float], list[float]]:
    """The equity of one execution on the narrowed panel and on the whole one."""
    targets = targets_from_rows((window.published, symbol, 1 / len(symbols)) for symbol in symbols)
    options = Options(end=day_of(panel, window.last))
    few, whole = (execute_targets(each, targets, options).equity.tolist()
                  for each in (narrow(panel, symbols, window), panel))  # fmt: skip
    return few, whole


def test_single_names_and_baskets_of_the_sample_market(sample: tuple[Facts, Panel]) -> None:
    facts, panel = sample
    window = window_of(panel, date(2025, 5, 7), 12)
    assert window is not None
    paying = tuple(sorted({action.symbol for action in facts.actions}))[:3]
    for symbols in ((paying[0],), (paying[1],), paying, panel.symbols[::20]):
        assert set(narrow(panel, symbols, window).symbols) == set(symbols)
        few, whole = equities(panel, symbols, window)
        assert few == whole
        assert len(set(few)) > 100


def test_a_name_suspended_long_before_the_base_keeps_its_last_trade_and_what_it_paid() -> None:
    # Suspended for 60 sessions round the base, longer than the run-up, with bonus shares in between.
    sessions = weekdays("2024-06-03", 200)
    closes = np.full(200, 10.0)
    closes[70:130] = NONE
    closes[130:] = 5.5
    gift = CorporateAction("600000.SH", sessions[80], bonus_per_share=1.0)
    panel = make_panel(sessions, {"600000.SH": closes, "600001.SH": np.full(200, 7.0)}, actions=[gift])
    window = Window(sessions[125], sessions[190], 125, 190, closed=True)
    assert narrow(panel, ("600000.SH",), window).sessions[0] == np.datetime64(sessions[69])
    few, whole = equities(panel, ("600000.SH",), window)
    assert few == whole


def test_a_renamed_name_brings_the_name_it_had() -> None:
    sessions = weekdays("2025-01-01", 80)
    old, new = [10.0] * 60 + [NONE] * 20, [NONE] * 60 + [11.0] * 20
    base = make_panel(sessions, {"430001.BJ": old, "600001.SH": [7.0] * 80, "920001.BJ": new})
    facts = Facts(
        instruments=tuple(Instrument(symbol) for symbol in base.symbols),
        bars=sample_bars(base),
        index={},
        renames=(Rename("430001.BJ", "920001.BJ", sessions[60]),),
        sessions=base.sessions,
    )
    panel = build_panel(facts)
    window = Window(sessions[50], sessions[75], 50, 75, closed=True)
    assert narrow(panel, ("430001.BJ",), window).symbols == ("430001.BJ", "920001.BJ")
    few, whole = equities(panel, ("430001.BJ",), window)
    assert few == whole
    assert few[-1] > few[5]  # the shares of the new code stand 10% higher
