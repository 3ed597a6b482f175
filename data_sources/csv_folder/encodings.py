"""The bytes of a text file to text: Unicode, or the mainland's code pages as terminals and spreadsheets write them."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from data_sources.tables.raw import FileFaultError

FIRST_HAN, LAST_HAN = "\u4e00", "\u9fff"
FIRST_OF_THREE_BYTES = "\u0800"
THREE_BYTES = re.compile("[\u0800-\U0010ffff]")
BEYOND_LATIN = re.compile("[\u0250-\u07ff]")


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text and what it was read as: "" for UTF-8, else ``UTF-16`` or ``GBK``.

    UTF-16 says so itself by its first bytes. Bytes that are no UTF-8 are read as GB18030, which holds GBK, where that
    makes Chinese of them; of a damaged UTF-8 file it would make nonsense, so a file that is mostly UTF-8 is refused.
    A few words of GBK are UTF-8 of other scripts too, such as 实施 (ʵʩ): they are read as Chinese.
    Raises FileFaultError for what is no text.
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _utf16(data), "UTF-16"
    if b"\0" in data:
        raise _nul_byte(data[: data.index(b"\0")].count(b"\n") + 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if (chinese := _gb18030(data)) is not None:
            return chinese, "GBK"
        line = data[: error.start].count(b"\n") + 1
        words = f"byte 0x{data[error.start]:02x} is neither UTF-8 nor GBK; save the file as UTF-8"
        raise FileFaultError("not_utf8", words, line) from None
    return (chinese, "GBK") if (chinese := _rather_chinese(data, text)) else (text, "")


def _rather_chinese(data: bytes, text: str) -> str:
    """Return bytes as Chinese where their UTF-8 has letters that are neither Latin nor Chinese and GBK has only Han."""
    if text.isascii() or THREE_BYTES.search(text) or not BEYOND_LATIN.search(text):
        return ""
    chinese = data.decode("gb18030", "replace")
    return chinese if all(letter.isascii() or FIRST_HAN <= letter <= LAST_HAN for letter in chinese) else ""


def _utf16(data: bytes) -> str:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        words = f"the file begins as UTF-16 and is none from byte {error.start:,}; save it as UTF-8"
        raise FileFaultError("not_utf8", words, 1) from None
    if "\0" in text:
        raise _nul_byte(text[: text.index("\0")].count("\n") + 1)
    return text


def _nul_byte(line: int) -> FileFaultError:
    return FileFaultError("nul_byte", "the file holds a NUL byte; it is no text or was cut off while written", line)


def _gb18030(data: bytes) -> str | None:
    """Return bytes as Chinese text, None where they are none or are rather UTF-8 with something broken in it."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    if not any(FIRST_HAN <= letter <= LAST_HAN for letter in text):
        return None
    # Chinese takes three bytes in UTF-8; two-byte letters of GBK form such a sequence by accident now and then only.
    letters = [letter for letter in data.decode(errors="replace") if letter >= FIRST_OF_THREE_BYTES]
    broken = letters.count("\ufffd")
    return text if len(letters) - broken < broken else None
