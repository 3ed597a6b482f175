"""A site of all strategies on one market, written once; a night makes the same one and keeps it up to date."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backtest.app.batch import carry_out_all
from backtest.app.batch_outcome import BatchOutcome
from backtest.app.job import RunSettings, job_of
from backtest.app.library import Reports, asked_library
from backtest.app.look import look_of
from backtest.app.run import load_market
from backtest.app.site.content import page_of
from backtest.app.site.mail import write_mail
from backtest.app.site.only_writer import only_writer
from backtest.app.site.write import write_site
from backtest.app.tell import Tell, untold
from backtest.options import Options
from backtest.result.run_folder import insist_on_place
from data_sources.errors import UserError
from data_sources.language.colours import Colours
from data_sources.language.text import Language, both, same
from data_sources.out_folder import out_folder
from data_sources.progress import Progress, unheard
from reports.site.tabs import NAMES
from strategies.own.known import declared_strategies
from strategies.registry import STRATEGIES


@dataclass(frozen=True, repr=False)
class Site:
    """The runs of a site and its front page; ``mail`` is the folder of its pages for a mail, None without."""

    runs: BatchOutcome
    index: Path
    mail: Path | None = None

    def __repr__(self) -> str:
        """Return the front page and how the runs ended."""
        return f"<Site {self.index}: {self.runs!r}>"

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        return {"index": self.index, **({"mail": self.mail} if self.mail else {}), **self.runs.document()}


def site(
    *,
    out: str | Path = "var/pages",
    db: str | Path | None = None,
    reports: Reports = None,
    deep: bool = False,
    standalone: bool = False,
    lang: Language | None = None,
    colours: Colours = "red",
    command: str = "",
    hear: Progress = unheard,
    tell: Tell = untold,
) -> Site:
    """Run every strategy and write a site: calls, strategies, signals and gates, data health, methods, theses.

    Parameters
    ----------
    out : str or Path, default "var/pages"
        Its folder; each run has one of its name in it. Every page is replaced whole, what else lies there stays.
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.
    reports : str, Path or Library, optional
        A folder of documents of your own beside the shipped ones; their baskets run too.
    deep : bool, default False
        Random lists, the run-up and the sensitivity of each run; some seconds more for each.
    standalone : bool, default False
        Write each page also as one file for a mail, into the folder ``mail`` within ``out``: its tables within it, and
        no link that leads out of it.
    lang : {"en", "zh"}, optional
        The language of the pages until their reader chooses; without it that of ``BACKTEST_LANG`` or of the locale.
    colours : {"red", "green", "safe"}, default "red"
        The colour of a gain until the reader chooses; "safe" is red beside blue.
    command : str, default ""
        What each manifest names as the command that makes the run again.
    hear : callable, optional
        Hears (what, done, of how many) before each run.
    tell : callable, optional
        Hears a sentence when a run fails, while the others go on.

    Returns
    -------
    Site
        The runs and the front page.

    Raises
    ------
    UserError
        When the folder cannot be written, is that of a night or is being written by another command, and when not one
        strategy came to its end.
    """
    folder, library, look = out_folder(out), asked_library(reports), look_of(lang, colours)
    insist_on_place(folder, NAMES)
    settings = RunSettings(Options(), command, deep=deep, library=library, look=look, back="../index.html")
    with only_writer(folder):
        panel = load_market(db)
        strategies = {**STRATEGIES, **declared_strategies(library)}
        jobs = [job_of(each, panel, settings, folder / each.name) for each in strategies.values()]
        outcome = carry_out_all(jobs, panel, settings.options, hear, tell)
        if not outcome.finished:
            first = same(next(iter(outcome.failed.values())))
            raise UserError(
                both(f"no strategy came to its end, the first: {first}", f"没有策略跑完，首个原因：{first.zh}")
            )
        index = write_site(folder, outcome, panel, library, db, look=look, hear=hear)
        return Site(outcome, index, write_mail(folder, _pages(folder, outcome)) if standalone else None)


def _pages(folder: Path, outcome: BatchOutcome) -> tuple[str, ...]:
    """Return the addresses of the tabs that are there and of the runs."""
    tabs = (address for address in NAMES if (folder / address).is_file())
    return (*tabs, *(page_of(run) for run in outcome.finished))
