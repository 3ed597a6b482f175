"""One browser for all tests of this folder, and pages of made results to open in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from backtest.result.gates import GateAct, GateEffect
from reports import summarise, write_report
from reports.scorecard import write_scorecard_page
from reports.site.strategies import write_strategies
from tests.browser.chromium import chromium, chromium_path
from tests.reports.made_results import long_result, made_card, tiny_result
from tests.reports.scorecard.test_model import made_page
from tests.reports.site.test_strategies import STATE


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        pytest.skip("no chromium or google-chrome on this machine")
    with chromium(path) as started:
        yield started


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    result, tiny = long_result(250, 24, hindsight=True, simulated=True), tiny_result()
    # Of the sessions from 2024-01-02 on, rows 120, 160 and 200 decide; the gate halves the run from 160 to 200.
    days = tuple(result.ledger.sessions[[120, 160, 200]].tolist())
    gate = GateEffect("capex", days, (GateAct(days[1], 0.5, 1.0, 0.5),))
    write_report(replace(result, gates=(gate,)), folder / "long.html", made_card(), back="index.html")
    write_report(tiny, folder / "tiny.html")
    write_scorecard_page(made_page(), folder / "scorecard.html")
    write_strategies(folder, [summarise(result, "long.html"), summarise(tiny, "tiny.html")], STATE)
    return folder
