"""A night: refresh, audit, run, publish. Each part either ends well or leaves the site of last night where it was."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from backtest.app.executors.choice import ExecutorName, check_executor, executing
from backtest.app.library import Reports, asked_library
from backtest.app.look import look_of
from backtest.app.night.ending import end_night, shown_night
from backtest.app.night.failure import failed_night, is_explained
from backtest.app.night.outcome import NightOutcome
from backtest.app.night.refresh import RefreshOrder
from backtest.app.night.site_folder import SiteFolder, only_night, site_folder
from backtest.app.night.webhook import Webhook, asked_webhook, post_summary
from backtest.app.night.work import NightOrder, do_work
from backtest.app.tell import Tell, untold
from data_sources.calendar import clock
from data_sources.calendar.max_age import MAX_AGE, insist_on_max_age
from data_sources.given_argument import insist_on_kind
from data_sources.language.colours import Colours
from data_sources.language.text import Language
from data_sources.out_folder import out_folder
from data_sources.progress import Progress, unheard
from data_sources.quality.acceptance import accepted_rules


def nightly(
    *,
    out: str | Path = "var/site",
    db: str | Path | None = None,
    source: str | Path | Sequence[str | Path] | None = None,
    no_refresh: bool = False,
    older_store: bool = False,
    earnings: bool = False,
    max_age: int = MAX_AGE,
    accept: str | Sequence[str] | None = None,
    reports: Reports = None,
    webhook: str | None = None,
    lang: Language | None = None,
    colours: Colours = "red",
    executor: ExecutorName = "local",
    address: str | None = None,
    workers: int | None = None,
    hear: Progress = unheard,
    tell: Tell = untold,
    warn: Tell = untold,
) -> NightOutcome:
    """Refresh the store, audit and run every strategy, publish all at once; the twin of ``backtest nightly``.

    Parameters
    ----------
    out : str or Path, default "var/site"
        The folder that readers open, a link to one whole build at a time.
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.
    source : str or Path, or a sequence of them, optional
        What the refresh asks, in this order: a library by its name in ``data_sources.vendors.libraries``, or a folder;
        by default the first library's vendors. Where it brings nothing and there is no site yet, the site is made from
        the store as it is, and says so.
    no_refresh : bool, default False
        Use the store as it is; ask no vendor for anything.
    older_store : bool, default False
        Make the site even from a store whose data or snapshot is older than what the site was made from, such as a
        back-up that was put back. The front page says so, and the paper diary gets no row behind a later day. A
        simulated store is refused all the same where the site was made from real prices, and the other way round.
    earnings : bool, default False
        Read what companies reported and what analysts expect too, as ``refresh`` has it.
    max_age : int, default 1
        Call the data old, and the night partly done, when so many sessions are due of which bars or index have no row,
        with or without a refresh; 1 or more. A session is due from 17:00 in Shanghai on, by the calendar of the
        exchange.
    accept : str or sequence of str, optional
        Rules in spite of which the refresh publishes rows, as ``refresh`` has them.
    reports : str, Path or Library, optional
        A folder of documents of your own beside the shipped ones, as ``backtest.library`` reads it; by default
        ``BACKTEST_REPORTS``, or else none. Their names are refreshed and belong to what the pages know, and each
        ``[basket]`` is audited and run beside the registered strategies. Its strategy files are not run: a night
        executes no code of a folder, and a page for readers does not say where a file lies.
    webhook : {"wecom", "feishu", "slack", "plain"}, optional
        Post the line of the night, in the form that this service reads, to the address in ``BACKTEST_WEBHOOK``; by
        default nothing is posted. What becomes of the post never changes how the night ended.
    lang : {"en", "zh"}, optional
        The language of the pages until their reader chooses; without it that of ``BACKTEST_LANG`` or of the locale.
    colours : {"red", "green", "safe"}, default "red"
        The colour of a gain until the reader chooses; "safe" is red beside blue.
    executor : {"local", "ray"}, default "local"
        Where strategies are audited and traded and pages are made: in processes of this machine as far as that repays,
        or on a Ray cluster. The site is the same. A cluster that cannot be used is a night that fails.
    address : str, optional
        The head of the Ray cluster, as for ``sweep``.
    workers : int, optional
        Strategies at a time; by default one per core. 1: one after the other, in this process.
    hear : callable, optional
        Hears (what, done, of how many) as often as something is done.
    tell : callable, optional
        Hears a sentence for each strategy that gets no page.
    warn : callable, optional
        Hears a sentence of what is worth a line and changes nothing: a webhook without an answer, a history that
        cannot be written.

    Returns
    -------
    NightOutcome
        ``outcome`` is done, unchanged, skipped, partly or failed. A night that fails is told to readers of the site
        and returned, not raised.

    Raises
    ------
    UserError
        When ``out`` is not ours to write or another night is at work on it, and for a webhook or an executor of no
        kind.
    """
    insist_on_max_age(max_age)
    check_executor(executor, address)
    rules, known, hook = accepted_rules(accept or ()), asked_library(reports), asked_webhook(webhook, warn)
    insist_on_kind("source", source, str | Path | Sequence | None, "a name or a folder, or a list of them")
    named = [source] if isinstance(source, str | Path) else source or []
    refresh = RefreshOrder(tuple(str(each) for each in named), max_age, rules, earnings=earnings, library=known)
    site, look = site_folder(out_folder(out)), look_of(lang, colours)
    with only_night(site), executing(executor, address, workers) as execute:
        order = NightOrder(
            db, None if no_refresh else refresh, max_age, known, older_store=older_store, look=look, execute=execute
        )
        return _night(site, order, hook, hear=hear, tell=tell, warn=warn)


def _night(
    site: SiteFolder, order: NightOrder, hook: Webhook | None, *, hear: Progress, tell: Tell, warn: Tell
) -> NightOutcome:
    """Do the work, tell of it and remember it; a fault of the program is told too, and raised."""
    began = clock.SYSTEM.elapsed()

    def ended(night: NightOutcome) -> NightOutcome:
        timed = replace(night, seconds=clock.SYSTEM.elapsed() - began, asked=order.words(site))
        found = end_night(site, timed, order.db, warn, order.look)
        if hook is not None:
            post_summary(hook, shown_night(site, found, order.db).summary, warn)
        return found

    try:
        night = do_work(site, order, hear, tell)
    except BaseException as fault:
        night = failed_night(site, fault)
        if not is_explained(fault):
            with suppress(Exception):
                ended(night)
            raise
    return ended(night)
