"""A folder of CSV or Parquet tables into a store, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from data_sources import importing
from data_sources.given_path import given_path
from data_sources.import_result import ImportResult
from data_sources.progress import Progress, unheard
from data_sources.quality.acceptance import accepted_rules
from data_sources.store import opened_store


def import_folder(
    folder: str | Path,
    *,
    db: str | Path | None = None,
    skip_bad: bool = False,
    accept: str | Sequence[str] | None = None,
    hear: Progress = unheard,
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
    accept : str or sequence of str, optional
        Rules whose severe findings refuse nothing, for a judge can err (``backtest.findings`` explains each). They are
        kept with the snapshot, and a caveat beside every verdict of a run on such facts names them.
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
        For a path that is not a folder, and a rule that is none or no judgement (``StoreError`` for a store that cannot
        be used).
    """
    place = given_path(folder, "folder")
    rules = accepted_rules(accept or ())
    with opened_store(db, create=True) as engine:
        return importing.import_folder(place, engine, skip_bad=skip_bad, accept=rules, progress=hear)
