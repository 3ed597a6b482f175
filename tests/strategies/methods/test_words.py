"""Units and meanings of the computations in Chinese, each once in one table."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from strategies.methods.registry import METHODS
from strategies.methods.words import method_words

UNITS = {each.unit for method in METHODS.values() for each in method.inputs}
MEANINGS = {each.meaning for method in METHODS.values() for each in method.inputs}
OUTPUTS = {unit for method in METHODS.values() for unit in method.outputs.values()}


def test_the_table_has_every_unit_and_meaning_once_and_no_other() -> None:
    text = resources.files("strategies.methods").joinpath("words.csv").read_text(encoding="utf-8")
    rows = [row["english"] for row in csv.DictReader(text.splitlines())]
    assert sorted(rows) == sorted(UNITS | MEANINGS | OUTPUTS)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [("price of one inference card", "单张推理卡价格"), ("12-inch wafers a year", "12 英寸晶圆/年"), ("EB", "EB")],
)
def test_words_are_said_in_chinese(english: str, chinese: str) -> None:
    said = method_words(english)
    assert (said, said.zh) == (english, chinese)


def test_what_the_table_does_not_have_is_said_as_it_stands() -> None:
    assert method_words("barrels").zh == "barrels"
