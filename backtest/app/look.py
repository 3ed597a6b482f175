"""How the pages of a command look at first: in which language, and in which colours a gain and a loss."""

from __future__ import annotations

import os

from data_sources.errors import OptionError
from data_sources.language.asked import asked_language
from data_sources.language.colours import COLOURS, Colours
from data_sources.language.text import Language, both
from reports.page import Look


def look_of(lang: Language | None = None, colours: Colours = "red") -> Look:
    """Return the look of pages in a language (None: ``BACKTEST_LANG``, else the locale) with colours for a gain.

    A reader of a page may choose otherwise there. Raises UserError for a language or colours that there are not.
    """
    if colours not in COLOURS:
        there = ", ".join(COLOURS)
        raise OptionError(both(f"--colours {colours}: there are {there}", f"--colours {colours}：可选 {there}"))
    return Look(asked_language(lang, os.environ), colours)
