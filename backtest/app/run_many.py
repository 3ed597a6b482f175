"""Strategies run one after the other: everything that can be wrong is looked at first, then they trade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Unpack

from backtest.app.batch import carry_out_all
from backtest.app.batch_outcome import BatchOutcome
from backtest.app.executors.choice import ExecutorName, check_executor, executing
from backtest.app.job import RunSettings, job_of
from backtest.app.library import Reports, asked_library
from backtest.app.look import look_of
from backtest.app.option_values import DatedOptionValues, options_of
from backtest.app.run import load_market, parameters_of
from backtest.app.run_name import check_run_name, folded
from backtest.app.runnable import Named, Runnable, check_heeded, find_runnable
from backtest.app.site.only_writer import only_writer
from backtest.app.tell import Tell, untold
from backtest.market.panel import Panel
from backtest.result.price_charts import PriceCharts, checked_price_charts
from data_sources.errors import InputError, OptionError, UserError
from data_sources.language.colours import Colours
from data_sources.language.text import Language, both
from data_sources.out_folder import out_folder
from data_sources.progress import Progress, unheard
from strategies.contract.parameters import Value, check_parameters
from strategies.contract.strategy import Strategy
from strategies.plain_list.version import plain_settings, plain_version


def run_many(
    strategies: Named | Iterable[Named],
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
    strategies : str, Path, Strategy or function, or an iterable of them
        What ``backtest.run`` takes, each with a name of its own; all registered ones are
        ``strategies.registry.NAMES``.
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.
    parameters : mapping of str to float, int, str or bool, optional
        Parameters by ``name`` for every strategy, by ``strategy.name`` for one.
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
        is ``index.html``. Without it a new folder below ``var/runs/NAME``, which keeps the last ten.
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
        Before any run trades: for no name, an unknown or a doubled one, a wrong parameter or condition, a folder that
        cannot be written, a cluster that cannot be used.
    """
    check_executor(executor, address)
    settings = RunSettings(
        options_of(conditions), command, hindsight, None if out is None else out_folder(out), audit, deep,
        asked_library(reports), look_of(lang, colours), price_charts=checked_price_charts(price_charts),
    )  # fmt: skip
    asked = [strategies] if isinstance(strategies, str) or not isinstance(strategies, Iterable) else list(strategies)
    runs = _planned(asked, parameters_of(parameters), settings, plain=plain)
    if settings.out is not None and len(runs) > 1:
        settings = replace(settings, back="../index.html")
    panel = load_market(db)
    jobs = [job_of(each, panel, settings, settings.folder(each.name, len(runs)), given) for each, given in runs]
    with ExitStack() as stack:
        execute = stack.enter_context(executing(executor, address, workers))
        if settings.out is None or not settings.back:
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


def _planned(
    strategies: Sequence[Named], parameters: Mapping[str, Value], settings: RunSettings, *, plain: bool
) -> list[tuple[Runnable, dict[str, Value]]]:
    """Return what runs and its parameters, a plain version behind its strategy; UserError for what cannot run."""
    if not strategies:
        raise InputError(both("there is no strategy to run; give one or more", "没有要运行的策略；请至少给出一个"))
    found = [find_runnable(each, settings.library) for each in strategies]
    called = [check_run_name(each.name) for each in found]
    folders = [folded(name) for name in called]
    if doubled := sorted({name for name, folder in zip(called, folders, strict=True) if folders.count(folder) > 1}):
        raise UserError(
            both(
                f"strategy {', '.join(doubled)} is given twice; give each once, or rename your file",
                f"策略 {'、'.join(doubled)} 重复；每个只给一次，或给自己的文件改名",
            )
        )
    runs: list[tuple[Runnable, dict[str, Value]]] = []
    for each in found:
        given = _parameters(each, parameters, called)
        runs.append((each, given))
        check_heeded(each, settings.options, hindsight=settings.hindsight, plain=plain, deep=settings.deep)
        if plain and isinstance(each, Strategy):
            _add_plain(runs, each, given)
    return runs


def _add_plain(runs: list[tuple[Runnable, dict[str, Value]]], strategy: Strategy, given: dict[str, Value]) -> None:
    """Add the plain version of a strategy once: its variants have the same; UserError for two of different names."""
    plain, settings = plain_version(strategy), plain_settings(given)
    there = next((values for each, values in runs if each.name == plain.name), None)
    if there is None:
        runs.append((plain, settings))
    elif there != settings:
        raise UserError(
            both(
                f"{plain.name} would run with two sets of filters; run the variants one by one",
                f"{plain.name} 会以两组筛选条件运行；请逐个运行变体",
            )
        )


def _parameters(what: Runnable, parameters: Mapping[str, Value], called: Sequence[str]) -> dict[str, Value]:
    """Return the parameters that are for a strategy, checked: ``name`` is for all, ``strategy.name`` for one."""
    mine = {}
    for name, value in parameters.items():
        owner, dot, inner = name.rpartition(".")
        if dot and owner not in called:
            raise OptionError(
                both(
                    f"--set {name}: {owner} is not among the strategies that run ({', '.join(called)})",
                    f"--set {name}：{owner} 不在本次运行的策略之中（{'、'.join(called)}）",
                )
            )
        if not dot or owner == what.name:
            mine[inner] = value
    check_parameters(what.name, what.parameters, mine)
    return mine
