"""A condition in words of both languages."""

from __future__ import annotations

import pytest

from strategies.conditions.in_words import condition_words
from strategies.conditions.parsing import read_condition
from strategies.documents.library import load_reports


@pytest.mark.parametrize(
    ("when", "english", "chinese"),
    [
        (
            "yoy(capex/META) < 0 for 2 periods since 2025Q1",
            "capital expenditure (Meta), year on year below 0% for 2 periods since 2025-01-01",
            "资本开支（Meta 公司）同比低于 0%，连续 2 期，自 2025-01-01 起",
        ),
        ("excess(6 months) <= -2", "excess over 6 months at most \u22122 points", "6 个月超额不高于 \u22122 个百分点"),
        (
            "inventory/x >= 20 and capex_yoy/x > 5 or change(revenue/x) < 1",
            (
                "inventory (x) at least 20 and capital expenditure, year on year (x) above 5% or revenue (x), "
                "change on the period before below 1"
            ),
            "存货（x）不低于 20，且资本开支同比（x）高于 5%，或营业收入（x）较上期变化低于 1",
        ),
        (
            "hog_price < 12 in 2025",
            "hog_price below 12 in 2025-01-01 to 2025-12-31",
            "hog_price低于 12，2025-01-01 至 2025-12-31",
        ),
    ],
)
def test_what_a_condition_says(when: str, english: str, chinese: str) -> None:
    words = condition_words(read_condition(when, excess=True))
    assert words == english
    assert words.zh == chinese


def test_every_condition_of_the_shipped_documents_has_words() -> None:
    signs = [
        sign
        for report in load_reports()
        for thesis in report.theses
        for sign in (*thesis.falsifiers, *thesis.confirms)
        if sign.when
    ]
    assert signs
    for sign in signs:
        words = condition_words(read_condition(sign.when, excess=True))
        assert "_" not in words, words
        assert "_" not in words.zh, words.zh
