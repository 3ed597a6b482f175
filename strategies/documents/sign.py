"""A sign for or against a thesis: in words, and as a condition where a series carries its threshold."""

from __future__ import annotations

from dataclasses import dataclass

from data_sources.language.text import Text


@dataclass(frozen=True)
class Sign:
    """What would refute a thesis, or what would confirm it; a text without Chinese is said alike in both languages.

    ``when`` is the condition (``strategies.conditions``) that says it in figures, empty where no series does. Then
    ``source`` is ``ours``, or the lines that print the threshold, such as ``003, line 226``; empty without a condition.
    """

    text: Text
    when: str = ""
    source: str = ""
