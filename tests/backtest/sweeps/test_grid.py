"""Grids: what people write, every combination of it, and some that are drawn."""

import pytest

from backtest.sweeps.grid import grid_of, read_dial
from data_sources.errors import InputError


def test_every_combination_stands_in_order_and_the_last_dial_turns_fastest() -> None:
    grid = grid_of({"lookback": [20, 60], "fill": ["open", "close", "open"]})
    # "open" stands twice and counts once: 2 x 2.
    assert grid.size == 4
    assert grid.settings() == [
        {"lookback": 20, "fill": "open"},
        {"lookback": 20, "fill": "close"},
        {"lookback": 60, "fill": "open"},
        {"lookback": 60, "fill": "close"},
    ]
    assert [dial.is_ordered for dial in grid.dials] == [True, False]


def test_drawn_settings_differ_come_from_the_grid_and_are_the_same_again() -> None:
    grid = grid_of({"a": list(range(10)), "b": list(range(7))})
    drawn = grid.drawn(30)
    assert len({tuple(each.values()) for each in drawn}) == 30
    assert all(each in grid.settings() for each in drawn)
    assert drawn == grid.drawn(30)
    assert drawn != grid.drawn(30, seed=1)
    assert grid.drawn(70) == grid.drawn(1000) == grid.settings()


@pytest.mark.parametrize(
    ("word", "values"),
    [
        ("lookback=20,60, 120", ["20", "60", "120"]),
        ("lookback=20:120:40", ["20", "60", "100"]),  # the next step, 140, is beyond the last
        ("share=0.1:0.3:0.1", ["0.1", "0.2", "0.3"]),  # the last is included, though 0.1 thrice is 0.30000000000000004
        ("share=0,0.1:0.2:0.1", ["0", "0.1", "0.2"]),
    ],
)
def test_a_dial_is_written_as_a_list_or_a_range(word: str, values: list[str]) -> None:
    assert read_dial(word) == (word.partition("=")[0], values)


@pytest.mark.parametrize(
    "word", ["lookback", "=1,2", "lookback=", "lookback=1,,2", "a=5:1:1", "a=1:5:0", "a=1:2", "a=x:y:z"]
)
def test_what_is_no_dial_is_one_line_that_shows_it(word: str) -> None:
    with pytest.raises(InputError) as error:
        read_dial(word)
    assert f"--grid {word}" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_range_of_too_many_values_says_how_many_may_be() -> None:
    with pytest.raises(InputError, match="1,999,981 values; at most 1,000,000, so take a larger step"):
        read_dial("lookback=20:2000000:1")


def test_no_dial_and_too_many_settings_are_refused() -> None:
    with pytest.raises(InputError, match="needs a dial to turn"):
        grid_of({})
    with pytest.raises(InputError, match=r"the grid has 1,002,001 settings; at most 1,000,000, or draw some"):
        grid_of({"a": list(range(1001)), "b": list(range(1001))})
