"""Text that others wrote, made fit to be shown: no character that a terminal obeys, and no more than a reader reads."""

from __future__ import annotations

import re
import sys

LONGEST_LINE = 800
"""Characters of one message; more is cut, and how much there was is said."""

# C0 but tab and line feed, DEL and C1, marks that turn the direction of text or are not seen, line ends of Unicode,
# halves of a surrogate pair, tags. Chinese, its wide space and every other printable character stay.
# Text, which ``re`` compiles and keeps at its first use: most commands never need it.
_OBEYED = (
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    r"""Return text with each character that a terminal would obey written as its escape, such as ``\x1b``.

    Tabs and line feeds stay.
    """
    return text if text.isprintable() else re.sub(_OBEYED, _escape, text)


def visible_json(text: str) -> str:
    """Return JSON text with the same characters as JSON escapes: the document is the same."""
    return text if text.isascii() and "\x7f" not in text else re.sub(_OBEYED, _json_escape, text)


def cut(text: str, most: int = LONGEST_LINE) -> str:
    """Return text of at most about ``most`` characters; what is cut ends with the number there were."""
    return text if len(text) <= most else f"{text[:most]}... ({len(text):,} characters)"


def one_line(text: str, most: int = LONGEST_LINE) -> str:
    """Return a message as one line that can be shown: line ends become spaces, what is too long is cut."""
    # Words are split only near the front: megabytes of them would take seconds.
    start = " ".join(text[: 4 * most].split())
    if len(text) > 4 * most or len(start) > most:
        start = f"{start[:most]}... ({len(text):,} characters)"
    return visible(start)


def words_of(fault: BaseException) -> str:
    """Return the message of an exception; its class may be a user's own, whose ``__str__`` fails."""
    try:
        return str(fault)
    except BaseException as inner:  # noqa: BLE001 - it is the user's code, and anything may come out of it
        return f"(its message cannot be written: {type(inner).__name__})"


def can_write(text: str) -> bool:
    """Whether stdout has a sign for each character of a text; one without an encoding takes everything."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004


def _json_escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x10000:  # noqa: PLR2004 - the first plane
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
