"""Where a report prints something, in Chinese."""

from __future__ import annotations

import pytest

from strategies.documents.citation import cited


@pytest.mark.parametrize(
    ("words", "chinese"),
    [
        ("ours", "我们的设定"),
        ("003, line 226", "003 第 226 行"),
        ("003, lines 2502-2509", "003 第 2502–2509 行"),
        ("lines 138, 407-409", "第 138、407–409 行"),
        ("002 table 5, lines 496-506", "002 表 5，第 496–506 行"),
        ("a chart without a number", "a chart without a number"),
    ],
)
def test_a_place_is_said_in_chinese(words: str, chinese: str) -> None:
    seen = cited(words)
    assert (seen, seen.zh) == (words, chinese)
