"""A run of a batch that has not begun: what it shares with the others, and what is its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from backtest.app.decided import Asked, Decided
from backtest.app.run_label import label_place
from backtest.app.run_name import check_run_name
from backtest.app.runnable import Runnable, decide_runnable
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.result.look_ahead import LookAhead
from backtest.result.paper_diary import DiaryBeside
from backtest.result.price_charts import PriceCharts
from backtest.result.run_history import new_run_folder
from data_sources.calendar import clock
from reports import Look, ThesisCard
from reports.thesis_card import thesis_card
from strategies.contract.history import merge_signals
from strategies.contract.parameters import Value
from strategies.contract.strategy import Strategy
from strategies.library.library import Library, shipped_library
from strategies.scorecard.names_met import names_met
from strategies.standing.sign_state import signs_of


@dataclass(frozen=True)
class RunSettings:
    """What all runs of a batch share.

    ``command`` stands in each manifest; ``out`` None means a new folder below ``var/runs/NAME``; ``audit`` False leaves
    out the look-ahead audit of a user's own rules; ``deep`` adds random lists and run-up. ``library`` are the documents
    known.
    ``look`` is that of the pages, ``back`` the address of the page around them, "" without one; each page shows the
    prices of ``price_charts``.
    """

    options: Options
    command: str = ""
    hindsight: bool = False
    out: Path | None = None
    audit: bool = True
    deep: bool = False
    library: Library = field(default_factory=shipped_library)
    look: Look = field(default_factory=Look)
    back: str = ""
    price_charts: PriceCharts = "held"

    def folder(self, name: str, runs: int = 1, label: str = "") -> Path:
        """Where a run of several writes: a single one into ``out`` itself, each of several below it.

        ``name`` is that of its strategy, ``label`` what it is called where that is something else. Raises UserError for
        a name that would lead elsewhere.
        """
        place = label_place(check_run_name(name), label or name)
        if self.out is None:
            return new_run_folder(place, clock.SYSTEM.now())
        return self.out if runs == 1 else self.out / place


@dataclass(frozen=True)
class Job:
    """A run that has not begun; ``decide`` readies it.

    ``diary`` is what its paper diary made and ``look_ahead`` what an audit before found, for its page, whose ``look``,
    way ``back`` and ``price_charts`` are as in ``RunSettings``.
    """

    name: str
    folder: Path
    decide: Callable[[], Decided]
    card: ThesisCard | None = None
    diary: DiaryBeside | None = None
    look_ahead: LookAhead | None = None
    look: Look = field(default_factory=Look)
    back: str = ""
    price_charts: PriceCharts = "held"


def job_of(
    what: Runnable,
    panel: Panel,
    settings: RunSettings,
    folder: Path,
    parameters: Mapping[str, Value] | None = None,
    *,
    label: str = "",
) -> Job:
    """Return the job of a strategy or handler; only a strategy has a thesis card and a plain version.

    ``label`` is what the run is called; "" (default): as what runs.
    """
    given = parameters or {}
    asked = Asked(given, settings.hindsight, settings.command, settings.audit, settings.deep, settings.library, label)

    def decide() -> Decided:
        return decide_runnable(what, panel, settings.options, asked)

    card = _card(what, given, panel, settings) if isinstance(what, Strategy) else None
    look, back, shown = settings.look, settings.back, settings.price_charts
    return Job(label or what.name, folder, decide, card, look=look, back=back, price_charts=shown)


def _card(what: Strategy, given: Mapping[str, Value], panel: Panel, settings: RunSettings) -> ThesisCard | None:
    """The thesis of a strategy with what became of its documents' falsifiers by the last day of the run."""
    if not what.account or panel.last_traded < 0:
        return thesis_card(what, given)
    last: date = panel.sessions[panel.last_traded].item()
    signals = merge_signals(settings.library.signals, panel.signals)
    day = min(last, settings.options.end or last)
    return thesis_card(what, given, signs_of(what, signals, day, panel), names_met(panel, what.documents, day))
