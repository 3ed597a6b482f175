"""The lists of words beside the rules: each row can be used, none stands twice."""

from __future__ import annotations

from collections import Counter

import pytest

from data_sources.tables.symbols import parse_a_share
from strategies.documents.document import EXCLUSIONS
from strategies.drafting.names.words import rows_of


@pytest.mark.parametrize(
    ("file", "column"),
    [
        ("common_words.csv", "word"),
        ("everyday_words.csv", "word"),
        ("houses.csv", "word"),
        ("last_words.csv", "word"),
        ("longer_words.csv", "word"),
        ("ordinary_words.csv", "word"),
        ("other_names.csv", "name"),
        ("outside.csv", "name"),
        ("terms.csv", "zh"),
        ("vendors.csv", "word"),
    ],
)
def test_no_word_stands_twice_or_empty(file: str, column: str) -> None:
    words = Counter(row[column] for row in rows_of(file))
    assert [word for word, count in words.items() if count > 1 or not word] == []


def test_other_names_are_of_a_shares_and_say_what_they_are() -> None:
    for row in rows_of("other_names.csv"):
        assert str(parse_a_share(row["symbol"])) == row["symbol"]
        assert row["kind"] in ("old", "new", "full", "english", "short")
        assert not row["until"] or 1990 < int(row["until"]) < 2100


def test_companies_outside_have_a_reason_that_the_file_knows() -> None:
    assert {row["reason"] for row in rows_of("outside.csv")} <= set(EXCLUSIONS)


def test_a_common_word_is_a_word_or_a_place() -> None:
    assert {row["kind"] for row in rows_of("common_words.csv")} == {"word", "place"}
    assert {row["kind"] for row in rows_of("ordinary_words.csv")} == {"word", "place"}


def test_letters_that_resemble_are_told_in_groups() -> None:
    assert all(len(set(row["letters"])) >= 2 for row in rows_of("similar_glyphs.csv"))
