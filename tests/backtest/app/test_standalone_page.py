"""A page of a folder as one file: the tables beside it are in it, what lies elsewhere is not."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from backtest.app.standalone_page import standalone_page
from data_sources.errors import UserError, WriteFailed


@pytest.fixture
def page(tmp_path: Path) -> Path:
    site = tmp_path / "site" / "scorecard"
    site.mkdir(parents=True)
    (site / "calls.csv").write_text("report,代码\n", encoding="utf-8")
    (tmp_path / "site" / "secret.csv").write_text("not beside the page")
    (site / "out.csv").symlink_to(tmp_path / "site" / "secret.csv")
    (site / "index.html").write_text(
        '<p>Tables: <a href="calls.csv">calls</a>, <a href="../secret.csv">up</a>, <a href="out.csv">out</a>, '
        '<a href="gone.csv">gone</a>; <a href="../index.html">all</a></p>',
        encoding="utf-8",
    )
    return site / "index.html"


def test_tables_beside_the_page_are_in_it_and_nothing_else(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "mail.html"
    assert standalone_page(page, out) == ("../secret.csv", "out.csv", "gone.csv", "../index.html")
    text = out.read_text(encoding="utf-8")
    (link,) = re.findall(r'href="([^"]*)"', text)
    assert base64.b64decode(link.removeprefix("data:text/csv;charset=utf-8;base64,")).decode() == "report,代码\n"
    assert 'download="calls.csv"' in text
    assert text.endswith("up, out, gone; all</p>")


def test_what_is_no_page_is_one_line(page: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"nowhere.html cannot be read: No such file"):
        standalone_page(tmp_path / "nowhere.html", tmp_path / "mail.html")
    page.write_text('<img src="logo.png">')
    with pytest.raises(UserError, match=r"is no page of ours: the page draws in logo.png"):
        standalone_page(page, tmp_path / "mail.html")
    assert not (tmp_path / "mail.html").exists()


def test_where_nothing_can_be_written_the_page_stays(page: Path, tmp_path: Path) -> None:
    before = page.read_text(encoding="utf-8")
    with pytest.raises(WriteFailed):
        standalone_page(page, tmp_path / "nowhere" / "mail.html")
    assert page.read_text(encoding="utf-8") == before
