"""From executed targets to a result: the ledger, the benchmarks beside it, the metrics, split at publication."""

from __future__ import annotations

import numpy as np

from backtest.engine.ledger import NOT_LISTED, Ledger
from backtest.engine.run import execute
from backtest.market.indices import benchmark_of, total_return_twin
from backtest.market.panel import Panel
from backtest.metrics.curve import Curve
from backtest.metrics.holdings import holding_performance
from backtest.metrics.split import part_rows, split_performance
from backtest.metrics.summary import performance
from backtest.metrics.trading import trading_record, trading_totals
from backtest.options import Options
from backtest.result.caveats import caveats_of
from backtest.result.manifest import About, manifest
from backtest.result.result import Result
from backtest.targets import Targets
from data_sources.calendar.sessions import base_row
from data_sources.tables.facts import Floats

FINDINGS_SHOWN = 10


def judge(panel: Panel, targets: Targets, options: Options, about: About) -> Result:
    """Execute targets and judge them against the benchmark.

    Parameters
    ----------
    panel : Panel
        The market, T sessions x N symbols.
    targets : Targets
        Weights by decision date; those before ``options.start`` are left out.
    options : Options
        Under which conditions the run trades.
    about : About
        What the run is called and rests on.

    Raises
    ------
    InputError
        As ``execute`` does: no decision, a date outside the data, or a session without a benchmark value.

    """
    from backtest.engine.schedule import decided_since_start  # noqa: PLC0415 - the engine, only when something runs

    ledger, benchmark = execute(panel, targets, options)
    decided = decided_since_start(targets, options)
    return _judged(panel, ledger, decided, options, about, benchmark=benchmark)


def judge_ledger(panel: Panel, ledger: Ledger, targets: Targets, options: Options, about: About) -> Result:
    """Judge what was executed day by day; raises InputError when the benchmark lacks a session."""
    benchmark = benchmark_of(panel, options.benchmark, *_span(panel, ledger))
    return _judged(panel, ledger, targets, options, about, benchmark=benchmark)


def _judged(
    panel: Panel, ledger: Ledger, targets: Targets, options: Options, about: About, *, benchmark: Floats
) -> Result:
    twin, twin_closes = total_return_twin(panel, options.benchmark, *_span(panel, ledger))
    metrics, split = _with_holdings(ledger, targets, about, *_measured(ledger, benchmark, options, about))
    return Result(
        name=about.name,
        title=about.title or about.name,
        ledger=ledger,
        targets=targets,
        options=options,
        benchmark=benchmark,
        total_return_benchmark=twin_closes,
        total_return_symbol=twin,
        metrics=metrics,
        split=split,
        manifest=manifest(panel, options, about),
        known_from=about.known_from,
        hindsight=about.hindsight,
        simulated=panel.simulated,
        notes=(*about.notes, *_data_notes(panel, ledger)),
        gates=about.gates,
        caveats=caveats_of(panel, ledger, targets, twin, twin_closes),
        names={instrument.symbol: instrument.name for instrument in panel.instruments if instrument.name},
        segments=about.segments,
    )


def _span(panel: Panel, ledger: Ledger) -> tuple[int, int]:
    """The panel's rows of a ledger's first and last session."""
    base = base_row(panel.sessions, ledger.sessions[0].item())
    return base, base + len(ledger.sessions) - 1


def _measured(
    ledger: Ledger, benchmark: Floats, options: Options, about: About
) -> tuple[dict[str, object], dict[str, dict[str, object]]]:
    """The metrics of the whole run and of each part; with hindsight the whole says so, since both parts are in it."""
    curve, record = Curve(ledger.sessions, ledger.equity, benchmark), trading_record(ledger)
    split: dict[str, dict[str, object]] = {}
    if about.known_from is not None:
        split = split_performance(
            curve, record, known_from=about.known_from, hindsight=about.hindsight, risk_free=options.risk_free
        )
    metrics = performance(curve, trading_totals(record), options.risk_free)
    return metrics | ({"hindsight": True} if about.hindsight else {}), split


def _with_holdings(
    ledger: Ledger,
    targets: Targets,
    about: About,
    metrics: dict[str, object],
    split: dict[str, dict[str, object]],
) -> tuple[dict[str, object], dict[str, dict[str, object]]]:
    """The same metrics, of the whole and of each part, with those of what was really held."""
    rows = part_rows(ledger.sessions, about.known_from, hindsight=about.hindsight)
    parts: dict[str, dict[str, object]] = {
        name: split[name] | holding_performance(ledger, targets, first, last)
        for name, (first, last) in rows.items()
        if name in split
    }
    return metrics | holding_performance(ledger, targets, 0, len(ledger.sessions) - 1), parts


def _data_notes(panel: Panel, ledger: Ledger) -> tuple[str, ...]:
    """Say which symbols had to be refused as unknown, and what the data checks found about those held."""
    notes = []
    unlisted = sorted(
        {ledger.symbols[j] for j in ledger.refusals.symbol[ledger.refusals.reason == NOT_LISTED].tolist()}
    )
    never = [symbol for symbol in unlisted if panel.listed_from[panel.position[symbol]] >= len(panel.sessions)]
    if never:
        notes.append(f"without any bar in the store, so never bought: {', '.join(never)}")
    return (*notes, *_findings_met(panel, ledger))


def _findings_met(panel: Panel, ledger: Ledger) -> tuple[str, ...]:
    """Data findings about symbols the run held, or about no symbol in particular; the first ones and how many more."""
    held = {ledger.symbols[j] for j in np.unique(ledger.changes.symbol).tolist()}
    met = [finding for finding in panel.findings if not finding.symbol or finding.symbol in held]
    said = tuple(f"data finding: {finding}" for finding in met[:FINDINGS_SHOWN])
    more = len(met) - len(said)
    return (*said, f"{more} more data findings about these symbols: backtest status") if more > 0 else said
