"""Files of our own layout or of other systems into a store, or what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from data_sources import importing
from data_sources.given_path import given_path
from data_sources.importing import ImportResult
from data_sources.progress import Progress, unheard
from data_sources.store import opened_store


def import_data(
    data: str | Path | Sequence[str | Path],
    *,
    db: str | Path | None = None,
    format: str = "auto",  # noqa: A002 - the option's name
    skip_bad: bool = False,
    dry_run: bool = False,
    hear: Progress = unheard,
) -> ImportResult:
    """Publish files, folders or archives into a store, which is made when there is none.

    Files of Tushare, akshare, baostock, terminals and others (docs/layouts.md) are recognised by their columns,
    converted and proved. Everything is checked first: a severe finding refuses all of it and leaves the store as it
    was. The same data twice changes nothing.

    Parameters
    ----------
    data : str, Path or a sequence of them
        A file, a folder (nested ones too), a .zip, or several.
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.
    format : str, default "auto"
        The layout of files that could be of several, by its name in docs/layouts.md; ``own`` for our own columns.
    skip_bad : bool, default False
        Leave the symbols of severe findings out of every table and publish the rest.
    dry_run : bool, default False
        Do everything but publish; ``counts`` are what would be stored.
    hear : callable, optional
        Hears (what, done, of how many) as files are read, checked and published.

    Returns
    -------
    ImportResult
        ``outcome`` is done, partly (bad symbols were left out) or refused (the store is as it was); with counts by
        table, every finding, and in ``said`` what was done with the files of other systems.

    Raises
    ------
    UserError
        For a path that is not there or of no kind that is read, and for an unknown format (``StoreError`` for a store
        that cannot be used).
    """
    given = [data] if isinstance(data, str | Path) or not isinstance(data, Sequence) else data
    paths = [given_path(each, "the path") for each in given]
    with opened_store(db, create=True) as engine:
        return importing.import_files(paths, engine, format=format, skip_bad=skip_bad, dry_run=dry_run, progress=hear)
