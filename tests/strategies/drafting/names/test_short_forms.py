"""Shortened names are names among companies alone."""

from __future__ import annotations

from tests.strategies.drafting.names.invented import judged, refusals, taken


def test_a_short_form_in_a_list_of_companies_is_taken() -> None:
    (first, *_) = judged("以雪松、蓝鲸重工为代表的厂商扩产。")
    assert (first.company.symbol, first.verdict.rule, first.verdict.sure) == ("002901.SZ", "short_form", "medium")


def test_a_short_form_in_prose_is_a_word() -> None:
    assert refusals("山上的雪松长势良好。") == [("雪松", "short_form")]


def test_a_short_form_heads_a_section_about_the_company() -> None:
    assert taken("### 3.2 雪松:新产能投放")["002901.SZ"] == "short_heading"


def test_a_short_form_fills_a_cell_under_the_word_company() -> None:
    assert taken("厂商\t产品\n雪松\t板材")["002901.SZ"] == "short_form"


def test_another_last_word_is_a_relative_at_best() -> None:
    found = {each.company.symbol: each.verdict for each in judged("由蓝鲸重工、雪松技术等共同研发。")}
    assert (found["002901.SZ"].rule, found["002901.SZ"].sure) == ("other_last_word", "low")
