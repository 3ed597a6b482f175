"""A list that is all there is behind a label names companies, where two or places alone would not."""

from __future__ import annotations

import pytest

from strategies.drafting.names.company import Company
from strategies.drafting.names.dictionary import dictionary
from tests.strategies.drafting.names.invented import COMPANIES, taken

PORTS = ("601904.SH", "601914.SH", "601915.SH")
NAMES = dictionary((*COMPANIES, Company("601914.SH", "唐山港"), Company("601915.SH", "宁波港")))


@pytest.mark.parametrize("end", ["。", "等。", "", "、鹈鹕港务（9999.HK）。"])
def test_places_behind_a_label_are_companies(end: str) -> None:
    assert set(PORTS) <= set(taken(f"港口：青岛港、唐山港、宁波港{end}", NAMES))


@pytest.mark.parametrize("before", ["吞吐量：", "航线停靠", "散货运价："])
def test_places_that_are_measured_or_visited_stay_places(before: str) -> None:
    assert taken(f"{before}青岛港、唐山港、宁波港。", NAMES) == {}


def test_two_short_names_behind_a_label_are_a_list() -> None:
    assert set(taken("木材：雪松、橡树。")) == {"002901.SZ", "002902.SZ"}


def test_two_short_names_that_go_on_as_a_sentence_are_none() -> None:
    assert taken("木材：雪松、橡树长势良好。") == {}
