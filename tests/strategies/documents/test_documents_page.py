"""The page on the file of a report: its example is a report, and it leaves out no key and no word."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from strategies.documents import basket, document
from strategies.documents.checking.doubts import doubts_of
from strategies.documents.checking.places import places_of
from strategies.documents.reading import basket as reading_basket
from strategies.documents.reading import excluded, forecasts, members, ratings, read_text, report, standard, theses

PAGE = (Path(__file__).parents[3] / "docs/documents.md").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
KEYS = (
    *report.TOP, *report.SECTIONS, *standard.KEYS, *standard.CLASS_KEYS, *theses.KEYS, *members.KEYS, *ratings.KEYS,
    *forecasts.KEYS, *excluded.KEYS, *reading_basket.KEYS, *reading_basket.SLEEVE_KEYS, *reading_basket.GATE_KEYS,
)  # fmt: skip
WORDS = (
    *document.LISTED_AS, *document.EXCLUSIONS, *document.FORECASTERS, *document.THESIS_KINDS, *document.CONFIDENCES,
    *document.DATE_BASES, *members.CODES, *basket.WEIGHTINGS, *basket.HOLDINGS, *basket.REBALANCES,
)  # fmt: skip


def test_the_example_is_a_report_without_a_fault_or_a_doubt() -> None:
    read = read_text("006.toml", EXAMPLE)
    assert read.faults == ()
    found = read.report
    assert found is not None
    assert doubts_of(read, found, places_of(read)) == ()
    assert (found.known_from, found.rating_class, found.theses[0].segments) == (
        date(2026, 3, 2), "positive", ("large", "small"),
    )  # fmt: skip
    assert [each.tradable for each in found.memberships] == [True, True, True, False]
    assert [(each.year, each.eps, each.net_profit) for each in found.forecasts] == [
        (2026, 1.10, 5_560_000_000.0), (2027, 1.25, None),
    ]  # fmt: skip


@pytest.mark.parametrize("word", sorted({*KEYS, *WORDS}))
def test_every_key_and_every_allowed_word_stands_on_the_page(word: str) -> None:
    prose = PAGE.replace(EXAMPLE, "")
    assert re.search(rf"`(\[+|\[thesis\.)?{word}(\]+)?`|`{word} = ", prose), word
