"""What kind of document a file is, told by its first bytes: a name can say anything."""

from __future__ import annotations

import io
import re
import zipfile

from data_sources.errors import InputError

FRONT = 1024
IMAGES = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"BM": "BMP",
    b"RIFF": "WebP",
}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHER_OFFICE = {"xl/": "an Excel workbook", "ppt/": "a PowerPoint file"}
PAGE_STARTS = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")


def kind_of(data: bytes, suffix: str) -> str:
    """Return ``pdf``, ``word``, ``web page`` or ``text``; raises InputError for a kind that is not read."""
    front = data[:FRONT]
    if b"%PDF-" in front:
        return "pdf"
    if front.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    if front.startswith(OLD_OFFICE):
        raise InputError(_old_office(data))
    if front.startswith(b"{\\rtf"):
        raise InputError("this is RTF; save it as .docx or as text")
    if image := next((image for start, image in IMAGES.items() if front.startswith(start) and not _is_text(front)), ""):
        raise InputError(f"this is an image ({image}); recognise its text first (OCR) and give that text")
    if PAGE_STARTS.match(front.removeprefix(b"\xef\xbb\xbf")) or suffix.lower() in PAGE_SUFFIXES:
        return "web page"
    return "text"


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = parts.namelist()
    except zipfile.BadZipFile:
        raise InputError("the file is broken (it begins as .docx and has no end); save or download it again") from None
    if "word/document.xml" in names:
        return "word"
    other = next((what for folder, what in OTHER_OFFICE.items() if any(name.startswith(folder) for name in names)), "")
    raise InputError(f"this is {other or 'a ZIP archive'}; give the document as .docx, .pdf, .html, .md or .txt")


def _old_office(data: bytes) -> str:
    """Say which of the files of the old container it is: a .doc, or a .docx behind a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "the file is encrypted; open it with its password and save it without one"
    return "this is a file of old Office (.doc); save it as .docx"


def _is_text(front: bytes) -> bool:
    """Whether bytes that begin like an image are words all the same, such as "BMW" or "RIFF"."""
    return b"\0" not in front and not front.startswith((b"\x89PNG", b"\xff\xd8\xff"))
