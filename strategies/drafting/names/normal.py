"""One spelling of a name: half width, no white space, no mark of the exchange (ST, XD, -U, A)."""

from __future__ import annotations

import re
import unicodedata

HAN = "\u3400-\u9fff"
# Marks before a name: special treatment (ST), first days (N, C), days without a right (XD, XR, DR), no reform yet (S).
# Source: the exchanges' rules on short names (证券简称).
MARK_BEFORE = re.compile(rf"^(?:S?\*?ST|XD|XR|DR|S|N|C)(?=[{HAN}])")
TRUNCATING = re.compile(rf"^(?:XD|XR|DR)[{HAN}]{{3}}$")
# Behind a name: A and B shares; U no profit yet, W weighted votes, V by contract, D depositary receipts.
MARK_BEHIND = re.compile(r"(?:-?[AB]|-[UWVD]{1,3})$")
HAN_LETTER = re.compile(rf"[{HAN}]")


def half_width(text: str) -> str:
    """Return a text in the compatible normal form NFKC: full-width letters, digits and brackets become half width."""
    return unicodedata.normalize("NFKC", text)


def plain(name: str) -> str:
    """Return a name in half width and without white space."""
    return re.sub(r"\s+", "", half_width(name))


def bare(name: str) -> str:
    """Return a name without the exchange's marks before and behind it."""
    text = MARK_BEFORE.sub("", plain(name))
    return MARK_BEHIND.sub("", text) or text


def is_marked(name: str) -> bool:
    """Say whether a name bears ST, whose two letters left are too short to be told from a word."""
    return "ST" in plain(name)[:4]


def is_cut(name: str) -> bool:
    """Say whether a mark for a day (XD) may have cut the name's last letter off."""
    return TRUNCATING.match(plain(name)) is not None


def is_han(letter: str) -> bool:
    """Say whether a letter is Chinese."""
    return HAN_LETTER.match(letter) is not None
