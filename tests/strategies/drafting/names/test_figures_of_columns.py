"""Columns of a table of key companies: what stands before, between and behind the years, and whether it agrees."""

from __future__ import annotations

from strategies.drafting.draft import draft
from strategies.drafting.facts import read_facts
from strategies.drafting.names.figures import Figures
from strategies.drafting.text.plain import plain_lines
from tests.strategies.drafting.names.invented import NAMES


def figures_of(text: str) -> dict[str, Figures]:
    lines = plain_lines(text)
    return {each.symbol: each.figures for each in draft(lines, NAMES, read_facts(lines)).valued}


SPACED = """重点公司估值
简称 代码 货币 收盘价 评级 EPS(元) PE(x) 目标价
2025A 2026E 2027E 2025A 2026E 2027E
蓝鲸重工 600901.SH CNY 12.00 买入-A 0.50 0.60 0.80 24.0 20.0 15.0 15.00
云杉药业 600902.SH CNY 30.00 谨慎增持 1.00 1.20 1.50 30.0 25.0 20.0 36.00
"""


def test_a_row_between_single_spaces_is_read_with_what_stands_behind_its_years() -> None:
    found = figures_of(SPACED)
    whale = found["600901.SH"]
    assert (whale.close, whale.rating, dict(whale.eps)) == (12.0, "买入", {2026: 0.6, 2027: 0.8})
    assert found["600902.SH"].rating == "谨慎增持"


def test_a_close_that_is_not_eps_times_its_multiple_means_moved_columns_and_nothing_is_taken() -> None:
    # 12.00 / 0.60 is 20, the row says 50.
    found = figures_of(SPACED.replace(" 20.0 15.0 15.00", " 50.0 15.0 15.00"))
    assert (found["600901.SH"].read, found["600901.SH"].close) == (False, None)
    assert found["600902.SH"].read


def test_a_table_of_markdown_is_one_table_and_its_years_may_be_short() -> None:
    found = figures_of(
        "| 公司 | 代码 | 现价 | EPS 26E | EPS 27E | PE 26E | 评级 |\n|---|---|---|---|---|---|---|\n"
        "| 蓝鲸重工 | 600901 | 12.00 | 0.60 | 0.80 | 20.0 | 买入 |\n"
    )
    assert (found["600901.SH"].close, dict(found["600901.SH"].eps)) == (12.0, {2026: 0.6, 2027: 0.8})


def test_years_without_a_mark_beside_estimates_are_actual() -> None:
    found = figures_of(
        "公司\t代码\t股价\tEPS\t\t\n\t\t\t2025\t2026E\t2027E\n蓝鲸重工\t600901\t12.00\t0.50\t0.60\t0.80\n"
    )
    assert dict(found["600901.SH"].eps) == {2026: 0.6, 2027: 0.8}
