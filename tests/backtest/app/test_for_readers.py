"""What readers of a page are told names no place of the machine that made it."""

from __future__ import annotations

from pathlib import Path

import pytest

from backtest.app.for_readers import for_readers


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("cannot write /srv/site/.site.builds/b.part/edge_ai/report.html: disk full",
         "cannot write report.html: disk full"),
        ("the store sqlite:////var/lib/backtest/market.db cannot be used: disk I/O error",
         "the store … cannot be used: disk I/O error"),
        ("the store postgresql+psycopg://quant:***@db.internal/market cannot be used",
         "the store … cannot be used"),
        ("/home/me/mine.py:12: it broke (see '/etc/passwd')", "mine.py:12: it broke (see 'passwd')"),
        ("~/data and C:\\Users\\me\\market.db are gone", "data and market.db are gone"),
        # What is no path stays: a name of two words, a ratio, a page of the web, a word of the command.
        ("edge_ai/plain made 3/4 of it, CNY/share, on 2026/06/30 and / or",
         "edge_ai/plain made 3/4 of it, CNY/share, on 2026/06/30 and / or"),
        ("see https://www.sse.com.cn/disclosure/ for it", "see https://www.sse.com.cn/disclosure/ for it"),
        ("run: backtest refresh --db", "run: backtest refresh --db"),
    ],
)  # fmt: skip
def test_of_a_path_its_last_name_stays_and_of_an_address_nothing(said: str, shown: str) -> None:
    assert for_readers(said) == shown


def test_a_known_place_goes_though_it_does_not_look_like_a_path(tmp_path: Path) -> None:
    place = tmp_path / "my own site"
    said = f"cannot write {place}/index.html, nor var/market.db"
    assert for_readers(said, (place, "var/market.db", None)) == "cannot write my own site/index.html, nor market.db"
