"""What a run says of itself: the reports that its rules rest on, their sector, its parameters and its command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from backtest.app.run_label import label_title
from backtest.market.indices import default_benchmark, whole_indices
from backtest.market.panel import Panel
from backtest.metrics.publication import stating
from backtest.options import Options
from backtest.result.manifest import About, DocumentsRead
from data_sources.language.text import NOTHING, Text, both, said
from strategies.contract.history import History
from strategies.contract.parameters import Value, check_parameters
from strategies.contract.publications import left_out_sentence, publications
from strategies.contract.strategy import Strategy
from strategies.definition import source_of
from strategies.documents.document import Report
from strategies.documents.library import named_from
from strategies.documents.own_standard import own_standard
from strategies.documents.sector_indices import indices_of, stored_sector
from strategies.library.library import Library


def about_strategy(
    strategy: Strategy,
    history: History,
    options: Options,
    given: Mapping[str, Value],
    *,
    command: str = "",
    label: str = "",
) -> About:
    """Return what a run of a strategy is called and rests on: the reports that its filters leave, and their sectors.

    ``label`` is what it is called where that is not the strategy's name; "" (default): as the strategy.
    """
    settings, panel = check_parameters(strategy.name, strategy.parameters, given), history.panel
    rests_on = publications(strategy, history.memberships, settings)
    left_out = left_out_sentence(strategy, rests_on)
    # Without an end it goes to the last bar of any share, behind which an index may lack levels without harm.
    last = min(options.end or panel.sessions[panel.last_traded].item(), panel.sessions[-1].item())
    stated = stating(rests_on)
    return About(
        name=label or strategy.name,
        title=label_title(strategy.title, strategy.name, label or strategy.name),
        strategy=strategy.name,
        publications=rests_on,
        rules_written=strategy.rules_written,
        sector=stored_sector(
            indices_of((_document(strategy, each.report) for each in rests_on), last),
            panel.benchmarks,
            whole_indices(panel, stated.known_from if stated else panel.sessions[0].item(), last),
        ),
        parameters={name: parameter.default for name, parameter in strategy.parameters.items()} | dict(given),
        standard=own_standard(_document(strategy, stated.report)) if stated else None,
        chosen_from=_named_by(history, stated.known_from) if stated else None,
        first_known=named_from(strategy.drawn(history.memberships, settings)),
        notes=tuple(note for note in (variant_sentence(strategy), left_out) if note),
        command=command,
        source=source_of(strategy),
    )


def variant_sentence(strategy: Strategy) -> Text:
    """Say which variant a strategy is and why there is one; empty for a strategy of its own."""
    variant = strategy.variant
    if variant is None:
        return NOTHING
    return both(
        f"variant {variant.name}: {variant.reason}; no document says so",
        f"变体 {variant.name}：{said(variant.reason, 'zh')}；没有研报这样说",
    )


def _document(strategy: Strategy, report: str) -> Report:
    return next(each for each in strategy.documents if each.id == report)


def _named_by(history: History, day: date) -> tuple[str, ...]:
    """The names that some report had named by a day, that of the day included."""
    return tuple(sorted({each.symbol for each in history.memberships if each.known_from <= day}))


def documents_read(library: Library) -> DocumentsRead | None:
    """Return what a run read of a user's folder, None when that adds nothing to what ships."""
    folder = library.folder
    return DocumentsRead(folder.place, library.sum, folder.read) if folder and folder.read else None


def with_shared_benchmark(
    about: About, shared: str | None, panel: Panel, options: Options, sessions: tuple[int, int]
) -> About:
    """Let the command of a run name the shared benchmark when the run by itself would choose another one."""
    own = options.benchmark or default_benchmark(panel, [sessions])
    if not about.command or shared is None or shared == own:
        return about
    return replace(about, command=f"{about.command} --benchmark {shared}")
