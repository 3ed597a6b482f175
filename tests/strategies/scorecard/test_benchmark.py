"""The index that a document names: by market, as it is named, or no verdict and why."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from backtest.market.panel import Panel
from data_sources.tables.facts import Floats
from strategies.documents.document import Report
from strategies.documents.rating import Benchmark
from strategies.scorecard import Judged, Row, score
from strategies.scorecard.benchmark import excess_of_all
from strategies.scorecard.price_change import prices_of
from strategies.scorecard.window import Window
from tests.strategies.rules.market import NONE, make_panel
from tests.strategies.scorecard.small import CSI_300, SESSIONS, small_report

# Both names rise from 10 to 12: 20%. The CSI 300 made 5% between the two days, Beijing's index 1,000 to 1,180: 18%.
CLOSES: dict[str, list[float]] = {
    "600000.SH": [9, 10, 10, 10, 10, 11, 12, 1],
    "920001.BJ": [9, 10, 10, 10, 10, 11, 12, 1],
}
BEIJING_50 = np.array([900.0, 1000.0, 1000.0, 1000.0, 1000.0, 1100.0, 1180.0, 1.0])
A_SHARES = Benchmark("A", "CSI 300", "000300.SH")
BEIJING = Benchmark("BSE", "BSE 50", "899050.BJ")


def panel_with(**more: Floats) -> Panel:
    panel = make_panel(SESSIONS, CLOSES, CSI_300)
    return replace(panel, benchmarks={**panel.benchmarks, **more})


def report_with(*benchmarks: Benchmark) -> Report:
    source = small_report(tuple(CLOSES))
    return replace(source, standard=replace(source.standard, benchmarks=benchmarks))


def rows(panel: Panel, *benchmarks: Benchmark) -> dict[str, Row]:
    found: Judged = score(panel, [report_with(*benchmarks)]).reports[0]
    return {row.subject: row for row in found.rows}


def test_a_name_of_beijing_is_held_against_the_index_printed_for_beijing() -> None:
    found = rows(panel_with(**{"899050.BJ": BEIJING_50}), A_SHARES, BEIJING)
    own, main = found["920001.BJ"], found["600000.SH"]
    # 20 - 18 = 2 points, and 20 - 5 = 15 points: 5 are asked.
    assert (own.benchmark, own.verdict, own.notes) == ("899050.BJ", "did not beat", ())
    assert (own.benchmark_change, own.difference) == pytest.approx((0.18, 0.02))
    assert (main.benchmark, main.verdict) == ("000300.SH", "beat")
    # The equal weight of both is a basket of A shares: 20 - 5.
    assert (found["own_names"].benchmark, round(found["own_names"].difference, 9)) == ("000300.SH", 0.15)


def test_without_an_index_for_beijing_that_of_a_shares_counts_and_a_note_says_so() -> None:
    own = rows(panel_with(**{"899050.BJ": BEIJING_50}), A_SHARES)["920001.BJ"]
    assert (own.benchmark, own.verdict) == ("000300.SH", "beat")
    assert own.notes == ("the document names no benchmark for Beijing: held against 000300.SH",)


def test_an_index_that_is_named_and_not_stored_gives_no_verdict_and_is_named() -> None:
    found = rows(panel_with(), A_SHARES, BEIJING)
    own = found["920001.BJ"]
    assert (own.benchmark, own.verdict) == ("899050.BJ", "no verdict")
    assert own.price_change == pytest.approx(0.20)
    assert own.notes == ("no verdict: the document's benchmark 899050.BJ BSE 50 is not stored",)
    assert found["600000.SH"].verdict == "beat"


def test_the_average_is_of_names_that_an_index_can_be_held_against() -> None:
    stored = score(panel_with(**{"899050.BJ": BEIJING_50}), [report_with(A_SHARES, BEIJING)]).reports[0].summary
    lacking = score(panel_with(), [report_with(A_SHARES, BEIJING)]).reports[0].summary
    assert (stored.listed, round(stored.average or 0, 9)) == (2, 0.085)  # (15 + 2) / 2
    assert (lacking.listed, round(lacking.average or 0, 9)) == (1, 0.15)


def test_another_index_than_the_csi_300_counts_where_the_document_names_it() -> None:
    # 5,000 to 5,800 is 16%: 20 - 16 = 4 points.
    small_caps = np.array([1.0, 5000.0, 1.0, 1.0, 1.0, 1.0, 5800.0, 1.0])
    own = rows(panel_with(**{"000905.SH": small_caps}), Benchmark("A", "CSI 500", "000905.SH"))["600000.SH"]
    assert (own.benchmark, own.verdict, round(own.difference, 9)) == ("000905.SH", "did not beat", 0.04)


def test_an_index_that_begins_inside_the_window_is_not_one_that_is_not_stored() -> None:
    late = np.array([NONE, NONE, 1.0, 1.0, 1.0, 1.0, 2.0, 1.0])
    own = rows(panel_with(**{"000905.SH": late}), Benchmark("A", "CSI 500", "000905.SH"))["600000.SH"]
    assert own.notes == (
        "no verdict: the document's benchmark 000905.SH CSI 500 has no level at both ends of the window",
    )


@pytest.mark.parametrize(
    ("benchmarks", "note"),
    [
        ((Benchmark("A", "CSI 300 or CSI 500", ""),), "the document leaves its benchmark open (CSI 300 or CSI 500)"),
        ((), "the document names no benchmark for A shares"),
    ],
)
def test_a_benchmark_left_open_gives_no_verdict(benchmarks: tuple[Benchmark, ...], note: str) -> None:
    found = rows(panel_with(), *benchmarks)
    assert {row.verdict for row in found.values()} == {"no verdict"}
    assert f"no verdict: {note}" in found["600000.SH"].notes


def test_the_excess_of_all_stored_names_is_over_the_index_of_each_ones_market() -> None:
    window = Window(SESSIONS[1], SESSIONS[6], 1, 6, closed=True)
    panel = panel_with(**{"899050.BJ": BEIJING_50})
    standard = report_with(A_SHARES, BEIJING).standard
    assert panel.symbols == ("600000.SH", "920001.BJ")
    assert excess_of_all(prices_of(panel), standard, window) == pytest.approx([0.15, 0.02])
