"""Chinese pages as a browser prints them: columns, a side column, tables with and without lines, headers, footers."""

import os
import subprocess
from pathlib import Path

import pytest

from strategies.drafting.lines import Line
from strategies.drafting.text import read_lines
from tests.browser.chromium import chromium_path

CHROMIUM = chromium_path()
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium or google-chrome on this machine"),
]

STYLE = (
    '<meta charset="utf-8"><style>@page { size: A4; margin: 2cm } body { font: 10.5pt "Noto Sans CJK SC" }'
    " p { text-align: justify; margin: 6px 0 } table { border-collapse: collapse } td, th { font-size: 9pt }</style>"
)
SENTENCE = "松针行业的订单在{}月增长{}%，而灯塔电子的产线仍在爬坡，溪石股份的报价没有变。"


def printed(folder: Path, body: str) -> tuple[Line, ...]:
    assert CHROMIUM is not None
    (folder / "page.html").write_text(f"<!DOCTYPE html><html><head>{STYLE}</head><body>{body}</body></html>", "utf-8")
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={folder / 'profile'}",
    ]
    command = [CHROMIUM, *flags, f"--print-to-pdf={folder / 'page.pdf'}", f"file://{folder / 'page.html'}"]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(folder)})  # noqa: S603 - the browser of this machine
    return read_lines(folder / "page.pdf")


def paragraph(number: int, sentences: int = 4) -> str:
    return "".join(SENTENCE.format(number, month) for month in range(1, sentences + 1))


def seen(lines: tuple[Line, ...]) -> list[str | tuple[str, ...]]:
    return [line.cells or line.text for line in lines]


def test_two_columns_are_read_one_behind_the_other_and_wrapped_lines_put_together(tmp_path: Path) -> None:
    body = "".join(f"<p>{paragraph(number)}</p>" for number in range(8))
    lines = printed(tmp_path, f'<h1>夜航：灯塔与港口</h1><div style="column-count: 2; column-gap: 1cm">{body}</div>')
    assert seen(lines) == ["# 夜航：灯塔与港口", *map(paragraph, range(8))]
    assert {line.page for line in lines} == {1}


def test_a_side_column_does_not_run_into_the_text(tmp_path: Path) -> None:
    side = [
        "推荐（维持）",
        "2026年03月02日",
        "证券分析师 松一",
        "执业证书：S0000000000001",
        "研究助理 松二",
        "邮箱：a@example.com",
    ]
    aside = "".join(f"<p>{line}</p>" for line in side)
    text = "".join(f"<p>{paragraph(number)}</p>" for number in range(4))
    lines = printed(
        tmp_path,
        f'<h1>夜航：灯塔与港口</h1><div style="float: right; width: 4.5cm; font-size: 9pt">{aside}</div>'
        f'<div style="margin-right: 5.5cm">{text}</div>',
    )
    assert seen(lines) == ["# 夜航：灯塔与港口", *map(paragraph, range(4)), *side]


NAMES = ["溪石股份", "灯塔电子", "港口重工", "云帆光电"]


def test_a_table_without_lines_keeps_codes_prices_and_earnings_in_their_columns(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>60098{number}.SH<td>{name}<td>1{number}.30<td>0.5{number}<td>0.7{number}<td>{20 - number}<td>推荐"
        for number, name in enumerate(NAMES)
    )
    head = (
        "<tr><th>代码<th>简称<th>股价<th colspan=2>EPS(元)<th>PE<th>评级"
        "<tr><td><td><td>(元)<td>2025E<td>2026E<td>2026E<td>"
    )
    style = "<style>td, th { text-align: center; padding: 1px 4px }</style>"
    lines = printed(
        tmp_path, f"{style}<p>重点公司估值</p><table>{head}{rows}</table><p>注：股价为2026年2月27日收盘价</p>"
    )
    assert seen(lines) == [
        "重点公司估值",
        ("代码", "简称", "股价", "EPS(元)", "", "PE", "评级"),
        ("", "", "(元)", "2025E", "2026E", "2026E", ""),
        *[
            (f"60098{number}.SH", name, f"1{number}.30", f"0.5{number}", f"0.7{number}", f"{20 - number}", "推荐")
            for number, name in enumerate(NAMES)
        ],
        "注：股价为2026年2月27日收盘价",
    ]


@pytest.mark.parametrize("border", ["", "td, th { border: 0.5pt solid grey }"])
def test_a_table_over_two_pages_is_one_and_headers_and_footers_stand_once(tmp_path: Path, border: str) -> None:
    long = "上游材料与设备的若干环节，因为名称很多而要换到第二行才能写完"
    cells = [
        (f"600{number:03d}", f"名称{number}", f"{10 + number}.37", long if number % 5 == 0 else "短句")
        for number in range(60)
    ]
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells)
    style = (
        '<style>@page { margin: 2.5cm 2cm; @top-left { content: "松针证券 行业深度"; font-size: 8pt }'
        ' @bottom-center { content: "请参阅最后一页的声明 " counter(page); font-size: 8pt } }'
        f" table {{ width: 100% }} td:last-child {{ width: 6cm }} {border}</style>"
    )
    lines = printed(
        tmp_path, f"{style}<h2>公司列表</h2><table><tr><th>代码<th>简称<th>股价<th>业务</tr>{rows}</table><p>完</p>"
    )
    assert seen(lines) == [
        "松针证券 行业深度",
        "# 公司列表",
        ("代码", "简称", "股价", "业务"),
        *cells,
        "完",
        "请参阅最后一页的声明 1",
    ]
    assert {line.page for line in lines if line.cells} == {1, 2}
