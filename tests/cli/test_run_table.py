"""Several runs in one table, and what they have in common said once: on a narrow terminal nothing goes unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest

from backtest.app.batch_outcome import FinishedRun
from backtest.app.run_result import held
from backtest.cli.layouts.common import said_once
from backtest.cli.layouts.fitting import fitting, folded, left_out_line
from backtest.cli.layouts.run_table import FOLDS_TO, LEFT_OUT, run_table
from backtest.cli.output import TextTable
from backtest.metrics.publication import Publication
from backtest.options import Options
from backtest.result.judge import judge
from backtest.result.manifest import About
from backtest.targets import targets_from_rows
from data_sources.language.text import Text, both, said, same
from tests.strategies.rules.market import make_panel, weekdays

DAYS = weekdays("2025-01-06", 12)
A = "600000.SH"


@pytest.fixture(scope="module")
def table() -> TextTable:
    """One run, judged from the sixth day on: bought at 10.00 and worth 11.00 in the end."""
    panel = make_panel(DAYS, {A: [10.0] * 8 + [11.0] * 4})
    stated = (Publication("003", "A Broker", DAYS[5], states_thesis=True),)
    rule = targets_from_rows([(DAYS[5], A, 0.5)])
    result = judge(panel, rule, Options(), About("a_name_of_twenty_two__", publications=stated))
    return run_table([FinishedRun(held(result), Path("mine"), ())])


def test_a_row_has_badge_returns_and_span(table: TextTable) -> None:
    (row,) = table.rows
    cells = dict(zip(table.columns, row, strict=True))
    assert cells["strategy"] == "a_name_of_twenty_two__"
    # Half of the money makes 10%, less fees: 4.9% to 5.0%.
    assert cells["return"] in ("+4.9%", "+5.0%")
    assert (cells["from"], cells["to"]) == (str(DAYS[5]), str(DAYS[11]))
    # Six sessions are too few for an interval.
    assert cells["95% interval, %"] == "-"


def test_a_narrow_terminal_says_what_it_leaves_out_and_a_wide_one_has_all(table: TextTable) -> None:
    narrow = fitting(table, LEFT_OUT, 80, drawn=True, folds_to=FOLDS_TO)
    line = left_out_line(table, narrow, "--wide")
    assert line is not None
    missing = [column for column in table.columns if column not in narrow.columns]
    assert missing
    assert line == f"left out for want of room: {', '.join(missing)} (--wide shows all)"
    assert said(line, "zh").startswith("因宽度不足未显示：")
    whole = fitting(table, LEFT_OUT, 200, drawn=True, folds_to=FOLDS_TO)
    assert whole.columns == table.columns
    assert left_out_line(table, whole, "--wide") is None


def test_what_runs_have_in_common_is_said_once_with_whose_it_is() -> None:
    dividends, short, late = both("it pays.", "有分红。"), same("too short."), same("too late.")
    of: dict[str, list[Text]] = {
        "one": [dividends, short],
        "two": [dividends],
        "three": [dividends, late],
        "four": [short, dividends],
    }
    lines = list(said_once(of))
    assert lines == ["all 4 runs: it pays.", "one, four: too short.", "three: too late."]
    assert said(lines[0], "zh") == "全部 4 个回测：有分红。"


def test_a_sentence_of_all_but_a_few_names_the_few() -> None:
    lines = list(said_once({name: [] if name == "e" else ["so."] for name in "abcde"}))
    assert lines == ["all 5 runs but e: so."]
    assert said(lines[0], "zh") == "除 e 外的全部 5 个回测：so."


def test_chinese_is_folded_behind_its_punctuation_and_between_characters() -> None:
    # Five characters and a comma are twelve columns; the next clause would be wider than sixteen.
    assert folded("超额收益为，区间包含零。", 16) == ["超额收益为，", "  区间包含零。"]
    # A clause that is wider than a line is cut where two columns are left for the indent.
    assert folded("一二三四五六七八九十", 12) == ["一二三四五", "  六七八九十"]
