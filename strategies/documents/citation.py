"""Where a report prints something, in words of both languages: ``003, line 226``."""

from __future__ import annotations

import re

from data_sources.language.text import Text, both, same

OURS = "ours"
OUR_CHOICE = both(OURS, "我们的设定")
NUMBERS = r"\d+(?:-\d+)?(?:, \d+(?:-\d+)?)*"
PLACE = re.compile(rf"(line|table)s? ({NUMBERS})")
CITATION = re.compile(rf"(?:([a-z0-9_-]+),? )?({PLACE.pattern}(?:, {PLACE.pattern})*)")


def cited(words: str) -> Text:
    """Return the place where a report prints something: ``003, line 226`` is ``003 第 226 行`` in Chinese.

    ``ours`` is what no report prints. What is worded more freely is said as it stands.
    """
    if words == OURS:
        return OUR_CHOICE
    found = CITATION.fullmatch(words)
    if found is None:
        return same(words)
    report = f"{found[1]} " if found[1] else ""
    return both(words, report + "，".join(_place(*each) for each in PLACE.findall(found[2])))


def _place(kind: str, numbers: str) -> str:
    listed = numbers.replace(", ", "、").replace("-", "–")
    return f"第 {listed} 行" if kind == "line" else f"表 {listed}"
