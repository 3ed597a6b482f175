"""The paper diary: a day's weights are added once and nothing that was written is written again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from backtest.app.night.diary import COLUMNS, continued_diary
from backtest.targets import targets_from_rows
from data_sources.errors import UserError

HEAD = ",".join(COLUMNS) + "\n"
FRIDAY, MONDAY = date(2024, 1, 5), date(2024, 1, 8)
PAIR = targets_from_rows([(date(2024, 1, 2), "600000.SH", 0.25), (date(2024, 1, 2), "000001.SZ", 0.5)])


def test_the_weights_in_force_are_those_of_the_last_decision() -> None:
    # Decided on Tuesday, still in force on Friday; symbols in order.
    text, rows = continued_diary(None, FRIDAY, {"pair": PAIR}, "s1-abc")
    assert text == (
        HEAD
        + "2024-01-05,pair,2024-01-02,000001.SZ,0.5,s1-abc\n"
        + "2024-01-05,pair,2024-01-02,600000.SH,0.25,s1-abc\n"
    )
    assert rows == 2


def test_cash_is_a_row_too_before_and_after_the_first_decision() -> None:
    sold = targets_from_rows([(FRIDAY, "", 0.0)])
    before, _ = continued_diary(None, date(2024, 1, 4), {"sold": sold}, "s1")
    assert before == HEAD + "2024-01-04,sold,,,0.0,s1\n"
    after, _ = continued_diary(None, MONDAY, {"sold": sold}, "s1")
    assert after == HEAD + "2024-01-08,sold,2024-01-05,,0.0,s1\n"


def test_a_revised_day_keeps_the_row_of_its_own_night(tmp_path: Path) -> None:
    diary = tmp_path / "diary.csv"
    diary.write_text(HEAD + "2024-01-05,pair,2024-01-02,600000.SH,0.9,s1\n")
    # The same day again, with other weights and data: nothing. The other strategy and the next day: added behind.
    again, rows = continued_diary(diary, FRIDAY, {"pair": PAIR}, "s2")
    assert (again, rows) == (diary.read_text(), 0)
    other, rows = continued_diary(diary, FRIDAY, {"pair": PAIR, "late": PAIR}, "s2")
    assert other.startswith(diary.read_text())
    assert rows == 2
    later, rows = continued_diary(diary, MONDAY, {"pair": PAIR}, "s2")
    assert later.startswith(diary.read_text())
    assert rows == 2


@pytest.mark.parametrize("text", ["", "date,weight\n", HEAD + "2024-01-05,pair,2024-01-02,600000.SH,0.9"])
def test_a_file_that_is_no_diary_or_torn_is_never_continued(tmp_path: Path, text: str) -> None:
    diary = tmp_path / "diary.csv"
    diary.write_text(text)
    with pytest.raises(UserError, match="is no paper diary"):
        continued_diary(diary, FRIDAY, {"pair": PAIR}, "s1")
