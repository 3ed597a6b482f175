"""The colour of a signed number."""

from __future__ import annotations


def tone(value: float | None) -> str:
    """Return the style of a signed number: "up", "down" or nothing when it rounds to 0.0%."""
    if value is None or abs(value) < 0.0005:  # noqa: PLR2004 - half of the last digit that percent() shows
        return ""
    return "up" if value > 0 else "down"
