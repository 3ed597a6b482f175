"""A page's chart scripts and data as one packed part: deflated, in base64, run by the page in their order.

A page has a budget of bytes, and plain these would be a third of it. What a reader needs at once, or without scripts,
stays as it is: words, tables, pictures, styles, and the scripts of settings and tables. A browser that cannot inflate
(none since 2023) shows the pictures, as one without scripts does.
"""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64encode
from functools import lru_cache
from pathlib import Path

from reports.lean import lean_script

_MARKED = re.compile(r"<script packed([^>]*)>(.*?)</script>\n?", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_END = "</body>"
LEVEL = 9


def packed_page(text: str) -> str:
    """Return a page whose ``<script packed ...>`` elements stand in one packed part at the end of its body.

    They run there one after the other, once the rest of the page has been read; their attributes are kept.
    """
    parts = [(dict(_ATTRIBUTE.findall(found[1])), found[2]) for found in _MARKED.finditer(text)]
    if not parts:
        return text
    held = deflated(json.dumps(parts, ensure_ascii=False, separators=(",", ":")))
    before, after = _MARKED.sub("", text).rsplit(_END, 1)
    packed = f'<script type="text/plain" id="packed">{held}</script>\n<script>\n{_unpacking()}\n</script>\n'
    return f"{before}{packed}{_END}{after}"


def deflated(text: str) -> str:
    """Return a text deflated (zlib, RFC 1950) and in base64."""
    return b64encode(zlib.compress(text.encode(), LEVEL)).decode()


@lru_cache(maxsize=1)
def _unpacking() -> str:
    return lean_script((Path(__file__).parent / "scripts" / "unpack.js").read_text(encoding="utf-8"))
