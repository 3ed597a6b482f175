"""A folder of CSV or Parquet tables into a store, or what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from data_sources import importing
from data_sources.given_path import given_path
from data_sources.importing import ImportResult
from data_sources.progress import Progress, unheard
from data_sources.store import opened_store


def import_folder(
    folder: str | Path, *, db: str | Path | None = None, skip_bad: bool = False, hear: Progress = unheard
) -> ImportResult:
    """Publish a folder of CSV or Parquet tables into a store, which is made when there is none.

    Everything is checked first: a severe finding refuses all of it and leaves the store as it was. The same folder
    twice changes nothing.

    Parameters
    ----------
    folder : str or Path
        The folder that holds instruments, bars, index and more tables.
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.
    skip_bad : bool, default False
        Leave the symbols of severe findings out of every table and publish the rest.
    hear : callable, optional
        Hears (what, done, of how many) as files are read, checked and published.

    Returns
    -------
    ImportResult
        ``outcome`` is done, partly (bad symbols were left out) or refused (the store is as it was); with counts by
        table and every finding.

    Raises
    ------
    UserError
        For a path that is not a folder (``StoreError`` for a store that cannot be used).
    """
    place = given_path(folder, "folder")
    with opened_store(db, create=True) as engine:
        return importing.import_folder(place, engine, skip_bad=skip_bad, progress=hear)
