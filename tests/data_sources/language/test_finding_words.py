"""What findings say in Chinese: sentences with holes, looked up piece by piece."""

from __future__ import annotations

import csv
from datetime import date
from importlib import resources

import pytest

from data_sources.language.finding_words import finding_words
from data_sources.tables.finding import Finding
from tests.language import CJK

ROWS = tuple(
    csv.DictReader(
        resources.files("data_sources.language").joinpath("findings.csv").read_text(encoding="utf-8").splitlines()
    )
)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("399006.SZ ends on 2026-03-18", "399006.SZ 的点位止于 2026-03-18"),
        # What stands in a hole is looked up as well.
        ("no bar on 2025-02-05: suspended (停牌), or the source lacks it", "2025-02-05 没有行情：停牌，或数据源缺失"),
        # Two sentences, each looked up.
        ("date '4.1' is no date; write it like 2024-01-31", "date '4.1' 不是日期；请写作 2024-01-31"),
        ("12 fields where the header has 9, and 3 more rows", "该行有 12 个字段，而表头有 9 个，另有 3 行"),
    ],
)
def test_a_message_is_said_in_chinese(english: str, chinese: str) -> None:
    said = finding_words(english)
    assert (said, said.zh) == (english, chinese)


def test_what_the_table_does_not_have_stays_as_it_was_stored() -> None:
    assert finding_words("the moon is full; so it is").zh == "the moon is full; so it is"
    assert finding_words("close is empty; the moon is full").zh == "close 为空；the moon is full"


def test_a_line_has_place_and_rule_in_both_languages() -> None:
    found = Finding("warning", "repeated", "the moon is full", "bars", "600001.SH", date(2025, 2, 5), "a.csv", 7)
    assert found.words == found.words.zh == "a.csv:7: 600001.SH 2025-02-05: the moon is full [repeated]"
    accepted = Finding("severe", "index_ends", "000905.SH ends on 2025-02-05", accepted=True)
    assert accepted.words.zh == "000905.SH 的点位止于 2025-02-05 [index_ends，已放行]"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["english"][:40])
def test_every_sentence_of_the_table_is_the_one_that_fits_it(row: dict[str, str]) -> None:
    numbers = {"n": "7", "m": "5", "all": "9", "ought": "4.20", "rate": "10%"}
    every = {**{name: f"<{name}>" for name in _holes(row["english"])}, **numbers}
    message = row["english"].format_map(every)
    assert finding_words(message).zh == row["chinese"].format_map(every)
    assert CJK.search(row["chinese"])


def _holes(sentence: str) -> set[str]:
    return {part.partition("}")[0] for part in sentence.split("{")[1:]}
