"""A table that lost its columns has one cell a line: a word there is a company when others stand alone near by."""

from __future__ import annotations

from tests.strategies.drafting.names.invented import taken

ROWS = "公司\n销量\n同比\n{}\n373,626\n8%\n蓝鲸重工\n120,000\n5%\n云杉药业\n98,000\n-2%"


def test_a_word_alone_on_its_line_among_companies_is_one() -> None:
    assert taken(ROWS.format("机器人"))["300903.SZ"] == "common_word_in_list"


def test_a_house_in_such_a_table_is_covered() -> None:
    assert "600905.SH" in taken(ROWS.format("麋鹿证券"))


def test_a_word_alone_among_sentences_is_a_heading() -> None:
    text = "蓝鲸重工交付了首台设备，公司预计全年增长。\n机器人\n云杉药业的新药获批，我们认为市场空间大。"
    assert "300903.SZ" not in taken(text)
