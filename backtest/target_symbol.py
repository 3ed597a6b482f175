"""The symbol of a weight: an A share in any dialect, or what a spreadsheet left of one, which is said."""

from __future__ import annotations

from collections.abc import Iterable

from data_sources.language.text import Text, both, said
from data_sources.tables.brief import first_of
from data_sources.tables.spellings import spelt_symbol
from data_sources.tables.symbols import is_symbol, parse_a_share, parse_symbol


def share_of(text: str) -> str:
    """Return the canonical symbol of an A share, "" for an empty text.

    A code that a spreadsheet took for a number (``63``, ``6.30E+01``) is read as the A share that has it. Raises
    InputError for anything else.
    """
    word = text.strip()
    return (_mended(word) or str(parse_a_share(word))) if word else ""


def is_code(text: str) -> bool:
    """Say whether a text reads as a security, be it no A share."""
    return is_symbol(text) or bool(_mended(text))


def lost_zeros(texts: Iterable[str]) -> tuple[Text, ...]:
    """Return a sentence on the codes that a spreadsheet took for numbers and that were mended; none without one."""
    words = dict.fromkeys(text.strip() for text in texts)
    mended = [both(f"{word} as {share}", f"{word} 读作 {share}") for word in words if (share := _mended(word))]
    if not mended:
        return ()
    first = first_of(mended)
    return (
        both(
            f"codes that a spreadsheet took for numbers were read with their zeros: {first}",
            f"被电子表格当作数字的代码已补回前导零：{said(first, 'zh')}",
        ),
    )


def _mended(word: str) -> str:
    """Return the A share of a code that is in no dialect as it stands, "" for any other text."""
    found = None if is_symbol(word) else spelt_symbol(word, parse_symbol)
    return str(found.symbol) if found else ""
