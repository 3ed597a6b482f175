"""In which language somebody wants to be spoken to: the option, else ``BACKTEST_LANG``, else the locale."""

from __future__ import annotations

from collections.abc import Mapping

from data_sources.errors import UserError
from data_sources.language.text import Language

VARIABLE = "BACKTEST_LANG"
LANGUAGES: tuple[Language, ...] = ("en", "zh")
LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""POSIX reads them in this order; the first that is set decides."""


def asked_language(option: str | None, environment: Mapping[str, str]) -> Language:
    """Return the language of the option, of ``BACKTEST_LANG`` or of the locale; English where none of them says.

    A locale that begins with "zh" asks for Chinese, any other for English. Raises UserError when the option or the
    variable names a language that is not spoken here.
    """
    for origin, asked in (("--lang", option), (VARIABLE, environment.get(VARIABLE))):
        if asked:
            return _known(origin, asked)
    locale = next((value for name in LOCALES if (value := environment.get(name))), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def surrounding_language(environment: Mapping[str, str]) -> Language:
    """Return the language for whoever prints an object: of ``BACKTEST_LANG`` or of the locale; it never raises.

    A notebook has no option; a variable that names no language here is left to the commands, which say so.
    """
    try:
        return asked_language(None, environment)
    except UserError:
        return "en"


def _known(origin: str, asked: str) -> Language:
    for language in LANGUAGES:
        if str(asked).lower() == language:
            return language
    # Whoever names a language that there is not may read only one of the two.
    raise UserError(f"{origin} {asked!r}: the languages are en and zh (中文); name one of them (请改为 en 或 zh)")
