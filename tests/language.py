"""What tests ask of words in two languages."""

from __future__ import annotations

import re

from data_sources.language.text import Text

CJK = re.compile("[\u4e00-\u9fff]")


def is_chinese(words: object) -> bool:
    """Whether words carry a Chinese half with Chinese characters in it, and an English one that is not the same."""
    return isinstance(words, Text) and CJK.search(words.zh) is not None and str.__str__(words) != words.zh


def seen_in(language: str, page: str) -> str:
    """A page as a reader of one language sees it: without the words of the other one."""
    other = "zh" if language == "en" else "en"
    left = re.sub(f"<(t?span) lang={other}>[^<]*</\\1>", "", page)
    return re.sub(f"<(t?span) lang={language}>([^<]*)</\\1>", r"\2", left)
