"""The name of a run, which names a folder too: it can neither leave ``--out`` nor hide in it."""

from __future__ import annotations

import unicodedata

from data_sources.errors import UserError
from data_sources.plain_text import one_line, visible
from strategies.registry import STRATEGIES

LONGEST_NAME = 100
"""Bytes; a file system takes 255, and endings come behind it."""


def check_run_name(name: object) -> str:
    """Return the name of a strategy, a handler or a weight table; raises UserError when no folder can be called so.

    A plain version is called ``NAME/plain`` and a variant ``NAME/VARIANT``: each part has to be the name of a folder,
    and no more than one slash.
    """
    if not isinstance(name, str):
        raise UserError(f"the name of a strategy is {type(name).__name__}; it is text, such as my_rule")
    own, slash, version = name.partition("/")
    wrong = folder_fault(own) or (folder_fault(version) if slash else "")
    if slash and version != PLAIN and version not in _variants(own):
        wrong = "holds a slash"
    if wrong:
        raise UserError(
            f"{one_line(repr(name), 120)} {wrong}, so it cannot name a run and its folder; give the file, or STRATEGY "
            "in it, a name such as my_rule"
        )
    return name


def _variants(family: str) -> set[str]:
    return {each.name for each in STRATEGIES[family].variants} if family in STRATEGIES else set()


def folded(name: str) -> str:
    """Return a name as a file system may read it that knows no capitals and only one spelling of a letter."""
    return unicodedata.normalize("NFKC", name).casefold().rstrip(". ")


PLAIN = "plain"


def folder_fault(part: str) -> str:
    """Return in words why a part of a name cannot be a folder; empty for one that can."""
    if not part.strip():
        return "is empty"
    if part.startswith(".") or part.strip() != part:
        return "begins with a dot, or with or ends in a space"
    if "\\" in part or visible(part) != part or "\n" in part or "\t" in part:
        return "holds a backslash or a character that is not seen"
    if len(part.encode()) > LONGEST_NAME:
        return f"is longer than {LONGEST_NAME} bytes"
    return ""
