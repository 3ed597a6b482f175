"""A strategy with settings of its own as one word: ``rate_power:top=3,lookback=60``, ``./mine.py:stop=0.15``."""

from __future__ import annotations

import os
import re

from backtest.app.run_label import MARK
from data_sources.errors import OptionError
from data_sources.language.text import Text, both

SETTINGS = re.compile(r":(?=\s*[^\W\d]\w*\s*=)")
"""The colon before the first setting; that behind the letter of a drive and one within a path have no such word."""
FORM = both("such as rate_power:top=3,lookback=60", "例如 rate_power:top=3,lookback=60")


def read_setting_word(word: str) -> tuple[str, dict[str, str]]:
    """Return what a word names and its settings as text, {} without any. A file that is called so is that file.

    Raises OptionError for what stands behind the colon and is no setting, and for one that is given twice.
    """
    # Not Path.is_file, which fails on what no file can be called.
    if os.path.isfile(word):  # noqa: PTH113 - as just said
        return word, {}
    found = SETTINGS.search(word)
    if found is None:
        _, colon, rest = word.rpartition(MARK)
        # "C:\rules\mine.py" and "./a:b/mine.py" are paths.
        if colon and not ("/" in rest or "\\" in rest or rest.endswith(".py")):
            raise OptionError(_no_setting(word, rest))
        return word, {}
    settings: dict[str, str] = {}
    for each in word[found.end() :].split(","):
        name, equals, value = (part.strip() for part in each.partition("="))
        if not (name and equals and value):
            raise OptionError(_no_setting(word, each))
        if name in settings:
            raise OptionError(
                both(f"{word}: {name} is set twice; set it once", f"{word}：{name} 设置了两次；请只设一次")
            )
        settings[name] = value
    return word[: found.start()], settings


def _no_setting(word: str, what: str) -> Text:
    return both(
        f"{word}: {what.strip()!r} is no setting; write NAME=VALUE with commas between, {FORM}",
        f"{word}：{what.strip()!r} 不是参数设置；请写作 NAME=VALUE，以逗号分隔，{FORM.zh}",
    )
