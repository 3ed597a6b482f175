"""A strategy with its settings in one word, and the paths that only look like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from backtest.app.setting_word import read_setting_word
from data_sources.errors import OptionError


@pytest.mark.parametrize(
    ("word", "named", "settings"),
    [
        ("rate_power", "rate_power", {}),
        ("rate_power:top=3", "rate_power", {"top": "3"}),
        ("rate_power/momentum:top=3,lookback=60", "rate_power/momentum", {"top": "3", "lookback": "60"}),
        ("./mine.py: stop = 0.15 , days=3", "./mine.py", {"stop": "0.15", "days": "3"}),
        ("mine.py:when=09:30", "mine.py", {"when": "09:30"}),
        ("mine.py:rule=a=b", "mine.py", {"rule": "a=b"}),
        # Drives, and folders with a colon in their names.
        (r"C:\rules\mine.py", r"C:\rules\mine.py", {}),
        (r"C:\rules\mine.py:top=3", r"C:\rules\mine.py", {"top": "3"}),
        ("./a:b/mine.py", "./a:b/mine.py", {}),
        ("./a:b/mine.py:top=3", "./a:b/mine.py", {"top": "3"}),
        ("a:b.py", "a:b.py", {}),
    ],
)
def test_a_word_is_what_runs_and_its_settings(word: str, named: str, settings: dict[str, str]) -> None:
    assert read_setting_word(word) == (named, settings)


def test_a_file_that_is_called_like_a_setting_is_that_file(tmp_path: Path) -> None:
    path = tmp_path / "rate_power:top=3"
    path.write_text("")
    assert read_setting_word(str(path)) == (str(path), {})


@pytest.mark.parametrize("word", ["x" * 5000, "a\0b", ""])
def test_what_no_file_can_be_called_is_left_to_whoever_looks_for_it(word: str) -> None:
    assert read_setting_word(word) == (word, {})


@pytest.mark.parametrize(
    ("word", "said"),
    [
        (
            "rate_power:",
            "rate_power:: '' is no setting; write NAME=VALUE with commas between, such as rate_power:top=3",
        ),
        ("rate_power:top", "'top' is no setting"),
        ("rate_power:top=", "'top=' is no setting"),
        ("rate_power:top=3,", "'' is no setting"),
        ("rate_power:top=3,board", "'board' is no setting"),
        ("rate_power:3=4", "'3=4' is no setting"),
        ("rate_power:top=3,top=4", "rate_power:top=3,top=4: top is set twice; set it once"),
    ],
)
def test_what_is_no_setting_is_said(word: str, said: str) -> None:
    with pytest.raises(OptionError, match=r"^[^\n]*$") as fault:
        read_setting_word(word)
    assert said in str(fault.value)
