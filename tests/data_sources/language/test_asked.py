"""The language that was asked for: option, variable, locale, in this order."""

from __future__ import annotations

import pytest

from data_sources.errors import UserError
from data_sources.language.asked import asked_language


def test_the_option_goes_before_the_variable_and_the_variable_before_the_locale() -> None:
    environment = {"BACKTEST_LANG": "zh", "LC_ALL": "en_US.UTF-8"}
    assert asked_language("en", environment) == "en"
    assert asked_language(None, environment) == "zh"
    assert asked_language(None, {"LC_ALL": "zh_CN.UTF-8"}) == "zh"


def test_the_first_locale_that_is_set_decides() -> None:
    assert asked_language(None, {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}) == "en"
    assert asked_language(None, {"LC_ALL": "", "LANG": "zh_TW"}) == "zh"
    assert asked_language(None, {}) == "en"


def test_another_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(UserError, match="BACKTEST_LANG 'fr': the languages are en and zh"):
        asked_language(None, {"BACKTEST_LANG": "fr"})
