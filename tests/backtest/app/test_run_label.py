"""What a run with settings of its own is called, and where it lies."""

from __future__ import annotations

import pytest

from backtest.app.run_label import checked_label, label_place, label_title, settings_label
from data_sources.errors import InputError, OptionError
from data_sources.language.text import both
from strategies.contract.parameters import Value


def test_settings_stand_behind_the_name_as_they_would_be_typed() -> None:
    settings: dict[str, Value] = {"top": 3, "max_weight": 0.2, "share": 1.0, "strict": True, "board": "star"}
    label = settings_label("rate_power", settings)
    assert label == "rate_power:top=3,max_weight=0.2,share=1,strict=true,board=star"
    assert label_place("rate_power", label) == "rate_power/top=3,max_weight=0.2,share=1,strict=true,board=star"
    assert settings_label("rate_power", {}) == "rate_power"


def test_a_variant_with_settings_lies_beside_the_variant() -> None:
    label = settings_label("rate_power/momentum", {"top": 4})
    assert label == "rate_power/momentum:top=4"
    assert label_place("rate_power/momentum", label) == "rate_power/momentum,top=4"
    assert label_place("rate_power/momentum", "rate_power/momentum") == "rate_power/momentum"


def test_a_title_says_the_settings_or_the_label() -> None:
    title = both("Rate and power", "速率与功率")
    own = label_title(title, "rate_power", "rate_power:top=3,board=star")
    assert (str(own), own.zh) == ("Rate and power: top=3, board=star", "速率与功率：top=3、board=star")
    few = label_title(title, "rate_power", "few")
    assert (str(few), few.zh) == ("Rate and power: few", "速率与功率：few")
    assert label_title(title, "rate_power", "rate_power") == title


@pytest.mark.parametrize("value", ["a/b", "a\\b", "../x", "a?b", "a:b", "a#b", "x" * 100, "a\nb", ""])
def test_a_value_that_no_folder_can_have_is_refused(value: str) -> None:
    with pytest.raises(OptionError, match=r"^mine: .* cannot stand in the name of a folder; .*label"):
        settings_label("mine", {"words": value})


@pytest.mark.parametrize("label", ["", ".x", "a/b", "a:b", "x" * 101, 3, "storage_cycle"])
def test_a_label_that_no_run_can_have_is_refused(label: object) -> None:
    with pytest.raises(InputError, match=r"^the label .* names a folder, such as 'top3'$"):
        checked_label(label, "rate_power")


def test_a_label_may_be_any_word_of_a_folder() -> None:
    assert [checked_label(each, "rate_power") for each in ("top3", "少", "rate_power")] == ["top3", "少", "rate_power"]
