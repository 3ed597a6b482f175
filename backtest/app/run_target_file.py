"""A weight table from a file run as a strategy is, with its files and its page."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

from backtest.app.batch import carry_out_all
from backtest.app.batch_outcome import BatchOutcome
from backtest.app.decided import Decided, decided_table
from backtest.app.job import Job, RunSettings
from backtest.app.library import Reports, asked_library
from backtest.app.look import look_of
from backtest.app.option_values import DatedOptionValues, options_of
from backtest.app.run import load_market
from backtest.app.run_name import check_run_name
from backtest.app.tell import Tell, untold
from backtest.result.manifest import About
from backtest.result.price_charts import PriceCharts, checked_price_charts
from backtest.result.source import source_of_table
from backtest.target_file import read_target_file
from data_sources.language.colours import Colours
from data_sources.language.text import Language
from data_sources.out_folder import out_folder
from data_sources.progress import Progress, unheard


def run_target_file(
    path: Path,
    *,
    db: str | Path | None = None,
    reports: Reports = None,
    out: str | Path | None = None,
    lang: Language | None = None,
    colours: Colours = "red",
    price_charts: PriceCharts = "held",
    command: str = "",
    hear: Progress = unheard,
    tell: Tell = untold,
    remark: Tell = untold,
    **conditions: Unpack[DatedOptionValues],
) -> BatchOutcome:
    """Execute a weight table from a file and write its files, the only run of a batch; options as for ``run_many``.

    ``remark`` hears what was mended in the table before anything trades; it stands among the notes of the run too.
    """
    place, known = None if out is None else out_folder(out), asked_library(reports)
    settings = RunSettings(
        options_of(conditions), command, out=place, library=known, look=look_of(lang, colours),
        price_charts=checked_price_charts(price_charts),
    )  # fmt: skip
    given, source = read_target_file(path), source_of_table(path)
    targets = given.targets
    check_run_name(path.stem)
    for note in given.notes:
        remark(f"warning: {note}")
    panel = load_market(db, targets.symbols)
    about = About(path.stem, command=settings.command, source=source, notes=given.notes)

    def decide() -> Decided:
        return decided_table(targets, panel, settings.options, about, settings.library)

    shown = settings.price_charts
    job = Job(path.stem, settings.folder(path.stem), decide, look=settings.look, price_charts=shown)
    return carry_out_all([job], panel, settings.options, hear, tell)
