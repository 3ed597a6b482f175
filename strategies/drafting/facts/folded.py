"""Text in one spelling, so that a rule is written once: widths, dashes, quotes, spaces, slips of recognition."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from strategies.drafting.facts.tables import rows_of

LINES = 200_000
"""Lines whose spelling is remembered: every fact walks over all lines of a document again."""
FIELD = re.compile(r"\[Table_\w+\]\s*", re.IGNORECASE)
"""Names of fields that templates of brokers leave in extracted text."""
MARKS = re.compile(r"^(?:[#➤■◆●▪•·*\s]|>\s)+|\*\*|__|`")
QUOTES = str.maketrans(
    dict.fromkeys("“”‘’「」『』《》〈〉＂'", '"')
    | dict.fromkeys("～〜∼˜⁓", "~")
    | {"≧": "≥", "≦": "≤", "【": "(", "】": ")"}
)
DASHES = re.compile(r"[‐‑‒–—―−﹣－]")
BETWEEN_NUMBERS = re.compile(r"(?<=[%\d])[‐‑‒–—―−]{2}(?=[-+\d])")
LONG_DASH = re.compile(r"[—–―]{2,}|-{2,}(?![\d])")
LETTER_FOR_ZERO = re.compile(r"(?<=\d)[Oo](?=[Oo\d%个])|(?<=沪深3)[Oo]{1,2}|(?<=沪深3[Oo0])[Oo]")
LETTER_FOR_ONE = re.compile(r"(?<![A-Za-z\d])[lI|](?=\d(\.\d+)?(%|个月))")


def folded(text: str) -> str:
    """Return text with half-width signs, one kind of dash, quote and space, without the marks of Markdown."""
    text = FIELD.sub("", text)
    text = BETWEEN_NUMBERS.sub("~", re.sub(r"(?<=[%\d])\s+(?=[—–])|(?<=[—–])\s+(?=[-+\d])", "", text))
    text = unicodedata.normalize("NFKC", LONG_DASH.sub(":", text).translate(QUOTES))
    return " ".join(MARKS.sub("", DASHES.sub("-", text).translate(QUOTES)).split())


@lru_cache(maxsize=LINES)
def dense(text: str) -> str:
    """Return folded text without any space, its slips of recognition mended: 沪深 3OO and 增待 as they were meant."""
    text = re.sub(r"\s+", "", folded(text))
    text = LETTER_FOR_ONE.sub("1", LETTER_FOR_ZERO.sub("0", LETTER_FOR_ZERO.sub("0", text)))
    for slip, meant in _slips():
        if slip in text:
            text = text.replace(slip, meant)
    return text


@cache
def _slips() -> tuple[tuple[str, str], ...]:
    return tuple((row["printed"], row["meant"]) for row in rows_of("slips.csv"))
