"""The page of the scorecard: what stands on it, that it asks for nothing, and that readers of tables find their way."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from data_sources.errors import UserError
from data_sources.language.text import same
from reports.scorecard import ScorecardPage, write_scorecard_page
from reports.site.frame import Frame, frame_of
from reports.site.tabs import CALLS
from strategies.scorecard.tables import NAMES
from tests.language import seen_in
from tests.reports.scorecard.test_model import made_page
from tests.reports.site.test_strategies import STATE

KEPT = {"scorecard", "json", "calls", "baskets", "reports", "brokers", "base_days", "days", "base", "excluded"}
KEPT |= {"machinery", "pumps", "pool", "store"}
"""English words that a Chinese page has too: files, options, and what the invented document says in English alone."""
TABLES = {f"{name}.csv" for name in NAMES}


def written(folder: Path, model: ScorecardPage | None = None, frame: Frame | None = None) -> str:
    write_scorecard_page(model or made_page(), folder / "index.html", frame)
    return (folder / "index.html").read_text(encoding="utf-8")


def test_a_simulated_market_is_called_so_in_title_heading_and_banner(tmp_path: Path) -> None:
    page = seen_in("en", written(tmp_path))
    assert "<title>SIMULATED: Scorecard, 2025-12-02</title>" in page
    assert "– SIMULATED</h1>" in page
    assert "– 模拟数据</h1>" in seen_in("zh", written(tmp_path))
    assert "<strong>SIMULATED.</strong>" in page
    assert "SIMULATED" not in written(tmp_path, replace(made_page(), simulated=False))


def test_signs_and_words_carry_what_colours_do(tmp_path: Path) -> None:
    page = seen_in("en", written(tmp_path))
    assert '<td class="up">+15.0<' in page
    assert '<td class="down">−25.0<' in page
    assert "<td>met<" in page
    assert '<td class="open">no verdict<' in page


def test_day_snapshot_and_caveat_stand_at_the_head(tmp_path: Path) -> None:
    head = seen_in("en", written(tmp_path)).partition("<main>")[2].partition("</header>")[0]
    assert '<strong class="day">2025-12-02</strong>' in head
    assert "Snapshot s6-0123456789ab." in head
    assert "<strong>But:</strong> a caveat" in head


def test_the_page_asks_for_nothing(tmp_path: Path) -> None:
    page = written(tmp_path)
    assert "default-src 'none'" in page
    assert not re.search(r"https?:|src\s*=|url\(|@import", page)
    links = set(re.findall(r'href="([^"]*)"', page))
    assert links == {"data:,", "#report-006", "#brokers", "scorecard.json", *TABLES}


def test_it_leads_back_where_it_is_part_of_a_site(tmp_path: Path) -> None:
    page = written(tmp_path, frame=frame_of(CALLS, STATE))
    assert '<a href="../index.html">Strategies</a>' in seen_in("en", page)
    assert '<a href="../index.html">策略</a>' in seen_in("zh", page)


def test_everything_that_is_said_is_said_in_chinese_too(tmp_path: Path) -> None:
    model = replace(made_page(), simulated=False, caveats=())
    page = seen_in("zh", written(tmp_path, model)).partition("<main>")[2].partition("</main>")[0]
    for words in ("超额", "达标", "无结论", "个股评级 买入", "有评级的个股：1 只中 1 只达标（100%）", "考察期 3 个月"):
        assert words in page
    words = re.sub(r"<script>.*?</script>|<[^>]*>", " ", page, flags=re.DOTALL)
    english = {word for word in re.findall(r"[a-z]{4,}", words) if word not in KEPT}
    assert english == set()


def test_every_table_has_a_caption_and_every_heading_a_scope(tmp_path: Path) -> None:
    page = written(tmp_path)
    assert page.count("<table") == page.count("<caption>") == 5
    assert not re.search(r"<th(?![^>]*\bscope=)[\s>]", page)
    # A cell for each heading in every row.
    for table in re.findall(r"<table.*?</table>", page, flags=re.DOTALL):
        rows = re.split(r"<tr[ >]|</t(?:head|body)>", table)[1:]
        rows = [row for row in rows if "<t" in row and "<tbody" not in row]
        assert len({len(re.findall(r"<t[hd][ >]", row)) for row in rows}) == 1


def test_names_from_outside_cannot_become_markup(tmp_path: Path) -> None:
    model = made_page()
    evil = same("</td><img src=x onerror=alert(1)>")
    section = model.reports[0]
    calls = tuple(replace(row, name=evil) for row in section.calls)
    page = written(tmp_path, replace(model, reports=(replace(section, title=evil, notes=(evil,), calls=calls),)))
    assert "<img" not in page


def test_the_same_scorecard_gives_the_same_bytes_and_few_of_them(tmp_path: Path) -> None:
    assert written(tmp_path) == written(tmp_path)
    assert (tmp_path / "index.html").stat().st_size < 54_000


def test_a_page_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot write "):
        write_scorecard_page(made_page(), tmp_path / "missing" / "index.html")
