"""A store brought up to the last session, and what is still missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from backtest.app.library import Reports, asked_library
from data_sources import refresh as refreshing
from data_sources.calendar.day import Day, day_of
from data_sources.calendar.max_age import MAX_AGE, insist_on_max_age
from data_sources.errors import InputError
from data_sources.given_argument import insist_on_kind
from data_sources.given_path import given_path
from data_sources.progress import Progress, unheard
from data_sources.quality.acceptance import accepted_rules
from data_sources.refresh import DEFAULT, RefreshResult, RefreshSettings, named_sources, plan_only, read_universe
from data_sources.refresh.folder_symbols import folder_symbols, only_folders
from data_sources.store import opened_store
from strategies.library.library import Library


def refresh(
    source: str | Path | Sequence[str | Path] | None = None,
    universe: str | Path = "reports",
    *,
    since: Day | None = None,
    earnings: bool = False,
    within: float = 360.0,
    dry_run: bool = False,
    max_age: int = MAX_AGE,
    accept: str | Sequence[str] | None = None,
    reports: Reports = None,
    db: str | Path | None = None,
    hear: Progress = unheard,
) -> RefreshResult:
    """Bring a store up to the last session, from vendors or files.

    Every answer is checked, and all of them are published at once. Of a vendor only what is missing is asked for, and
    the last few sessions again; a folder is read whole, and what it corrects is kept as a revision. A table that fails
    its checks stays as it was. Interrupt it whenever you like and run it again: what was read is kept.

    Parameters
    ----------
    source : str or Path, or a sequence of them, optional
        What to ask, in this order: a library by its name in ``data_sources.vendors.libraries``, or a folder; by
        default the first library's vendors.
    universe : str or Path, default "reports"
        Whose bars: ``"reports"`` for those the reports name, ``"all"`` for the whole market, or a file of symbols.
        Where every source is a folder, ``"reports"`` takes all its other rows too, which cost nothing to read.
    since : date or str, optional
        Read everything again from that day on.
    earnings : bool, default False
        Read what companies reported (业绩报表) as well: of a library quarter by quarter, each the whole market in
        some 13 calls, those being reported now and of the last two years what was never read; and what analysts expect,
        a fifth of the shares each session. A folder that has them gives them anyway.
    within : float, default 360.0
        Stop asking after so many minutes, above 0; what is missing then is for the next refresh.
    dry_run : bool, default False
        Return the plan and the number of calls; ask no vendor.
    max_age : int, default 1
        Call bars or index old, and the refresh partly done, when so many sessions are due of which they have no row; 1
        or more. A session is due from 17:00 in Shanghai on, by the calendar of the exchange.
    accept : str or sequence of str, optional
        Rules in spite of which rows are published (``backtest.findings`` explains each); the findings say so, and a
        caveat beside every verdict of a run on them.
    reports : str, Path or Library, optional
        A folder of documents of your own beside the shipped ones, as ``backtest.library`` reads it; by default
        ``BACKTEST_REPORTS``, or else none.
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``. It is
        made when there is none.
    hear : callable, optional
        Hears (what, done, of how many) as vendors are asked.

    Returns
    -------
    RefreshResult
        ``outcome`` is done, partly (something is missing), failed (the store is as it was) or planned; with counts,
        findings and what is missing by table, and what to do about it.

    Raises
    ------
    UserError
        For what is not a day, an age or a rule that can be accepted, a source or universe that cannot be read, another
        writer at work, a wrong clock, a full disk.
    """
    if not within > 0:
        raise InputError(f"within is {within}; it is a number of minutes above 0")
    insist_on_max_age(max_age)
    rules = accepted_rules(accept or ())
    insist_on_kind("source", source, str | Path | Sequence | None, "a name or a folder, or a list of them")
    asked = [source] if isinstance(source, str | Path) else source or [DEFAULT]
    name, vendors = named_sources([str(each) for each in asked])
    day = None if since is None else day_of(since)
    symbols, every_row = (
        symbols_of(universe, asked_library(reports)),
        str(universe) == "reports" and only_folders(vendors),
    )
    if symbols is not None and every_row:
        symbols = tuple(sorted({*symbols, *folder_symbols(vendors, "bars")}))
    order = RefreshSettings(name, vendors, symbols, day, within * 60, max_age, every_row, earnings, rules)
    with opened_store(db, create=True) as engine:
        return plan_only(engine, order) if dry_run else refreshing.refresh(engine, order, progress=hear)


def symbols_of(universe: str | Path, library: Library) -> tuple[str, ...] | None:
    """Return the symbols of a universe, sorted for ``reports``; None for the whole market."""
    if str(universe) == "all":
        return None
    if str(universe) == "reports":
        return tuple(sorted({member.symbol for member in library.memberships()}))
    return read_universe(given_path(universe, "--universe"))
