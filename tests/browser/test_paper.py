"""The report page on A4: the first sheet is complete in itself, few sheets in all, and no table is cut off."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pdfplumber
import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import opened

pytestmark = pytest.mark.browser

A4_WIDTH = 595.3  # points


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_first_sheet_is_a_fact_sheet_and_all_of_them_are_six_at_most(
    browser: Browser, pages: Path, tmp_path: Path, language: str
) -> None:
    paper = tmp_path / "page.pdf"
    with opened(browser, pages / "long.html", settings={"lang": language, "theme": "dark"}) as seen:
        seen.page.pdf(path=paper, prefer_css_page_size=True, print_background=True)
    with pdfplumber.open(paper) as sheets:
        assert len(sheets.pages) <= 6
        # Paper names some characters by the radical that looks like them: 大 as U+2F24.
        first = normalize("NFKC", sheets.pages[0].extract_text())
        # Badge, tiles, chart and facts, all on the first sheet; pictures instead of canvases.
        wanted = (
            ("Maximum drawdown", "Excess", "Data until") if language == "en" else ("最大回撤", "超额收益", "数据截至")
        )
        assert all(words in first for words in wanted)
        assert "2024-0" in first
        # Nothing stands beyond the margins of 12 mm (34 points).
        assert max(word["x1"] for page in sheets.pages for word in page.extract_words()) < A4_WIDTH - 30


def test_a_long_table_prints_its_first_rows_and_says_how_many_more_there_are(
    browser: Browser, pages: Path, tmp_path: Path
) -> None:
    paper = tmp_path / "page.pdf"
    with opened(browser, pages / "long.html") as seen:
        seen.page.pdf(path=paper, prefer_css_page_size=True)
    with pdfplumber.open(paper) as sheets:
        text = "\n".join(page.extract_text() for page in sheets.pages)
    # 24 names held, 12 of them on paper.
    assert "12 more rows stand in the page." in text


def test_every_key_number_is_printed_with_its_name(browser: Browser, pages: Path, tmp_path: Path) -> None:
    """On a screen a name unfolds its formula; on paper the name itself must not go with the fold."""
    paper = tmp_path / "page.pdf"
    with opened(browser, pages / "long.html") as seen:
        names = seen.run("[...document.querySelectorAll('#numbers ~ .pair summary')].map((each) => each.innerText)")
        seen.page.pdf(path=paper, prefer_css_page_size=True)
    with pdfplumber.open(paper) as sheets:
        text = " ".join(" ".join(page.extract_text().split()) for page in sheets.pages)
    assert len(names) > 30
    assert [name for name in names if name.split()[0] not in text] == []
    assert "Sharpe ratio" in text
