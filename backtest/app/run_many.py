"""Strategies run one after the other: everything that can be wrong is looked at first, then they trade."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Unpack

from backtest.app.asked_run import AskedMany, asked_runs
from backtest.app.batch import carry_out_all
from backtest.app.batch_outcome import BatchOutcome
from backtest.app.executors.choice import ExecutorName, check_executor, executing
from backtest.app.job import RunSettings
from backtest.app.library import Reports, asked_library
from backtest.app.look import look_of
from backtest.app.option_values import DatedOptionValues, options_of
from backtest.app.planned_run import planned_runs
from backtest.app.run import load_market, parameters_of
from backtest.app.site.only_writer import only_writer
from backtest.app.tell import Tell, untold
from backtest.market.panel import Panel
from backtest.result.price_charts import PriceCharts, checked_price_charts
from data_sources.language.colours import Colours
from data_sources.language.text import Language
from data_sources.out_folder import out_folder
from data_sources.progress import Progress, unheard
from strategies.contract.parameters import Value


def run_many(
    strategies: AskedMany,
    *,
    db: str | Path | None = None,
    parameters: Mapping[str, Value] | None = None,
    hindsight: bool = False,
    plain: bool = False,
    audit: bool = True,
    deep: bool = False,
    reports: Reports = None,
    out: str | Path | None = None,
    lang: Language | None = None,
    colours: Colours = "red",
    price_charts: PriceCharts = "held",
    executor: ExecutorName = "local",
    address: str | None = None,
    workers: int | None = None,
    command: str = "",
    hear: Progress = unheard,
    tell: Tell = untold,
    **conditions: Unpack[DatedOptionValues],
) -> BatchOutcome:
    """Run strategies on one market and write the files and the page of each; the twin of ``backtest run A B``.

    Parameters
    ----------
    strategies : str, Path, Strategy or function, a pair of one and its settings, or an iterable or mapping of them
        What ``backtest.run`` takes; all registered ones are ``strategies.registry.NAMES``. One strategy runs several
        times with other settings: ``["rate_power", ("rate_power", {"top": 3})]``, or as text ``"rate_power:top=3"``,
        which is what the run is called. A mapping gives labels: ``{"few": ("rate_power", {"top": 3})}``.
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.
    parameters : mapping of str to float, int, str or bool, optional
        Parameters by ``name`` for every strategy, by ``strategy.name`` for one. What says it closer wins: a run's own
        settings, then those of its strategy, then those of all.
    hindsight : bool, default False
        As for ``backtest.run``.
    plain : bool, default False
        Run beside each strategy the same names, equal, bought at publication and held.
    audit, deep : bool
        As for ``backtest.run``.
    reports
        As for ``backtest.run``.
    out : str or Path, optional
        Folder of the files: a single run writes into it, several below it, with a site around them whose front page
        is ``index.html``; ``rate_power:top=3`` goes into ``rate_power/top=3``. An older run there is replaced, and is
        the ``older`` of the new one; what else lies there stays. Without it a new folder below
        ``var/runs/NAME``, which keeps the last ten.
    lang : {"en", "zh"}, optional
        The language of the pages until their reader chooses; without it that of ``BACKTEST_LANG`` or of the locale.
    colours : {"red", "green", "safe"}, default "red"
        The colour of a gain until the reader chooses; "safe" is red beside blue.
    price_charts : {"held", "all", "none"}, default "held"
        Of which names each page shows the price, as for ``Run.report``.
    executor : {"local", "ray"}, default "local"
        Where strategies trade and pages are made: in processes of this machine as far as that repays, or on a Ray
        cluster. The files are the same.
    address : str, optional
        The head of the Ray cluster, as for ``sweep``.
    workers : int, optional
        Strategies at a time; by default one per core. 1: one after the other, in this process.
    command : str, default ""
        What each manifest names as the command that makes the run again.
    hear : callable, optional
        Hears (what, done, of how many) before each run.
    tell : callable, optional
        Hears a sentence when a run fails, while the others go on.
    **conditions : see OptionValues
        Fields of ``Options``, as for ``backtest.run``.

    Returns
    -------
    BatchOutcome
        The finished runs with their files, and why the others failed, by name.

    Raises
    ------
    UserError
        Before any run trades: for no name, an unknown or a doubled one, one strategy twice with the same values, a
        wrong parameter, label or condition, a folder that cannot be written, a cluster that cannot be used.
    """
    check_executor(executor, address)
    settings = RunSettings(
        options_of(conditions), command, hindsight, None if out is None else out_folder(out), audit, deep,
        asked_library(reports), look_of(lang, colours), price_charts=checked_price_charts(price_charts),
    )  # fmt: skip
    runs = planned_runs(asked_runs(strategies), parameters_of(parameters), settings, plain=plain)
    several = settings.out is not None and len(runs) > 1
    panel = load_market(db)
    jobs = [each.job(panel, settings, len(runs), in_site=several) for each in runs]
    with ExitStack() as stack:
        execute = stack.enter_context(executing(executor, address, workers))
        if settings.out is None or not several:
            return carry_out_all(jobs, panel, settings.options, hear, tell, execute=execute)
        stack.enter_context(only_writer(settings.out))
        outcome = carry_out_all(jobs, panel, settings.options, hear, tell, execute=execute)
        return _with_site(outcome, settings.out, panel, settings, db, hear)


def _with_site(  # noqa: PLR0917 - what the site is made from
    outcome: BatchOutcome, out: Path, panel: Panel, settings: RunSettings, db: str | Path | None, hear: Progress
) -> BatchOutcome:
    """Write a site around several runs into the folder that was asked for; without one that ended there is none."""
    from backtest.app.site.write import write_site  # noqa: PLC0415 - brings the nightly refresh along for its journal

    if not outcome.finished:
        return outcome
    index = write_site(out, outcome, panel, settings.library, db, look=settings.look, hear=hear)
    return replace(outcome, index=index)
