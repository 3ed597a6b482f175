"""A store made beside another one, put in its place."""

from __future__ import annotations

import shutil
from pathlib import Path

from data_sources.store.address import url_of
from data_sources.store.cache import cache_folder


def put_in_place(made: Path, store: Path) -> None:
    """Let a closed SQLite store take the place of another, with its column cache.

    The database goes in one step, so that a reader finds the old one or the new one; its cache follows, and a reader in
    between makes its own. Raises OSError when the disk refuses.
    """
    old, cache = cache_folder(url_of(made)), cache_folder(url_of(store))
    if cache is not None:
        shutil.rmtree(cache, ignore_errors=True)
    made.replace(store)
    if old is not None and cache is not None and old.exists() and not cache.exists():
        old.rename(cache)
