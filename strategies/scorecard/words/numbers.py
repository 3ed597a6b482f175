"""Signed numbers of a scorecard in both languages: with a hyphen in English, a minus sign in Chinese."""

from __future__ import annotations

from data_sources.language.text import Text, both

MINUS = "\u2212"


def points(value: float) -> Text:
    """Write a fraction as signed percentage points."""
    return _signed(f"{value * 100:+.1f}")


def percent(value: float) -> Text:
    """Write a fraction as a signed percentage."""
    return _signed(f"{value * 100:+.1f}%")


def _signed(number: str) -> Text:
    return both(number, number.replace("-", MINUS))
