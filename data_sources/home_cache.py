"""The folder of what this program keeps for its user and can make again at any time."""

from __future__ import annotations

import os
from pathlib import Path


def home_cache() -> Path:
    """Return the folder below ``XDG_CACHE_HOME`` (``~/.cache``), which may not be there yet.

    Raises RuntimeError for a user without a home.
    """
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "a-share-thesis-backtester"
