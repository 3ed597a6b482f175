"""The market on which planted leaks and honest rules decide: four shares over 160 weekdays from 2025-01-01.

Random walks; the second share is suspended for ten sessions and comes back at another price, the third is delisted on
2025-07-21 and ``*ST`` from 2025-06-02, the fourth is listed on 2025-03-03 at 12.00. A report names the second share on
2025-06-18, a series is published monthly. Every second session a share reports its year 2024, again or for the first
time, and is expected to earn something else in 2025.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from backtest.market.announcements import Announcements, by_day
from backtest.market.panel import PREV_CLOSE, Panel
from data_sources.tables.facts import CorporateAction, Instrument, StatusSpan
from data_sources.tables.finding import Finding
from strategies.contract.history import History
from tests.strategies.rules.market import make_panel, member, signal, weekdays

SYMBOLS = ("600001.SH", "600002.SH", "600003.SH", "600004.SH")
SESSIONS = weekdays("2025-01-01", 160)
DELISTED = date(2025, 7, 21)
LISTED = date(2025, 3, 3)


def planted_market() -> History:
    """Return it as a rule's history, before anything is taken away."""
    random = np.random.default_rng(7)
    walks = 10 * np.exp(np.cumsum(random.normal(0, 0.02, (160, 4)), axis=0))
    walks[60:70, 1] = np.nan
    walks[[day >= DELISTED for day in SESSIONS], 2] = np.nan
    walks[[day < LISTED for day in SESSIONS], 3] = np.nan
    panel = make_panel(
        SESSIONS,
        dict(zip(SYMBOLS, walks.T, strict=True)),
        4000 + np.arange(160.0),
        actions=[CorporateAction(SYMBOLS[0], day, 0.3) for day in SESSIONS[15::30]],
    )
    signals = tuple(
        signal("capex", f"2025-{month:02d}-28", f"2025-{month + 1:02d}-27", float(random.normal()))
        for month in range(1, 8)
    )
    named = (
        member(SYMBOLS[0], "003.rate_ocs", "ocs", "2025-01-01"),
        member(SYMBOLS[1], "003.rate_ocs", "ocs", "2025-06-18"),
    )
    return History(_with_facts(panel), named, signals)


def _with_facts(panel: Panel) -> Panel:
    bars = panel.bars.copy()
    bars[PREV_CLOSE, 70, 1] = 7.77
    instruments = (
        Instrument(SYMBOLS[0], "Winner of 2026", date(2001, 1, 2)),
        Instrument(SYMBOLS[1], "Renamed later", date(2001, 1, 2)),
        Instrument(SYMBOLS[2], "*ST Third", date(2001, 1, 2), DELISTED, None, 1.5),
        Instrument(SYMBOLS[3], "Fourth", LISTED, None, 12.0),
    )
    finding = Finding("note", "gap", "600003.SH stops in July", "bars", SYMBOLS[2], DELISTED)
    return replace(
        panel,
        instruments=instruments,
        bars=bars,
        status=(StatusSpan(SYMBOLS[2], date(2025, 6, 2), date(2025, 7, 18), "ST"),),
        findings=(finding,),
        snapshot="s9-today",
        store="sqlite:///nowhere.db",
        next_session=date(2025, 8, 13),
        earnings=_announced(),
    )


def _announced() -> Announcements:
    random = np.random.default_rng(11)
    said = [(day, int(column)) for day, column in zip(SESSIONS[::2], random.integers(0, 4, 80), strict=True)]
    reported = [(c, date(2024, 12, 31), day, False, *random.normal(1.0, 1.0, 2).tolist()) for day, c in said]
    expected = [(c, date(2025, 12, 31), day, True, *random.normal(1.0, 1.0, 2).tolist()) for day, c in said]
    return by_day(Announcements.of([*reported, *expected]))
