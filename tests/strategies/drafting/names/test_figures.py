"""Figures of key companies, read from the rows that name them."""

from __future__ import annotations

from strategies.drafting.names.figures import Figures, figures
from strategies.drafting.names.passages import passages
from tests.strategies.drafting.names.invented import lines


def read(table: str, *columns: int) -> Figures:
    """The figures of the table's last row, whose name and code stand in ``columns``."""
    found = passages(lines(table))
    return figures(found, {len(found) - 1: columns})[len(found) - 1]


def test_price_eps_and_rating_by_the_head_above_them() -> None:
    row = read(
        "代码\t简称\t股价\tEPS(元)\t\tPE(倍)\t\t评级\n\t\t(元)\t2025E\t2026E\t2025E\t2026E\t\n"
        "600901\t蓝鲸重工\t12.50\t0.50\t0.80\t25\t16\t买入",
        0,
        1,
    )
    assert row == Figures(12.5, "买入", {2025: 0.5, 2026: 0.8})


def test_profits_in_their_unit_and_a_rating_before_the_numbers() -> None:
    row = read(
        "公司\t评级\t总市值(亿元)\t净利润(百万元)\t\tPE\t\n\t\t\t2024A\t2025E\t2024A\t2025E\n蓝鲸重工\t增持\t1,200\t90\t110\t13\t11",
        0,
    )
    # An actual figure (A) is no forecast; 110 million.
    assert row == Figures(None, "增持", {}, {2025: 110_000_000})


def test_a_row_that_does_not_fit_its_head_is_not_read() -> None:
    row = read(
        "代码\t简称\tEPS\t\tPE\t\t评级\n\t\t2025E\t2026E\t2025E\t2026E\n600901\t蓝鲸重工\t0.5\t0.8\t25\t买入", 0, 1
    )
    assert row == Figures(None, "买入", read=False)


def test_a_table_of_peers_says_so() -> None:
    row = read("表3:可比公司估值\n公司\tEPS\tPE\n\t2025E\t2025E\n蓝鲸重工\t0.5\t25", 0)
    assert row.peers
    assert row.eps == {2025: 0.5}


def test_a_table_of_goods_has_no_figures_of_companies() -> None:
    found = passages(lines("产品\t本周\t公司\n板材\t59000\t蓝鲸重工"))
    assert figures(found, {1: (2,)}) == {}
