"""Passwords in what people write for a database, however it is written, kept out of every line that is shown."""

from __future__ import annotations

import re

MASK = "***"
PARAMETER_NAMES = r"(?:password|passwd|pwd|secret|token)"
# In postgresql://user:password@host/name a password may hold @ and / itself, so the last @ ends it.
_AFTER_SLASHES = re.compile(r"(://[^/:@\s]*):.*@", re.DOTALL)
# The same with the slashes left out, or one of them: postgresql:user:password@host, and user:password@host alone.
_WITHOUT_SLASHES = re.compile(r"(\b[a-z][\w+.-]*:/?[^/:@\s]*):(?!//)[^@\s]*[^\s]*@", re.IGNORECASE)
_WORD = re.compile(r"(?:--?[\w-]+=)?\s*(?:[a-z][\w+.-]*:/?)?[^/:@\s=]*:", re.IGNORECASE)
_ALONE = re.compile(r"((?:^|[\s=\'\"(])[^\s:@/=\'\"(]+):(?!/)[^@\s]+@", re.IGNORECASE)
_NAMED = re.compile(rf"([?&\s\'\"]|^)([^=&\s\'\"]*{PARAMETER_NAMES}[^=&\s]*\s*=\s*|options=)[^&\s]*", re.IGNORECASE)
# The beginning of a database's address that lacks its //.
_ADDRESS = re.compile(
    r"\s*(?:postgres|postgresql|psql|pgsql|mysql|mariadb|mssql|oracle|sqlite|duckdb|mongodb|redis)[\w+]*:|[^/]*:[^/]*@|"
    rf"[\w.+-]+:/?[^/]*:[^/]*@|.*\b{PARAMETER_NAMES}\s*=",
    re.IGNORECASE | re.DOTALL,
)


def masked(text: str) -> str:
    """Return an argument, or words with spaces between, with the passwords of database addresses in it masked.

    The words of one argument stay together where a password holds a space.
    """
    if not ("@" in text or "=" in text):
        return text
    if "@" in text:
        text = _AFTER_SLASHES.sub(rf"\1:{MASK}@", text)
        text = _ALONE.sub(rf"\1:{MASK}@", _WITHOUT_SLASHES.sub(rf"\1:{MASK}@", text))
    return _NAMED.sub(rf"\1\2{MASK}", text)


def masked_word(word: str) -> str:
    """Return one word of a command with what may be a password masked, which may hold spaces and line ends here."""
    begins = _WORD.match(word)
    if begins and "@" in word[begins.end() :] and "://" not in word:
        word = f"{begins[0]}{MASK}@{word.rpartition('@')[2]}"
    return masked(word)


def looks_like_address(text: str) -> bool:
    """Whether a text without ``://`` is meant as the address of a database and not as a file."""
    return _ADDRESS.match(text) is not None
