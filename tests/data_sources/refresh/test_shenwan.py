"""Shenwan's indices in a night: taken when they come, not missed while they never came, late without a fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from data_sources.refresh import RefreshResult
from data_sources.refresh.usual_indices import usual_indices
from data_sources.store import open_store, read_facts
from strategies.documents.library import load_reports
from strategies.documents.sector_indices import sector_indices
from strategies.documents.sub_industries import sub_industries
from tests.data_sources.refresh.nights import Nights
from tests.vendor_server.tiny_market import MARKET, SESSIONS

CHIPS = "801081.SI"
SITE = "swsresearch"
BEFORE, LAST = SESSIONS[-2], SESSIONS[-1]


@pytest.fixture
def night(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> Nights:
    """The nights of the small market, in which Shenwan's semiconductors are among the usual indices."""
    monkeypatch.setattr("data_sources.refresh.plan.INDICES", ("000300.SH", "H00300.CSI", CHIPS))
    return nights


def levels(nights: Nights) -> dict[date, float]:
    engine = open_store(nights.url)
    index = read_facts(engine).index
    engine.dispose()
    return dict(zip(index[CHIPS].date.tolist(), index[CHIPS].close.tolist(), strict=True)) if CHIPS in index else {}


def found(report: RefreshResult) -> list[tuple[str, str]]:
    return [(each.severity, each.rule) for each in report.findings if each.symbol == CHIPS]


def test_the_usual_indices_are_those_that_the_reports_compare_themselves_with() -> None:
    rows = {row.symbol: row for row in usual_indices()}
    assert {row.symbol for row in sector_indices(("000", "001", "002", "003", "004"))} <= set(rows)
    parts = {row.symbol for row in sub_industries("001") if row.symbol}
    printed = {each.symbol for report in load_reports() for each in report.standard.benchmarks if each.symbol}
    assert parts | printed <= set(rows)
    assert {symbol for symbol, row in rows.items() if not row.due} == {"801080.SI", CHIPS, "899050.BJ", *parts}
    assert all(row.source and row.name for row in rows.values())


def test_an_empty_store_gets_the_levels_and_no_volume_whose_unit_nobody_names(night: Nights) -> None:
    report = night.refresh()
    assert (report.outcome, report.missing, report.calls["shenwan"]) == ("done", (), 1)
    assert levels(night) == dict(zip(SESSIONS, (4020.1, 3960.2, 3910.3, 3980.4, 3890.5, 3930.6), strict=True))
    stored = [row for row in night.dump()["index_levels"] if CHIPS in row]
    assert len(stored) == 6
    assert not any(np.isfinite(cell) and cell > 1e6 for row in stored for cell in row if isinstance(cell, float))


def test_a_store_that_was_filled_without_them_gets_them_the_next_night(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    nights.on(BEFORE).refresh()
    assert levels(nights) == {}
    monkeypatch.setattr("data_sources.refresh.plan.INDICES", ("000300.SH", "H00300.CSI", CHIPS))
    report = nights.on(LAST).refresh()
    assert report.outcome == "done"
    assert len(levels(nights)) == 6


def test_a_level_of_the_day_that_is_not_there_yet_is_no_failure(night: Nights) -> None:
    night.on(BEFORE).refresh()
    night.on(LAST)
    late = {**night.server.market.index, CHIPS: MARKET.index[CHIPS][:-1]}
    night.server.market = replace(night.server.market, index=late)
    report = night.refresh()
    assert (report.outcome, report.missing) == ("done", ())
    assert found(report) == [("warning", "index_ends")]
    assert max(levels(night)) == BEFORE


@pytest.mark.parametrize("fault", ["500", "403", "empty", "changed"])
def test_what_never_came_is_told_and_not_missed(night: Nights, fault: str) -> None:
    night.server.set_fault(fault, SITE)  # type: ignore[arg-type]
    report = night.refresh()
    assert (report.outcome, report.missing) == ("done", ())
    assert found(report) == [("note", "index_not_given")]
    assert levels(night) == {}
    (named,) = report.silent
    assert (named.vendor, named.table, named.nothing, named.asked) == ("shenwan", "index", 1, 1)
    # It serves again: nobody is named any longer.
    night.server.rules.clear()
    assert night.refresh(within=10_000.0).silent == () or fault == "403"


def test_one_of_two_that_never_came_accuses_nobody(night: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data_sources.refresh.plan.INDICES", ("000300.SH", "801080.SI", CHIPS))
    report = night.refresh()
    (note,) = [each for each in report.findings if each.rule == "index_not_given"]
    assert str(note).startswith("801080.SI did not come (shenwan index_hist_sw 801080.SI: the answer is empty); ")
    assert report.silent == ()


def test_what_is_stored_and_does_not_come_is_missing_like_any_index(night: Nights) -> None:
    night.on(BEFORE).refresh()
    night.on(LAST).server.set_fault("500", SITE)
    report = night.refresh()
    assert report.outcome == "partly"
    assert [(one.table, one.symbol, one.state) for one in report.missing] == [("index", CHIPS, "failed")]
    assert max(levels(night)) == BEFORE
