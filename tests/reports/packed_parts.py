"""What a page holds packed, for tests that read its data and scripts."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode

PACKED = re.compile(r'<script type="text/plain" id="packed">([^<]*)</script>')


def packed_parts(page: str) -> list[tuple[dict[str, str], str]]:
    """Attributes and text of each packed script of a page, in their order; none where it has no packed part."""
    found = PACKED.search(page)
    return (
        [(attributes, text) for attributes, text in json.loads(zlib.decompress(b64decode(found[1])))] if found else []
    )


def packed_data(page: str, name: str) -> object:
    """The JSON that a page holds packed under an id, None where it holds none."""
    texts = [text for attributes, text in packed_parts(page) if attributes.get("id") == name]
    return json.loads(texts[0]) if texts else None


def packed_scripts(page: str) -> str:
    """The packed scripts of a page, one after the other."""
    return "\n".join(text for attributes, text in packed_parts(page) if "id" not in attributes)
