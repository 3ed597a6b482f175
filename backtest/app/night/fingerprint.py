"""What a site is made from, as one hash: the same hash means the same pages, byte for byte."""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from backtest.result.checkout import PACKAGES
from backtest.result.manifest import LIBRARIES, version_of
from reports import Look

KINDS = (".py", ".csv", ".toml", ".html", ".css", ".js")


def fingerprint(snapshot: str, notes: Sequence[str], documents: str = "", look: Look | None = None) -> str:
    """Return the hash of the data, of this program with its tables and templates, and of the libraries under it.

    ``documents`` is the sum of what a folder of the user's own adds, empty without one, ``look`` that of the pages.
    """
    parts = [
        snapshot,
        list(notes),
        _code(),
        platform.python_version(),
        [version_of(name) for name in LIBRARIES],
        *([documents] if documents else []),
        *([[look.language, look.colours]] if look and look != Look() else []),
    ]
    return sha256(json.dumps(parts).encode()).hexdigest()


@cache
def _code() -> str:
    """Hash the files themselves: the version stays the same while a checkout is edited."""
    root = Path(__file__).resolve().parents[3]
    found = sha256()
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*")):
            if path.suffix in KINDS:
                found.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
