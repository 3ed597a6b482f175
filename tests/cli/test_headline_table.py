"""The table of the terminal: what it says of each part is of that part."""

from __future__ import annotations

from datetime import date

from backtest.cli.layouts.headline import headline_table
from backtest.metrics.publication import Publication
from backtest.options import Options
from backtest.result.judge import judge
from backtest.result.manifest import About
from backtest.result.verdict import verdict
from backtest.targets import targets_from_rows
from data_sources.language.text import said
from tests.strategies.rules.market import make_panel, weekdays

DAYS: list[date] = weekdays("2025-01-06", 12)
A = "600000.SH"


def test_each_part_is_dated_by_the_report_that_it_begins_with() -> None:
    """Two reports lend names on two days, the third states the thesis."""
    lent = (Publication(each, "A Broker", DAYS[day], states_thesis=False) for each, day in (("004", 0), ("002", 4)))
    stated = Publication("003", "A Broker", DAYS[8], states_thesis=True)
    panel = make_panel(DAYS, {A: [10.0] * 12})
    rule = targets_from_rows([(DAYS[0], A, 0.5)])
    result = judge(panel, rule, Options(), About("mine", publications=(*lent, stated)))
    table = headline_table(result, verdict(result))
    assert table.columns == ("", "mine (names from 004)", "mine (names from 002)", "mine (test)")
    (published,) = (row for row in table.rows if row[0] == "published")
    assert published == ("published", str(DAYS[0]), str(DAYS[4]), str(DAYS[8]))
    # The badge is of the part that is judged, three sessions, alone.
    (badge,) = (row for row in table.rows if row[0] == "verdict")
    assert badge[1:3] == ("-", "-")
    assert said(badge[3], "zh") == "样本过少"
