"""Passwords in what people write for a database, however it is written, kept out of every line that is shown."""

from __future__ import annotations

import re

MASK = "***"
# Patterns are text, which ``re`` compiles and keeps at their first use: no command needs them before it fails.
PARAMETER_NAMES = r"(?:password|passwd|pwd|secret|token)"
# In postgresql://user:password@host/name a password may hold @ and / itself, so the last @ ends it.
# A scheme may be left out before the slashes.
_AFTER_SLASHES = r"(?s)((?:^|[:\s=\'\"(])//[^/:@\s]*):.*@"
# The same with the slashes left out, or one of them: postgresql:user:password@host, and user:password@host alone.
_WITHOUT_SLASHES = r"(?i)(\b[a-z][\w+.-]*:/?[^/:@\s]*):(?!//)[^@\s]*[^\s]*@"
_WORD = r"(?i)(?:--?[\w-]+=)?\s*(?:[a-z][\w+.-]*:/?)?[^/:@\s=]*:"
_ALONE = r"(?i)((?:^|[\s=\'\"(])[^\s:@/=\'\"(]+):(?!/)[^@\s]+@"
_NAMED = rf"(?i)([?&\s\'\"]|^)([^=&\s\'\"]*{PARAMETER_NAMES}[^=&\s]*\s*=\s*|options=)[^&\s]*"
# The beginning of a database's address that lacks its //.
_ADDRESS = (
    r"(?is)\s*(?:postgres|postgresql|psql|pgsql|mysql|mariadb|mssql|oracle|sqlite|duckdb|mongodb|redis)[\w+]*:|(?://)?[^/]*:[^/]*@|"
    rf"[\w.+-]+:/?[^/]*:[^/]*@|.*\b{PARAMETER_NAMES}\s*="
)


def masked(text: str) -> str:
    """Return an argument, or words with spaces between, with the passwords of database addresses in it masked.

    The words of one argument stay together where a password holds a space.
    """
    if not ("@" in text or "=" in text):
        return text
    if "@" in text:
        text = re.sub(_AFTER_SLASHES, rf"\1:{MASK}@", text)
        text = re.sub(_ALONE, rf"\1:{MASK}@", re.sub(_WITHOUT_SLASHES, rf"\1:{MASK}@", text))
    return re.sub(_NAMED, rf"\1\2{MASK}", text)


def masked_word(word: str) -> str:
    """Return one word of a command with what may be a password masked, which may hold spaces and line ends here."""
    begins = re.match(_WORD, word)
    if begins and "@" in word[begins.end() :] and "//" not in word:
        word = f"{begins[0]}{MASK}@{word.rpartition('@')[2]}"
    return masked(word)


def looks_like_address(text: str) -> bool:
    """Whether a text without ``://`` is meant as the address of a database and not as a file."""
    return re.match(_ADDRESS, text) is not None
