"""Tables and sentences as wide as their reader."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from backtest.cli.layouts.fitting import fitting, folded
from backtest.cli.output import TextTable

# 4 + 2 + 6 + 2 + 5 = 19 columns: a Chinese character takes two.
TABLE = TextTable(("name", "return", "ratio"), [("铜铝", "+12.5%", "+9.9%")], frozenset({"return", "ratio"}))


def test_columns_are_left_out_in_their_order_until_the_table_fits() -> None:
    assert fitting(TABLE, ("ratio", "return"), 19).columns == ("name", "return", "ratio")
    narrower = fitting(TABLE, ("ratio", "return"), 18)
    assert (narrower.columns, narrower.rows, narrower.right) == (
        ("name", "return"),
        [("铜铝", "+12.5%")],
        frozenset({"return"}),
    )
    assert fitting(TABLE, ("ratio", "return"), 11).columns == ("name",)


def test_a_terminal_draws_columns_further_apart() -> None:
    # 15 columns of text, three between each two and two at the edges: 23.
    assert fitting(TABLE, ("ratio",), 23, drawn=True).columns == ("name", "return", "ratio")
    assert fitting(TABLE, ("ratio",), 22, drawn=True).columns == ("name", "return")


def test_what_may_not_be_left_out_stays_however_narrow() -> None:
    assert fitting(TABLE, ("ratio",), 1).columns == ("name", "return")


def test_a_long_sentence_is_folded_at_spaces_with_its_later_lines_further_in() -> None:
    assert folded("one two three four", 9) == ["one two", "  three", "  four"]
    assert folded("  one two three", 9) == ["  one two", "    three"]
    assert folded("unbreakable", 4) == ["unbreakable"]
    assert folded("铜铝 铜铝", 8) == ["铜铝", "  铜铝"]


@given(st.lists(st.text("ab铜", min_size=1, max_size=12), min_size=1, max_size=20), st.integers(30, 60))
def test_folding_keeps_every_word_and_no_line_is_wider(words: list[str], width: int) -> None:
    lines = folded(" ".join(words), width)
    assert " ".join(lines).split() == words
    assert max(cell_len(line) for line in lines) <= width
