"""Files of our own layout or of other systems, or frames in memory, into a store, or what is wrong with them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from data_sources import importing
from data_sources.calendar import clock
from data_sources.calendar.clock import insist_on_believable
from data_sources.errors import OptionError
from data_sources.exports.choice import insist_on_format
from data_sources.exports.given_frames import ALONE, read_frames
from data_sources.given_frame import is_frame
from data_sources.given_path import given_path
from data_sources.import_result import ImportResult
from data_sources.progress import Progress, unheard
from data_sources.quality.acceptance import accepted_rules
from data_sources.store import opened_store
from data_sources.tables.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd

GivenFrames: TypeAlias = "pd.DataFrame | Mapping[str, pd.DataFrame]"

SOURCE = "frames in memory"
FORMS = "give a path, several paths, a frame, or frames by the name of their table or by symbol"


def import_data(
    data: str | Path | Sequence[str | Path] | GivenFrames | None = None,
    *,
    db: str | Path | None = None,
    format: str = "auto",  # noqa: A002 - the option's name
    skip_bad: bool = False,
    accept: str | Sequence[str] | None = None,
    dry_run: bool = False,
    hear: Progress = unheard,
    **tables: pd.DataFrame,
) -> ImportResult:
    """Publish files, folders, archives or frames into a store, which is made when there is none.

    Files of Tushare, akshare, baostock, terminals and others (docs/layouts.md) are recognised by their columns,
    converted and proved; a frame is read as a file of it would be, the levels of its index being columns. Everything is
    checked first: a severe finding refuses all of it and leaves the store as it was. The same data twice changes
    nothing. Findings name a frame by its table or symbol, and its rows counted from 1.

    Parameters
    ----------
    data : str, Path, a sequence of them, pandas.DataFrame or mapping of str to DataFrame, optional
        A file, a folder (nested ones too), a .zip, or several; or a frame, which its columns recognise; or frames by
        the name of their table, or by symbol: bars of shares and rows of indices.
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.
    format : str, default "auto"
        The layout of data that could be of several, by its name in docs/layouts.md; ``own`` for our own columns.
    skip_bad : bool, default False
        Leave the symbols of severe findings out of every table and publish the rest.
    accept : str or sequence of str, optional
        Rules whose severe findings refuse nothing, for a judge can err (``backtest.findings`` explains each). They are
        kept with the snapshot, and a caveat beside every verdict of a run on such facts names them.
    dry_run : bool, default False
        Do everything but publish; ``counts`` are what would be stored.
    hear : callable, optional
        Hears (what, done, of how many) as files are read, checked and published.
    **tables : pandas.DataFrame, optional
        Frames by the name of their table: ``bars``, ``instruments``, ``index``, ``actions``, ``status``, ``renames``,
        ``sessions``, ``signals``, ``earnings``.

    Returns
    -------
    ImportResult
        ``outcome`` is done, partly (bad symbols were left out) or refused (the store is as it was); with counts by
        table, every finding, and in ``said`` what was done with the files of other systems.

    Raises
    ------
    UserError
        For a path that is not there or of no kind that is read, for an unknown format or table, and for what is no
        frame (``StoreError`` for a store that cannot be used).
    """
    insist_on_format(format)
    rules = accepted_rules(accept or ())
    frames = _frames(data, tables)
    if frames:
        insist_on_believable(clock.SYSTEM)
        reading = read_frames(frames, SOURCE, format)
        with opened_store(db, create=True) as engine:
            return importing.import_reading(
                reading, engine, skip_bad=skip_bad, accept=rules, dry_run=dry_run, progress=hear
            )
    paths = [given_path(each, "the path") for each in _paths(data)]
    with opened_store(db, create=True) as engine:
        return importing.import_files(
            paths, engine, format=format, skip_bad=skip_bad, accept=rules, dry_run=dry_run, progress=hear
        )


def _frames(data: object, tables: Mapping[str, object]) -> dict[str, object]:
    """Return the given frames by name, none where paths are given; OptionError for both and for a doubled one."""
    if unknown := sorted(tables.keys() - TABLES.keys()):
        raise OptionError(f"{', '.join(unknown)} is no table; there are {', '.join(TABLES)}")
    named = {name: frame for name, frame in tables.items() if frame is not None}
    frames: Mapping[str, object] = {ALONE: data} if is_frame(data) else data if isinstance(data, Mapping) else {}
    if named and data is not None and not frames:
        raise OptionError(f"paths and frames ({', '.join(named)}) are two imports; give one of them")
    if doubled := sorted(frames.keys() & named.keys()):
        raise OptionError(f"{', '.join(doubled)} is given twice; give each table once")
    return {**frames, **named}


def _paths(data: Any) -> Sequence[Any]:  # noqa: ANN401 - whatever a user gives
    if isinstance(data, str | os.PathLike):
        return [data]
    paths = [*data] if isinstance(data, Iterable) and not isinstance(data, Mapping) else []
    if not paths or any(map(is_frame, paths)):
        what = "there is no data" if data is None or not paths else "a list of frames names no tables"
        raise OptionError(f"{what}; {FORMS}")
    return paths
