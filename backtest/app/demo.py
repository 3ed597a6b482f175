"""The sample market into a store, every strategy on it, a page for each and an index of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from backtest.app.batch import RunSettings, Tell, carry_out_all, job_of, untold
from backtest.app.batch_outcome import BatchOutcome
from backtest.app.look import look_of
from backtest.app.run import load_market
from backtest.app.site.only_writer import only_writer
from backtest.app.site.write import write_site
from backtest.options import Options
from data_sources.errors import StoreError, UserError
from data_sources.importing import import_facts
from data_sources.language.colours import Colours
from data_sources.language.text import Language, both
from data_sources.leftovers import UNFINISHED, remove
from data_sources.out_folder import out_folder
from data_sources.progress import Progress, unheard
from data_sources.refused import writes
from data_sources.sample_market import sample_facts
from data_sources.store import opened_store, put_in_place, store_summary
from data_sources.store.frozen import LOG, LOG_INDEX
from strategies.registry import STRATEGIES

STORE = "sample_market.db"


@dataclass(frozen=True)
class Demo:
    """The runs of a demo, the store of its market and the index of its pages, which is there once a run ended."""

    runs: BatchOutcome
    store: Path
    index: Path


def demo(
    *,
    out: str | Path = "var/demo",
    keep: bool = False,
    lang: Language | None = None,
    colours: Colours = "red",
    command: str = "",
    hear: Progress = unheard,
    tell: Tell = untold,
) -> Demo:
    """Run every strategy on a simulated market, with pages; the twin of ``backtest demo``.

    Parameters
    ----------
    out : str or Path, default "var/demo"
        Folder of the store and the pages.
    keep : bool, default False
        Use the simulated market that is there already, do not make it again.
    lang : {"en", "zh"}, optional
        The language of the pages until their reader chooses; without it that of ``BACKTEST_LANG`` or of the locale.
    colours : {"red", "green", "safe"}, default "red"
        The colour of a gain until the reader chooses; "safe" is red beside blue.
    command : str, default ""
        What each manifest names as the command that makes the run again.
    hear : callable, optional
        Hears (what, done, of how many) while the market is made and before each run.
    tell : callable, optional
        Hears a sentence when a run fails, while the others go on.

    Returns
    -------
    Demo
        The runs; the word SIMULATED stands on everything made from them.

    Raises
    ------
    UserError
        For a folder that cannot be written, and before a store of real prices would be replaced.
    """
    folder, look = out_folder(out), look_of(lang, colours)
    settings = RunSettings(Options(), command, look=look, back="../index.html")
    with only_writer(folder):
        store = folder / STORE
        if not (keep and store.exists()):
            hear(both("simulating a market", "生成模拟行情"), 0, 0)
            _make_store(store)
        hear(both("loading it", "载入行情"), 0, 0)
        panel = load_market(store)
        jobs = [job_of(strategy, panel, settings, folder / strategy.name) for strategy in STRATEGIES.values()]
        runs = carry_out_all(jobs, panel, settings.options, hear, tell)
        if runs.finished:
            write_site(folder, runs, panel, settings.library, store, look=look)
        return Demo(runs, store, folder / "index.html")


def _make_store(store: Path) -> None:
    """Make the store anew beside the old one and put it in its place; of an older market only its trials stay."""
    _refuse_real_prices(store)
    # Not ``files.replaced``: a store has its log and its column cache beside it, which go along or go away.
    unfinished = store.with_name(f".{store.name}{UNFINISHED}")
    with writes(store):
        _remove(unfinished)
        try:
            with opened_store(unfinished, create=True) as engine:
                made = import_facts(sample_facts(), engine)
            if made.outcome != "done":
                raise StoreError(f"the sample market was {made.outcome}: {next(iter(made.findings), 'no finding')}")
            put_in_place(unfinished, store)
        finally:
            _remove(unfinished)


def _remove(unfinished: Path) -> None:
    """Remove an unfinished store and what lies beside it, this one's or one that a killed process left."""
    for end in ("", LOG, LOG_INDEX, ".cache", ".lock"):
        remove(unfinished.with_name(unfinished.name + end))


def _refuse_real_prices(store: Path) -> None:
    if not store.exists():
        return
    with opened_store(store) as engine:
        simulated = store_summary(engine).simulated
    if not simulated:
        raise UserError(
            both(
                f"{store} holds real prices, the demo would replace it; choose another --out",
                f"{store} 中是真实行情，演示会将其替换；请换一个 --out",
            )
        )
