"""The page of a real run on A4: as few sheets as that of a made one, and every one within its margins."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import opened
from tests.browser.test_paper import A4_WIDTH
from tests.cli.command import backtest
from tests.data_sources.real_data import real_data

pytestmark = [pytest.mark.browser, pytest.mark.realdata]


@pytest.fixture(scope="module")
def real_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    store = folder / "market.db"
    assert backtest("import", real_data(), store=store).code == 0
    assert backtest("run", "domestic_compute", "--out", folder / "run", store=store).code == 0
    return folder / "run" / "report.html"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_real_report_has_six_sheets_at_most(browser: Browser, real_page: Path, tmp_path: Path, language: str) -> None:
    paper = tmp_path / "page.pdf"
    with opened(browser, real_page, settings={"lang": language}) as seen:
        seen.page.pdf(path=paper, prefer_css_page_size=True, print_background=True)
    with pdfplumber.open(paper) as sheets:
        assert len(sheets.pages) <= 6
        assert max(word["x1"] for page in sheets.pages for word in page.extract_words()) < A4_WIDTH - 30
    assert real_page.stat().st_size <= 300_000
