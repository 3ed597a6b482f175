"""The page of the scorecard: what stands on it, that it asks for nothing, and that readers of tables find their way."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from data_sources.errors import UserError
from reports.scorecard import ScorecardPage, write_scorecard_page
from strategies.scorecard.tables import NAMES
from tests.reports.scorecard.test_model import made_page

TABLES = {f"{name}.csv" for name in NAMES}


def written(folder: Path, model: ScorecardPage | None = None, back: str = "") -> str:
    write_scorecard_page(model or made_page(), folder / "index.html", back)
    return (folder / "index.html").read_text(encoding="utf-8")


def test_a_simulated_market_is_called_so_in_title_heading_and_banner(tmp_path: Path) -> None:
    page = written(tmp_path)
    assert "<title>SIMULATED: Scorecard, 2025-12-02</title>" in page
    assert "– SIMULATED</h1>" in page
    assert "<strong>SIMULATED.</strong>" in page
    assert "SIMULATED" not in written(tmp_path, replace(made_page(), simulated=False))


def test_signs_and_words_carry_what_colours_do(tmp_path: Path) -> None:
    page = written(tmp_path)
    assert '<span class="up">+15.0</span>' in page
    assert '<span class="down">−25.0</span>' in page
    assert '<span class="verdict-word">met</span>' in page
    assert '<span class="verdict-word open">no verdict</span>' in page


def test_day_snapshot_and_caveat_stand_at_the_head(tmp_path: Path) -> None:
    head = written(tmp_path).partition("</header>")[0]
    assert '<strong class="day">2025-12-02</strong>' in head
    assert "Snapshot s6-0123456789ab." in head
    assert "<strong>But:</strong> a caveat" in head


def test_the_page_asks_for_nothing(tmp_path: Path) -> None:
    page = written(tmp_path)
    assert "default-src 'none'" in page
    assert not re.search(r"https?:|src\s*=|url\(|@import", page)
    links = set(re.findall(r'href="([^"]*)"', page))
    assert links == {"data:,", "#report-006", "scorecard.json", *TABLES}


def test_it_leads_back_where_it_is_part_of_a_site(tmp_path: Path) -> None:
    assert '<a href="../index.html">All strategies</a>' in written(tmp_path, back="../index.html")


def test_every_table_has_a_caption_and_every_heading_a_scope(tmp_path: Path) -> None:
    page = written(tmp_path)
    assert page.count("<table") == page.count("<caption>") == 4
    assert not re.search(r"<th(?![^>]*\bscope=)[\s>]", page)
    # A cell for each heading in every row.
    for table in re.findall(r"<table.*?</table>", page, flags=re.DOTALL):
        rows = re.findall(r"<tr>(.*?)</tr>", table, flags=re.DOTALL)
        assert len({len(re.findall(r"<t[hd][ >]", row)) for row in rows}) == 1


def test_names_from_outside_cannot_become_markup(tmp_path: Path) -> None:
    model = made_page()
    evil = "</td><img src=x onerror=alert(1)>"
    section = model.reports[0]
    calls = tuple(replace(row, name=evil) for row in section.calls)
    page = written(tmp_path, replace(model, reports=(replace(section, title=evil, notes=(evil,), calls=calls),)))
    assert "<img" not in page


def test_the_same_scorecard_gives_the_same_bytes_and_few_of_them(tmp_path: Path) -> None:
    assert written(tmp_path) == written(tmp_path)
    assert (tmp_path / "index.html").stat().st_size < 40_000


def test_a_page_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot write "):
        write_scorecard_page(made_page(), tmp_path / "missing" / "index.html")
