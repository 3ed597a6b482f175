"""Which names a call is judged on: those that the report says to gain, and no name that it disowns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from strategies.documents.document import LISTED_AS, TRADABLE
from strategies.scorecard.calls import calls_of, traded_names
from tests.strategies.scorecard.small import small_report


@pytest.mark.parametrize("word", sorted({*LISTED_AS} - {*TRADABLE}))
def test_a_disowned_name_is_in_no_call_even_where_it_stands_on_a_list(word: str) -> None:
    source = replace(small_report(["A", "B"]), ratings=())
    kept, disowned = source.memberships
    source = replace(source, memberships=(kept, replace(disowned, listed_as=word)))
    assert traded_names(source) == traded_names(source, "ai_cloud_side") == ("A",)
    assert {symbol for call in calls_of(source) for symbol in call.symbols} == {"A"}


def test_a_mere_mention_stays_among_the_names_of_its_report() -> None:
    source = small_report(["A", "B"])
    marked = replace(source, memberships=tuple(replace(each, listed_as="mentioned") for each in source.memberships))
    assert traded_names(marked) == ("A", "B")
