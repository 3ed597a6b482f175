"""A page of HTML as one sees it: paragraphs, headings and rows of tables, columns above each other."""

from pathlib import Path

import pytest

from strategies.drafting.text import numbered_text, read_lines
from strategies.drafting.text.web_page import web_page_lines

PAGE = """<!DOCTYPE html><html><head><title>unseen</title><style>p { color: red }</style></head><body>
<h1>夜航：<b>灯塔</b>&amp;港口</h1><script>var unseen = "<p>";</script>
<p>第一段
   换行。<br>第二行</p><ul><li>要点一<li>要点二</ul>
<table><tr><th rowspan=2>代码<th rowspan="2">简称<th colspan=2>EPS(元)<th>评级
<tr><td>2025E<td>2026E<td>
<tr><td>600987<td><p>溪石</p><p>股份</p><td>0.51<td>0.72<td>推荐</table>
结束"""


def test_blocks_are_lines_and_merged_cells_leave_empty_ones() -> None:
    lines = web_page_lines(PAGE)
    assert [line.cells or line.text for line in lines] == [
        "# 夜航：灯塔&港口",
        "第一段 换行。",
        "第二行",
        "- 要点一",
        "- 要点二",
        ("代码", "简称", "EPS(元)", "", "评级"),
        ("", "", "2025E", "2026E", ""),
        ("600987", "溪石 股份", "0.51", "0.72", "推荐"),
        "结束",
    ]
    assert [line.number for line in lines] == list(range(1, 10))
    assert numbered_text(lines).splitlines()[7] == "600987\t溪石 股份\t0.51\t0.72\t推荐"


def test_a_table_around_a_table_is_layout() -> None:
    lines = web_page_lines(
        "<table><tr><td>左栏<td><p>右栏一</p><p>右栏二</p><table><tr><td>甲<td>乙</table>尾</td></tr></table>后"
    )
    assert [line.cells or line.text for line in lines] == ["左栏", "右栏一 右栏二", ("甲", "乙"), "尾", "后"]


@pytest.mark.parametrize("encoding", ["gb2312", "big5", "utf-8"])
def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path: Path, encoding: str) -> None:
    page = f'<html><head><meta charset="{encoding}"></head><body><p>中文行情</p></body></html>'
    (tmp_path / "page").write_bytes(page.encode(encoding))
    assert [line.text for line in read_lines(tmp_path / "page")] == ["中文行情"]


def test_a_page_that_declares_another_encoding_than_it_has_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "page.htm").write_bytes('<meta charset="utf-8"><p>溪石股份</p>'.encode("gbk"))
    assert [line.text for line in read_lines(tmp_path / "page.htm")] == ["溪石股份"]
