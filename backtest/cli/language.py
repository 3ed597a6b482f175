"""The language in which this process speaks to its reader: chosen once, when a command begins."""

from __future__ import annotations

import os
from collections.abc import Sequence

from data_sources.language.asked import LANGUAGES, asked_language
from data_sources.language.text import Language, said

FLAG = "--lang"

_CHOSEN: list[Language] = ["en"]


def choose_language(words: Sequence[str]) -> None:
    """Speak the language that a command line asks for, else that of ``BACKTEST_LANG``, else that of the locale.

    The option is looked for among the words since what is wrong with a command line is said in its language too; a
    language that it names and that is not spoken here is left to the check of options. Raises UserError for one that
    the variable names.
    """
    _CHOSEN[0] = "en"
    option = asked_option(words)
    _CHOSEN[0] = asked_language(option if option in LANGUAGES else None, os.environ)


def language() -> Language:
    """Return the language that was chosen; English before a command begins."""
    return _CHOSEN[0]


def spoken(words: str) -> str:
    """Return words in the chosen language."""
    return said(words, language())


def asked_option(words: Sequence[str]) -> str | None:
    """Return what ``--lang`` names among the words of a command line, the last where it stands twice."""
    return next((value for value in (_value(words, at) for at in reversed(range(len(words)))) if value), None)


def without_language(words: Sequence[str]) -> list[str]:
    """Return the words of a command line without ``--lang``: a run is the same in any language."""
    return [word for at, word in enumerate(words) if not (_value(words, at) or (at and words[at - 1] == FLAG))]


def _value(words: Sequence[str], at: int) -> str | None:
    word = words[at]
    if word == FLAG:
        return words[at + 1] if at + 1 < len(words) else None
    return word.removeprefix(f"{FLAG}=") if word.startswith(f"{FLAG}=") else None
