"""How much room words take in a picture."""

from __future__ import annotations

LETTER, WIDE_LETTER = 6.8, 12.0  # pixels of a letter of 12 pixels, and of a Chinese one


def text_width(text: str) -> float:
    """Return about how many pixels words take in a picture."""
    return sum(WIDE_LETTER if letter > "\u2e7f" else LETTER for letter in text)
