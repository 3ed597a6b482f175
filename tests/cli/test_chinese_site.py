"""Every page of the demo's site as a reader of Chinese sees it: nothing on it is left in English."""

from __future__ import annotations

from pathlib import Path

from tests.chinese_page import left_in_english
from tests.cli.command import Ran


def test_no_page_of_the_site_leaves_words_in_english(demonstration: tuple[Path, Ran]) -> None:
    folder, ran = demonstration
    assert ran.code == 0
    pages = sorted(folder.rglob("*.html"))
    names = {page.relative_to(folder).as_posix() for page in pages}
    assert {"index.html", "signals.html", "health.html", "methods.html", "theses.html"} <= names
    assert sum(name.endswith("report.html") for name in names) > 1
    left = {
        page.relative_to(folder).as_posix(): found
        for page in pages
        if (found := left_in_english(page.read_text(encoding="utf-8")))
    }
    assert left == {}
