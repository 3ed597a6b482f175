"""Letters that a PDF stores as radicals (⽉ for 月, ⻓ for 长) written as the letters that they stand for.

Fonts often give a glyph two numbers, that of the letter and that of the radical of the same shape; which of the two
comes out of a file, or of text copied from it, is chance. Source: Unicode, blocks CJK Radicals Supplement, Kangxi
Radicals and CJK Compatibility Ideographs; the supplement maps few of its own, so that the table here gives the mainland
letter of the same shape.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from importlib import resources

RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")


def letters_for_radicals(text: str) -> str:
    """Return text with each radical or compatibility form as its letter; nothing else changes, nor does the length."""
    return RADICALS.sub(lambda found: _letter(found[0]), text) if RADICALS.search(text) else text


def _letter(radical: str) -> str:
    return _supplement().get(radical) or unicodedata.normalize("NFKC", radical)


@cache
def _supplement() -> dict[str, str]:
    file = resources.files("strategies.drafting.text") / "radicals.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {row["printed"]: row["meant"] for row in rows}
