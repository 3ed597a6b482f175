"""The first line of a terminal's export names the security, the interval and the adjustment."""

from __future__ import annotations

import pytest

from data_sources.tables.titles import Title, title_of


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("600183 生益科技 日线 不复权", Title("600183.SH", "生益科技", "日线", "不复权")),
        ("000063 中兴通讯 日线 前复权", Title("000063.SZ", "中兴通讯", "日线", "前复权")),
        ("000002 万  科Ａ 5分钟线 后复权", Title("000002.SZ", "万 科Ａ", "5分钟线", "后复权")),
        ("SH#600183 *ST 某某 周线", Title("600183.SH", "*ST 某某", "周线", "")),
        ("600183.SH 生益科技", Title("600183.SH", "生益科技", "", "")),
        ("600183", Title("600183.SH", "", "", "")),
    ],
)
def test_a_title_names_security_interval_and_adjustment(line: str, title: Title) -> None:
    assert title_of(("", line, "数据来源:通达信")) == title


@pytest.mark.parametrize("line", ["数据来源:通达信", "中兴通讯 行情序列", "2024-01-02", ""])
def test_other_lines_are_no_title(line: str) -> None:
    assert title_of((line,)) is None
