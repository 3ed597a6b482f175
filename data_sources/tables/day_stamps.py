"""The times of day that daily rows are stamped with; rows at others are bars within the day."""

from __future__ import annotations

MIDNIGHT, CLOSE = 0, 15 * 3600
"""Seconds of the day in Shanghai. Source: SSE and SZSE trading rules (交易规则), the closing auction ends at 15:00."""


def minute_words(time: str) -> str:
    """Say what rows at a time of day such as ``09:35`` are, and what to give."""
    return f"times of day such as {time}: these are minute bars; give daily ones"
