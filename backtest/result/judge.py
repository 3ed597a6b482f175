"""From executed targets to a result: the ledger, the benchmark beside it, the metrics, split at publication."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from backtest.engine.ledger import NOT_LISTED, Ledger
from backtest.engine.run import execute
from backtest.market.indices import Benchmark, benchmark_of
from backtest.market.panel import Panel
from backtest.metrics.curve import Curve
from backtest.metrics.holdings import holding_performance
from backtest.metrics.publication import in_order
from backtest.metrics.split import HINDSIGHT, part_rows, split_performance
from backtest.metrics.summary import performance
from backtest.metrics.trading import trading_record, trading_totals
from backtest.options import Options
from backtest.result.accepted import accepted_findings, accepted_rules_of
from backtest.result.caveats import caveats_of
from backtest.result.manifest import About, manifest
from backtest.result.result import Result
from backtest.targets import Targets
from data_sources.calendar.sessions import base_row
from data_sources.language.text import Text, both, joined, same

FINDINGS_SHOWN = 10


def judge(
    panel: Panel, targets: Targets, options: Options, about: About, *, as_published: Result | None = None
) -> Result:
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
    as_published : Result, optional
        Beside a run with hindsight the same one without: every part after the first publication is taken from it.

    Raises
    ------
    InputError
        As ``execute`` does: no decision, a date outside the data, or a session without a benchmark value.

    """
    from backtest.engine.schedule import decided_since_start, span  # noqa: PLC0415 - only when something runs

    decided = decided_since_start(targets, options)
    beside = _other_benchmarks(panel, options, *span(panel, decided, options)) if options.other_indices else ()
    ledger, benchmark = execute(panel, targets, options)
    indices = (benchmark, *beside)
    return _judged(panel, ledger, decided, options, about, indices=indices, as_published=as_published)


def judge_ledger(panel: Panel, ledger: Ledger, targets: Targets, options: Options, about: About) -> Result:
    """Judge what was executed day by day; raises InputError when the benchmark lacks a session."""
    rows = _span(panel, ledger)
    indices = (benchmark_of(panel, options.benchmark, *rows), *_other_benchmarks(panel, options, *rows))
    return _judged(panel, ledger, targets, options, about, indices=indices)


def _other_benchmarks(panel: Panel, options: Options, base: int, last: int) -> tuple[Benchmark, ...]:
    """The closes of the further indices; InputError where one lacks a session."""
    return tuple(benchmark_of(panel, symbol, base, last) for symbol in options.other_indices)


def _judged(
    panel: Panel,
    ledger: Ledger,
    targets: Targets,
    options: Options,
    about: About,
    *,
    indices: tuple[Benchmark, ...],
    as_published: Result | None = None,
) -> Result:
    benchmark, *others = indices
    metrics, split = _with_holdings(ledger, targets, about, *_measured(ledger, benchmark, options, about))
    return Result(
        name=about.name,
        title=same(about.title or about.name),
        ledger=ledger,
        targets=targets,
        options=options,
        benchmark=benchmark.closes,
        benchmark_symbol=benchmark.symbol,
        metrics=metrics,
        split=split | (dict(as_published.split) if as_published else {}),
        # The index that was chosen, so that a repetition is judged against the same one.
        manifest=manifest(
            panel,
            replace(options, benchmark=benchmark.symbol),
            about,
            accepted_rules_of(accepted_findings(panel, ledger, targets, benchmark.symbol)),
        ),
        publications=in_order(about.publications),
        hindsight=about.hindsight,
        as_published=as_published,
        rules_written=about.rules_written,
        sector=about.sector,
        simulated=panel.simulated,
        notes=(*map(same, about.notes), *_data_notes(panel, ledger)),
        gates=about.gates,
        standard=about.standard,
        chosen_from=about.chosen_from,
        first_known=about.first_known,
        # A caveat stands beside the verdict, which is never of hindsight.
        caveats=as_published.caveats if as_published else caveats_of(panel, ledger, targets, benchmark.symbol),
        names={instrument.symbol: instrument.name for instrument in panel.instruments if instrument.name},
        segments=about.segments,
        source=about.source,
        other_indices=tuple(others),
    )


def _span(panel: Panel, ledger: Ledger) -> tuple[int, int]:
    """The panel's rows of a ledger's first and last session."""
    base = base_row(panel.sessions, ledger.sessions[0].item())
    return base, base + len(ledger.sessions) - 1


def _measured(
    ledger: Ledger, benchmark: Benchmark, options: Options, about: About
) -> tuple[dict[str, object], dict[str, dict[str, object]]]:
    """The metrics of the whole run and of each of its own parts, each with the symbol of the benchmark it is against.

    With hindsight the whole says so, and one part is its own.
    """
    curve, record = Curve(ledger.sessions, ledger.equity, benchmark.closes), trading_record(ledger)
    against = {"benchmark": benchmark.symbol}
    split: dict[str, dict[str, object]] = {}
    if about.publications:
        split = split_performance(
            curve,
            record,
            publications=about.publications,
            hindsight=about.hindsight,
            risk_free=options.risk_free,
        )
    if about.hindsight:
        split = {name: numbers for name, numbers in split.items() if name == HINDSIGHT}
    metrics = performance(curve, trading_totals(record), options.risk_free) | against
    parts = {name: part | against for name, part in split.items()}
    return metrics | ({"hindsight": True} if about.hindsight else {}), parts


def _with_holdings(
    ledger: Ledger,
    targets: Targets,
    about: About,
    metrics: dict[str, object],
    split: dict[str, dict[str, object]],
) -> tuple[dict[str, object], dict[str, dict[str, object]]]:
    """The same metrics, of the whole and of each part, with those of what was really held."""
    rows = part_rows(ledger.sessions, about.publications, hindsight=about.hindsight)
    parts: dict[str, dict[str, object]] = {
        name: split[name] | holding_performance(ledger, targets, first, last)
        for name, (first, last) in rows.items()
        if name in split
    }
    return metrics | holding_performance(ledger, targets, 0, len(ledger.sessions) - 1), parts


def _data_notes(panel: Panel, ledger: Ledger) -> tuple[Text, ...]:
    """Say which symbols had to be refused as unknown, and what the data checks found about those held."""
    notes: list[Text] = []
    unlisted = sorted(
        {ledger.symbols[j] for j in ledger.refusals.symbol[ledger.refusals.reason == NOT_LISTED].tolist()}
    )
    never = [symbol for symbol in unlisted if panel.listed_from[panel.position[symbol]] >= len(panel.sessions)]
    if never:
        names = joined(never, ", ", "、")
        notes.append(
            both(f"without any bar in the store, so never bought: {names}", f"库中没有行情、因此从未买入：{names.zh}")
        )
    return (*notes, *_findings_met(panel, ledger))


def _findings_met(panel: Panel, ledger: Ledger) -> tuple[Text, ...]:
    """Data findings about symbols the run held, or about no symbol in particular; the first ones and how many more."""
    held = {ledger.symbols[j] for j in np.unique(ledger.changes.symbol).tolist()}
    met = [finding for finding in panel.findings if not finding.symbol or finding.symbol in held]
    told = tuple(both(f"data finding: {finding}", f"数据问题：{finding.words.zh}") for finding in met[:FINDINGS_SHOWN])
    more = len(met) - len(told)
    if more <= 0:
        return told
    rest = both(
        f"{more} more data findings about these symbols: backtest findings --open",
        f"这些代码另有 {more} 个数据问题：backtest findings --open",
    )
    return (*told, rest)
