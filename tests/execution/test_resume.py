"""A run cut in two: the second part goes on from the state of the first, and the rows are those of the whole run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from backtest.engine.run import execute_part, execute_targets
from backtest.options import Options
from backtest.result.tables import event_rows, fill_rows, position_rows, refusal_rows
from tests.execution.market import A, D, decide, tiny
from tests.execution.prepared import panel_of, random_run, targets_of


def test_01_the_second_part_starts_with_what_the_first_left() -> None:
    panel, targets = panel_of(tiny({A: [10, 10, 11, 12]})), targets_of(decide(D[0], A=0.5))
    _, checkpoint = execute_part(panel, targets, Options(cash=100_000.0, end=D[1]))
    rest, _ = execute_part(panel, targets, Options(cash=100_000.0), checkpoint)
    # 5 000 shares bought at 10.00 for 50 000.00 + 12.50 + 0.50; the part starts on D[1] with them.
    assert rest.sessions.tolist() == [D[1], D[2], D[3]]
    assert rest.equity.tolist() == [99_987.0, 104_987.0, 109_987.0]
    assert [row[:3] for row in position_rows(rest)] == [(D[1], A, 5000), (D[2], A, 5000), (D[3], A, 5000)]
    assert fill_rows(rest) == []


@pytest.mark.parametrize("tax", [0.1, "holding_period"])
@pytest.mark.parametrize("seed", range(200, 230))
def test_02_cut_anywhere_the_rows_are_those_of_the_whole_run(seed: int, tax: object) -> None:
    panel, targets, options = random_run(seed, dividend_tax=tax)
    whole = execute_targets(panel, targets, options)
    sessions: list[date] = whole.sessions.tolist()
    cut = sessions[(seed * 7) % len(sessions)]
    first, checkpoint = execute_part(panel, targets, replace(options, end=cut))
    rest, _ = execute_part(panel, targets, options, checkpoint)
    for table in (fill_rows, refusal_rows, event_rows):
        assert [*table(first), *table(rest)] == table(whole)
    held_on_the_cut = [row for row in position_rows(rest) if row[0] == cut]
    assert [*position_rows(first), *position_rows(rest)[len(held_on_the_cut) :]] == position_rows(whole)
    assert [*first.equity.tolist(), *rest.equity.tolist()[1:]] == whole.equity.tolist()
