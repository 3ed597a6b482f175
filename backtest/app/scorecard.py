"""The reports judged by their own rating standards on the market of a store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import get_args

from backtest.app.asked_reports import asked_reports
from backtest.app.judged_reports import JudgedReports
from backtest.app.library import Reports, asked_library
from backtest.app.run import load_market
from backtest.market.indices import total_return_of
from backtest.market.panel import Panel
from backtest.result.accepted import accepted_about, accepted_rules_of, accepted_sentence
from data_sources.calendar.day import Day, day_of
from data_sources.errors import InputError
from data_sources.tables.finding import Finding
from strategies.documents.document import Report
from strategies.forecasts.card import judge_forecasts
from strategies.library.library import Library
from strategies.scorecard import Pool, Scorecard, score


def scorecard(
    ids: str | Sequence[str] | None = None,
    *,
    as_of: Day | None = None,
    pool: Pool = "reports",
    reports: Reports = None,
    db: str | Path | None = None,
) -> JudgedReports:
    """Judge reports by their own standards, against the benchmarks that they name.

    Parameters
    ----------
    ids : str or sequence of str, optional
        Ids of reports such as ``"002"``; all of them by default.
    as_of : date or str, optional
        Use only what was known after the close of that day; by default all that is stored.
    pool : {"reports", "store"}, default "reports"
        Draw random lists from the names that reports had given by then, or from all names of the store, later picks
        among them.
    reports : str, Path or Library, optional
        A folder of documents of your own beside the shipped ones, as ``backtest.library`` reads it; by default
        ``BACKTEST_REPORTS``, or else none.
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.

    Returns
    -------
    JudgedReports
        ``report(path)`` writes its page, ``write(folder)`` the page and its tables, as ``--out`` does. Every industry
        rating and rated stock: return, excess, the class that the market gave it, met or missed or
        pending. Names listed without a rating beside our reading of that, baskets of the report's own names with the
        interval of their excess, and what could be traded. Hit rates stand beside base rates; the reports oldest first,
        then each broker's taken together. How a judgement is made stands in ``strategies.scorecard``.

    Raises
    ------
    UserError
        For an unknown report, for what is no day or no pool, for a day before the first of them, and for a store
        without a bar by then.
    """
    if pool not in get_args(Pool):
        raise InputError(f"pool is {pool!r}; there are {', '.join(get_args(Pool))}")
    day = None if as_of is None else day_of(as_of)
    known = asked_library(reports)
    chosen = asked_reports(known, ids, day)
    return judged_on(load_market(db), chosen, known, day, pool)


def judged_on(
    panel: Panel, chosen: Sequence[Report], known: Library, day: date | None = None, pool: Pool = "reports"
) -> JudgedReports:
    """Judge some reports of a library on a market that is loaded already; ``day`` None for all that it has."""
    card = score(panel, chosen, day, pool, known.named_from())
    expected = judge_forecasts(panel, chosen, day, known.reports)
    return JudgedReports(card, pool, panel.simulated, panel.snapshot, _caveat(panel.findings, card), expected)


def _caveat(findings: Sequence[Finding], card: Scorecard) -> str:
    """Say in spite of which rules the prices of the judged names and of the indices they are held against came in."""
    rows = [row for judged in card.reports for row in judged.rows]
    names = {symbol for row in rows for symbol in row.symbols}
    benchmarks = {row.benchmark for row in rows}
    indices = benchmarks | {total_return_of(each) for each in benchmarks}
    indices |= {row.measured_by.partition(" ")[0] for row in rows}
    return accepted_sentence(accepted_rules_of(accepted_about(findings, names | indices)))
