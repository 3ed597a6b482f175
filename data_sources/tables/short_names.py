"""What the short name of a share says: ST and *ST (风险警示) and the delisting period (退市整理期) show in it."""

from __future__ import annotations

import re
import unicodedata

# A share called STAR-something carries no mark.
ST_MARK = re.compile(r"S?\*?ST(?![A-Z])")

OF_THE_DAY = ("XD", "XR", "DR")
"""What leads a name on its ex-date."""


def plain_name(name: str) -> str:
    """Return a short name without spaces, full-width letters and the marks of an ex-date, in capitals."""
    plain = "".join(unicodedata.normalize("NFKC", name).split()).upper()
    for mark in OF_THE_DAY:
        plain = plain.removeprefix(mark)
    return plain


def kind_of_name(name: str) -> str:
    """Return ST, DELISTING or "" for a short name, full-width letters and spaces included.

    Sources: SSE and SZSE listing rules; the mark leads the name, a delisting name starts with 退市 or ends with 退.
    """
    plain = plain_name(name)
    # N and C lead a name after a listing.
    if plain.startswith("退市") or plain.endswith("退"):
        return "DELISTING"
    return "ST" if ST_MARK.match(plain) else ""
