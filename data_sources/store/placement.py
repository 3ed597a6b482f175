"""A store made beside another one, put in its place."""

from __future__ import annotations

import shutil
from pathlib import Path

from data_sources.store.address import url_of
from data_sources.store.cache import cache_folder
from data_sources.store.connection import connect_store
from data_sources.store.frozen import LOG, LOG_INDEX
from data_sources.store.trials import carry_trials


def put_in_place(made: Path, store: Path) -> None:
    """Let a closed SQLite store take the place of another, with its column cache and the trials of the other one.

    The database goes in one step, so that a reader finds the old one or the new one; its cache follows, and a reader in
    between makes its own. Raises OSError when the disk refuses, and StoreError when the trials of the other store
    cannot be read: what was tried is never thrown away.
    """
    if store.exists():
        _keep_trials(store, made)
    old, cache = cache_folder(url_of(made)), cache_folder(url_of(store))
    if cache is not None:
        shutil.rmtree(cache, ignore_errors=True)
    # What a process that was killed left of the old one's log; the trials in it have been read.
    for end in (LOG, LOG_INDEX):
        store.with_name(store.name + end).unlink(missing_ok=True)
    made.replace(store)
    if old is not None and cache is not None and old.exists() and not cache.exists():
        old.rename(cache)


def _keep_trials(store: Path, made: Path) -> None:
    source, target = connect_store(store), connect_store(made, writes=True)
    try:
        carry_trials(source, target)
    finally:
        source.dispose()
        target.dispose()
