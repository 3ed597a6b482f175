"""The sample market into a store, every strategy on it, a page for each and an index of them."""

from __future__ import annotations

from pathlib import Path

from backtest.app import run as api
from backtest.app.running import PAGE, Orders, Outcome, carry_out_all, strategy_job
from backtest.cli.output import remark
from backtest.options import Options
from backtest.result.files import make_folder
from data_sources.errors import StoreError, UserError
from data_sources.importing import import_facts
from data_sources.sample_market import sample_facts
from data_sources.store import open_store, store_summary
from reports import summarise, write_index
from strategies.registry import STRATEGIES

STORE = "sample_market.db"


def demonstrate(out: Path, command: str, *, keep: bool = False) -> tuple[Outcome, Path]:
    """Make everything below ``out``; return the runs and the path of the index page.

    With ``keep`` a sample market that is there already is used as it is. Raises UserError for a folder that cannot be
    written, and before it would overwrite a store of real prices.
    """
    make_folder(out)
    store = out / STORE
    if not (keep and store.exists()):
        remark("simulating a market ...")
        _make_store(store)
    orders = Orders(str(store), Options(), command, hindsight=False, out=out, into_out=False)
    remark("loading it ...")
    panel = api.load_market(store)
    jobs = [strategy_job(strategy, panel, orders, out / strategy.name) for strategy in STRATEGIES.values()]
    outcome = carry_out_all(jobs)
    index = out / "index.html"
    if outcome.finished:
        summaries = [summarise(run.result, f"{run.folder.name}/{PAGE}", run.plain) for run in outcome.finished]
        write_index(summaries, index)
    return outcome, index


def _make_store(store: Path) -> None:
    """Make the store anew beside the old one and put it in its place, so that nothing of an older market stays."""
    _refuse_real_prices(store)
    unfinished = store.with_name(f".{store.name}.part")
    for leftover in (unfinished, *(Path(f"{path}{end}") for path in (unfinished, store) for end in ("-wal", "-shm"))):
        leftover.unlink(missing_ok=True)
    engine = open_store(unfinished, create=True)
    try:
        report = import_facts(sample_facts(), engine)
    finally:
        engine.dispose()
    if report.outcome != "done":
        raise StoreError(f"the sample market was {report.outcome}: {next(iter(report.findings), 'no finding')}")
    unfinished.replace(store)


def _refuse_real_prices(store: Path) -> None:
    if not store.exists():
        return
    engine = open_store(store)
    try:
        simulated = store_summary(engine).simulated
    finally:
        engine.dispose()
    if not simulated:
        raise UserError(f"{store} holds real prices, the demo would replace it; choose another --out")
