"""Rows whose cells one space parts are rows where a code and figures say so; sentences and lone lines are not."""

from __future__ import annotations

import pytest

from strategies.drafting.text.plain import plain_lines

TABLE = "代码 简称 股价 EPS PE\n2026E 2026E\n600901.SH 蓝鲸重工 12.00 0.60 20.0\n600902 CH 云杉药业 30.00 1.20 25.0"


def test_two_rows_and_the_words_above_them_get_their_cells() -> None:
    assert [line.cells for line in plain_lines(TABLE)] == [
        ("代码", "简称", "股价", "EPS", "PE"),
        ("2026E", "2026E"),
        ("600901.SH", "蓝鲸重工", "12.00", "0.60", "20.0"),
        ("600902 CH", "云杉药业", "30.00", "1.20", "25.0"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        TABLE.rpartition("\n")[0],  # one row alone
        "电话 021 600901 的 1 2 3 号。\n地址 8 号 600902 室 4 5 6。",
        "工业产量 1 2 3 4 5 6\n农业产量 2 3 4 5 6 7",
    ],
)
def test_other_lines_stay_text(text: str) -> None:
    assert all(not line.cells for line in plain_lines(text))
