"""Passwords in what people write for a database, however it is written, kept out of every line that is shown."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

MASK = "***"
HARMLESS = frozenset(
    {"host", "port", "sslmode", "connect_timeout", "application_name", "target_session_attrs", "timeout", "mode", "uri"}
)
"""Options of an address whose values are no secret."""
# Patterns are text, which ``re`` compiles and keeps at their first use: no command needs them before it fails.
PARAMETER_NAMES = r"(?:password|passwd|passphrase|pwd|secret|token|api_?key)"
# Names that are too short to be looked for everywhere: after the ? of an address they are a password's.
_SHORT_NAMES = r"(?:pass|pw|dsn|key)"
# In postgresql://user:password@host/name a password may hold @ and / itself, so the last @ ends it.
# A scheme may be left out before the slashes.
_AFTER_SLASHES = r"(?s)((?:^|[:\s=\'\"(])//[^/:@\s]*):.*@"
# The same with the slashes left out, or one of them: postgresql:user:password@host, and user:password@host alone.
_WITHOUT_SLASHES = r"(?i)(\b[a-z][\w+.-]*:/?[^/:@\s]*):(?!//)[^@\s]*[^\s]*@"
_WORD = r"(?i)(?:--?[\w-]+=)?\s*(?:[a-z][\w+.-]*:/?)?[^/:@\s=]*:"
_ALONE = r"(?i)((?:^|[\s=\'\"(])[^\s:@/=\'\"(]+):(?!/)[^@\s]+@"
_NAMED = (
    rf"(?i)([?&;\s\'\"]|^)([^=&;\s\'\"]*{PARAMETER_NAMES}[^=&;\s]*\s*=\s*|options=|(?<=[?&;]){_SHORT_NAMES}=)[^&;\s]*"
)
# What is meant as a database's address but lacks its ://, once it is written plainly. A drive's letter begins a path.
_ADDRESS = (
    r"(?is)\s*(?:postgres|postgresql|psql|pgsql|mysql|mariadb|mssql|oracle|sqlite|duckdb|mongodb|redis)[\w+]*[:;]|"
    r"(?!\w:[\\/]).*:.*@|[\w.+-]+:/?[^/]*:[^/]*@|"
    rf"(?:.*[?&;\s])?[^=&;\s/]*(?:{PARAMETER_NAMES}|(?<![^?&;\s]){_SHORT_NAMES})\s*[:=]|.*://"
)
# The one way of writing an address that is shown again: nothing in it but names, a port and options without secrets.
_PLAIN = (
    r"([\w+]+://(?:[\w.~-]+)?)(:.*(?=@))?(@?(?:[\w.-]*|\[[\da-fA-F:.]+\])(?::\d+)?(?:/[\w./ ~-]*)?)"
    r"(\?[\w=&.,/-]*)?"
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


def masked_address(text: str) -> str:
    """Return what was given for a store: a path as it is, an address without its password.

    An address that is written in any other way than the plain one is masked whole, since its password may be anywhere.
    """
    if not looks_like_address(text):
        return text
    plain = re.fullmatch(_PLAIN, text)
    if not plain or (plain[2] and not plain[3].startswith("@")):
        return MASK
    options = re.sub(r"([?&])([^=&]*)=[^&]*", _shown_option, plain[4] or "")
    return f"{plain[1]}{f':{MASK}' if plain[2] else ''}{plain[3]}{options}"


def _shown_option(found: re.Match[str]) -> str:
    return found[0] if found[2].lower() in HARMLESS else f"{found[1]}{found[2]}={MASK}"


def looks_like_address(text: str) -> bool:
    """Whether a text is meant as the address of a database and not as a file, however it is spelled."""
    return re.match(_ADDRESS, plainly(text)) is not None


def plainly(text: str) -> str:
    """Return text with what is percent-encoded decoded, and with letters and signs of full width as plain ones."""
    return unicodedata.normalize("NFKC", unquote(unquote(text)))
