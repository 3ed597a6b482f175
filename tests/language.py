"""What tests ask of words in two languages."""

from __future__ import annotations

import re

from data_sources.language.text import Text

CJK = re.compile("[\u4e00-\u9fff]")


def is_chinese(words: object) -> bool:
    """Whether words carry a Chinese half with Chinese characters in it, and an English one that is not the same."""
    return isinstance(words, Text) and CJK.search(words.zh) is not None and str.__str__(words) != words.zh
