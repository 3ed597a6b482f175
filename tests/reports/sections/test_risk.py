"""The section on risk: falls with both their lengths, windows, days, and shades that never saturate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backtest.metrics.curve import Curve
from backtest.result.benchmark import headline_benchmark
from backtest.result.parts import run_parts
from data_sources.language.text import same
from reports.charts.model import Chart
from reports.sections.calendar_returns import STEPS, heat_map, round_step
from reports.sections.risk import risk_section
from reports.sections.risk.falls import falls
from reports.sections.risk.rolling import rolling_chart
from tests.reports.made_results import dated, long_result, tiny_result


def test_a_fall_says_how_long_down_and_how_long_below() -> None:
    days = np.arange(np.datetime64("2025-01-06"), np.datetime64("2025-01-13"))
    # 100 on the 6th, the low on the 7th, below until the 10th, back on the 11th.
    curve = Curve(days, np.array([100.0, 90, 95, 96, 97, 100, 101]), np.full(7, 50.0))
    (fall,) = falls(curve, excess=False)
    assert (fall.start, fall.trough, fall.recovered) == (date(2025, 1, 6), date(2025, 1, 7), date(2025, 1, 11))
    assert (fall.to_low, fall.under) == (1, 4)
    assert fall.depth == pytest.approx(-0.1)


def test_the_fall_against_the_index_is_of_the_judged_part() -> None:
    result = tiny_result()
    (fall,) = risk_section(result, run_parts(result), headline_benchmark(result)).excess_falls
    # 105,069 / 103,990 is less than 4100 / 4000 on 2025-02-07; both days of the test stay below the base.
    assert (fall.start, fall.trough, fall.recovered) == (date(2025, 2, 6), date(2025, 2, 7), None)
    assert (fall.to_low, fall.under) == (1, 2)


def _rolling(sessions: int) -> Chart | None:
    result = long_result(sessions, 4)
    (part,) = run_parts(result)
    headline = headline_benchmark(result)
    return rolling_chart(Curve(part.ledger.sessions[part.rows], part.ledger.equity[part.rows],
                               headline.values[part.rows]), same("CSI 300"))  # fmt: skip


def test_windows_need_their_sessions() -> None:
    # A third of the sessions lies before the publication: 58 of 87, 100 of 150 and 134 of 200 belong to the test.
    assert _rolling(87) is None
    # 70 of 105: ten windows of 60 have ended, and three panels would hold a stroke each.
    assert _rolling(105) is None
    short, whole = _rolling(150), _rolling(200)
    assert short is not None
    assert whole is not None
    assert [len(panel.series) for panel in short.panels] == [1, 1, 2]
    assert [len(panel.series) for panel in whole.panels] == [2, 2, 2]
    # Each line is told apart in the one line that reads all of them out.
    labels = [series.label for panel in whole.panels for series in panel.series]
    assert len({str(label) for label in labels}) == len({label.zh for label in labels}) == 6
    assert (labels[0], labels[0].zh) == ("Excess, 60 sessions", "60 日超额")
    first = whole.panels[0].series[0].values
    assert first[:60] == (None,) * 60
    assert None not in first[60:]
    assert {panel.height for panel in whole.panels} == {110}


def test_without_a_judged_part_there_are_months_alone() -> None:
    result = tiny_result()
    pending = replace(result, publications=dated(date(2025, 2, 10)), as_published=None)
    seen = risk_section(pending, run_parts(pending), headline_benchmark(pending))
    assert (seen.rolling, seen.days, seen.worst, seen.falls) == (None, None, (), ())
    assert seen.months.rows
    nothing = risk_section(result, (), headline_benchmark(result))
    assert (nothing.years, nothing.months.rows) == ((), ())


def test_one_scale_for_both_tables_from_the_largest_month() -> None:
    result = tiny_result()
    months = heat_map(result, run_parts(result), headline_benchmark(result))
    # The largest is February of the hindsight, 4.0%; five shades of 1% reach it, and 4.0004% lies in the fifth.
    assert months.step == pytest.approx(0.01)
    early = months.rows[0]
    assert [cell.shade for cell in early.own if cell] == [0, 5]
    assert "1% wide, up to 5%" in months.legend
    assert "每级颜色为 1%" in months.legend.zh


@pytest.mark.parametrize(
    ("largest", "step"),
    [(0.0, 0.01), (0.05, 0.01), (0.051, 0.015), (0.338, 0.08), (0.4, 0.08), (0.41, 0.1), (5.1, 1.5)],
)
def test_steps_are_round(largest: float, step: float) -> None:
    assert round_step(largest) == pytest.approx(step)


@given(st.floats(0.0, 50.0), st.floats(0.0, 1.0))
def test_no_month_lies_beyond_the_strongest_colour(largest: float, part: float) -> None:
    step = round_step(largest)
    assert largest <= STEPS * step * (1 + 1e-9)
    assert part * largest <= STEPS * step * (1 + 1e-9)
    # No wider than needed either: half the step would not reach it, unless the least step does.
    assert step == pytest.approx(0.01) or largest > STEPS * step / 2
