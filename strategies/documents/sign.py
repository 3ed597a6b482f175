"""A sign for or against a thesis: in words, and as a condition where a series carries its threshold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sign:
    """What would refute a thesis, or what would confirm it.

    ``when`` is the condition (``strategies.conditions``) that says it in figures, empty where no series does. Then
    ``source`` is ``ours``, or the lines that print the threshold, such as ``003, line 226``; empty without a condition.
    """

    text: str
    when: str = ""
    source: str = ""
