"""A run with hindsight and the same without: what follows publication is the same to the cent, cut anywhere."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import backtest
from backtest.app.run_result import Run
from backtest.market.panel import Panel
from backtest.market.panel_building import build_panel
from backtest.result.files import write_run
from backtest.result.names_held import names_held
from backtest.result.parts import RunPart, run_parts
from backtest.result.phases import phases
from backtest.result.trading_by_part import costs_by_part, events_by_part, refusals_by_part
from backtest.result.verdict import verdict
from data_sources.sample_market import sample_facts
from reports.sections.curves import curves
from reports.sections.holdings import holdings
from strategies.registry import NAMES, STRATEGIES

# As if 003 alone stated the thesis: the names that 002 lends before it are a part of their own.
LENT = replace(STRATEGIES["domestic_compute"], name="lent", stated_by=("003",))


@cache
def market() -> Panel:
    return build_panel(sample_facts())


@cache
def both(name: str, *given: tuple[str, str]) -> tuple[Run, Run]:
    """With hindsight and without."""
    strategy = LENT if name == LENT.name else STRATEGIES[name]
    with_it, without = (
        backtest.run(strategy, panel=market(), parameters=dict(given), hindsight=asked) for asked in (True, False)
    )
    return with_it, without


def published(result: Run) -> tuple[RunPart, ...]:
    return tuple(part for part in run_parts(result) if part.name != "hindsight")


@pytest.mark.parametrize("name", [*NAMES, LENT.name])
def test_all_that_follows_publication_is_the_same_to_the_cent(name: str) -> None:
    early, late = both(name)
    assert run_parts(early)[0].name == "hindsight"
    assert [(p.name, p.label, p.base_date, p.last_date) for p in published(early)] == [
        (p.name, p.label, p.base_date, p.last_date) for p in published(late)
    ]
    for ours, theirs in zip(published(early), published(late), strict=True):
        np.testing.assert_array_equal(ours.ledger.equity[ours.rows], theirs.ledger.equity[theirs.rows])
        assert ours.metrics == theirs.metrics
        assert names_held(early, ours) == names_held(late, theirs)
    assert {k: v for k, v in early.split.items() if k != "hindsight"} == dict(late.split)
    assert costs_by_part(published(early)) == costs_by_part(published(late))
    assert refusals_by_part(published(early)) == refusals_by_part(published(late))
    assert events_by_part(published(early)) == events_by_part(published(late))
    assert phases(early) == phases(late)
    assert verdict(early).headline == verdict(late).headline
    assert verdict(early).numbers == verdict(late).numbers


def test_the_run_itself_is_the_hindsight_execution_and_the_other_lies_below_it(tmp_path: Path) -> None:
    early, late = both(LENT.name)
    assert early.ledger.sessions[0] < late.ledger.sessions[0]
    # What was grown in hindsight is not what the test begins with.
    cut = int(np.searchsorted(early.ledger.sessions, late.ledger.sessions[0]))
    assert early.ledger.equity[cut] != late.ledger.equity[0] == late.options.cash
    files = {path.relative_to(tmp_path).as_posix() for path in write_run(early, tmp_path)}
    assert {"equity.csv", "as_published/equity.csv", "as_published/targets.csv"} <= files
    own = (tmp_path / "equity.csv").read_text().splitlines()
    below = (tmp_path / "as_published" / "equity.csv").read_text().splitlines()
    assert own[1].startswith(str(early.ledger.sessions[0]))
    assert below[1].startswith(str(late.ledger.sessions[0]))
    assert json.loads((tmp_path / "as_published" / "manifest.json").read_text())["hindsight"] is False
    split = json.loads((tmp_path / "split.json").read_text())
    assert list(split) == ["hindsight", "names_002", "test"]
    assert split["test"] == json.loads((tmp_path / "as_published" / "split.json").read_text())["test"]


def test_charts_draw_hindsight_up_to_the_cut_and_then_the_run_as_published() -> None:
    early, late = both(LENT.name)
    parts = run_parts(early)
    drawn, alone = curves(early, parts), curves(late, run_parts(late))
    assert drawn is not None
    assert alone is not None
    assert list(drawn.dates) == sorted(set(drawn.dates))
    assert drawn.dates[drawn.cut] == "2025-05-07"
    assert drawn.cut == len(drawn.dates) - len(alone.dates)
    # From the cut on the same lines as without hindsight; what comes before ends where they begin.
    assert drawn.strategy[drawn.cut :] == alone.strategy
    assert drawn.excess[drawn.cut :] == alone.excess
    # Each part counts its falls afresh, so the day of the cut is hindsight's.
    assert drawn.drawdown[drawn.cut + 1 :] == alone.drawdown[1:]
    assert alone.test is not None
    assert drawn.test == drawn.cut + alone.test
    grown = parts[0].metrics["total_return"]
    assert isinstance(grown, float)
    assert drawn.strategy[drawn.cut] / drawn.strategy[0] - 1 == pytest.approx(grown, abs=1e-4)
    held, held_alone = holdings(early, parts), holdings(late, run_parts(late))
    assert held.count[drawn.cut + 1 :] == held_alone.count[1:]
    assert {len(band.weights) for band in held.segments} == {len(drawn.dates)}
    cash, cash_alone = held.segments[-1].weights, held_alone.segments[-1].weights
    assert cash[drawn.cut + 1 :] == cash_alone[1:]


def test_a_filter_for_one_report_starts_hindsight_and_sentences_there() -> None:
    early, late = both("domestic_compute", ("report", "003"))
    assert str(early.known_from) == str(late.known_from) == "2026-01-28"
    hindsight, test = run_parts(early)
    assert (hindsight.name, str(hindsight.last_date)) == ("hindsight", "2026-01-28")
    assert hindsight.metrics["fills"] != 0
    assert (test.name, str(test.base_date)) == ("test", "2026-01-28")
    said = " ".join((verdict(early).headline, *verdict(early).sentences, *early.notes))
    assert said.count("Since publication on 2026-01-28") == 1
    for earlier in ("2025-02-04", "2025-02-06", "2025-03-20", "2025-05-07"):
        assert earlier not in verdict(early).headline + verdict(late).headline


def test_a_filter_that_leaves_out_the_thesis_is_said_and_nothing_is_judged() -> None:
    early, late = both("equipment_localisation", ("report", "001"))
    for result in (early, late):
        assert verdict(result).standing == "not judged"
        assert any("the settings leave out 000, where the thesis is stated" in note for note in result.notes)
    assert [part.name for part in run_parts(early)] == ["hindsight", "names_001"]
    np.testing.assert_array_equal(run_parts(early)[1].ledger.equity, late.ledger.equity)


def test_data_that_end_before_the_first_publication_leave_hindsight_alone() -> None:
    result = backtest.run("storage_cycle", panel=market(), hindsight=True, end="2025-04-30")
    assert result.as_published is None
    (part,) = run_parts(result)
    assert part.name == "hindsight"
    assert verdict(result).standing == "pending"
