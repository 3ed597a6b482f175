"""How a draft's file marks what needs a person, and writes text."""

from __future__ import annotations

import json

CHECK = "# CHECK:"


def text_of(value: str) -> str:
    """Return a basic string of TOML, which is written as one of JSON is."""
    return json.dumps(value, ensure_ascii=False)
