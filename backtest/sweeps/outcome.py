"""What a sweep found: every setting with what it made, the best one, and how much of that is luck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from backtest.options import Options, options_document
from backtest.result.trials import TrialCount
from backtest.sweeps.common import Common
from backtest.sweeps.evidence import SweepEvidence
from backtest.sweeps.grid import Grid, Value
from backtest.sweeps.numbers import NUMBERS, SettingNumbers
from backtest.sweeps.walked import Walked
from backtest.validity.setting_metric import SettingMetric
from data_sources.language.text import Text
from data_sources.tables.facts import Floats

if TYPE_CHECKING:
    import pandas as pd

State: TypeAlias = Literal["traded", "dead", "failed"]


@dataclass(frozen=True)
class SweptSetting:
    """One setting.

    Parameters
    ----------
    turned
        The values of the dials by name; those of the strategy's own setting for the one that is not in the grid.
    values
        Every parameter with its value.
    state
        ``traded``; ``dead`` when it held nothing on the common sessions; ``failed`` when it could not be run.
    why
        Why it is dead or failed, in one line.
    numbers, rank
        What it made on the common sessions, and its place by the metric, 1 for the best; None unless it traded.
    is_own
        Whether it is the strategy's own setting: all parameters at their defaults or as the sweep was given them.
    in_grid
        Whether the grid has it; the own setting is looked at in any case.
    """

    turned: Mapping[str, Value]
    values: Mapping[str, Value]
    state: State
    why: Text | str = ""
    numbers: SettingNumbers | None = None
    rank: int | None = None
    is_own: bool = False
    in_grid: bool = True


@dataclass(frozen=True, repr=False)
class Sweep:
    """A finished sweep.

    Parameters
    ----------
    strategy, title
        What was swept.
    grid, drawn
        The grid, and how many of its settings were drawn; None: all of them.
    metric
        What the settings are compared by.
    options
        What all settings share, the benchmark that was chosen among it.
    snapshot
        The facts, as results cite them.
    settings
        In the order of the grid, the own setting behind them when the grid lacks it.
    common
        The curves on common sessions, a column for each setting that traded; None when none did.
    evidence
        How much of the best setting is luck.
    trials
        The count with this sweep in it; None for a market that no store is behind.
    computed, kept
        How many sets were computed now, and how many the store had.
    walked
        The walk-forward, where one was asked for.
    simulated
        Whether the market is the simulated one: then no number here is real.
    benchmark
        Closes of the index on the common sessions, array of shape (n + 1,).
    meanings
        What each parameter of the strategy is, by name.
    """

    strategy: str
    title: Text
    grid: Grid
    metric: SettingMetric
    options: Options
    snapshot: str
    settings: tuple[SweptSetting, ...]
    common: Common | None
    evidence: SweepEvidence
    trials: TrialCount | None = None
    drawn: int | None = None
    computed: int = 0
    kept: int = 0
    walked: Walked | None = None
    notes: tuple[Text, ...] = field(default=())
    simulated: bool = False
    benchmark: Floats | None = None
    meanings: Mapping[str, Text] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Return what was swept and how far, not the curves."""
        traded = len(self.ranked)
        mark, count = " SIMULATED" * self.simulated, len(self.settings)
        return f"<Sweep{mark} of {self.strategy}: {count:,} settings, {traded:,} traded, by {self.metric}>"

    @property
    def ranked(self) -> tuple[SweptSetting, ...]:
        """The settings that traded, the best first; equal ones in the order of the grid."""
        there = [each for each in self.settings if each.rank is not None]
        return tuple(sorted(there, key=lambda each: each.rank or 0))

    @property
    def best(self) -> SweptSetting | None:
        """The best setting by the metric; None when none traded."""
        return next(iter(self.ranked), None)

    @property
    def own(self) -> SweptSetting:
        """The strategy's own setting."""
        return next(each for each in self.settings if each.is_own)

    @property
    def dead(self) -> tuple[SweptSetting, ...]:
        """Settings that held nothing."""
        return tuple(each for each in self.settings if each.state == "dead")

    @property
    def failed(self) -> tuple[SweptSetting, ...]:
        """Settings that could not be run."""
        return tuple(each for each in self.settings if each.state == "failed")

    def to_frame(self) -> pd.DataFrame:
        """One row for each setting in the order of the grid: its dials, what became of it, its numbers, its rank."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        return pd.DataFrame(self.rows())

    def curves(self) -> pd.DataFrame:
        """Equity in CNY on the common sessions: a row for each, a column for each setting that traded, by its place."""
        import pandas as pd  # noqa: PLC0415 - as above

        if self.common is None:
            return pd.DataFrame()
        index = pd.DatetimeIndex(self.common.sessions, name="date")
        return pd.DataFrame(self.common.equity, index=index, columns=pd.Index(self.common.columns, name="setting"))

    def rows(self) -> list[dict[str, Any]]:
        """Return plain values for each setting, ready for JSON and CSV."""
        return [
            {
                **each.turned,
                "state": each.state,
                "rank": each.rank,
                **{name: getattr(each.numbers, name, None) for name in NUMBERS},
                "own": each.is_own,
                "in_grid": each.in_grid,
                "why": str(each.why),
            }
            for each in self.settings
        ]

    def _repr_html_(self) -> str:
        """Show it in a notebook as its frame."""
        table: str = self.to_frame().to_html(index=False, na_rep="")
        return table

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        sessions = None if self.common is None else self.common.sessions
        return {
            "strategy": self.strategy,
            "simulated": self.simulated,
            "snapshot": self.snapshot,
            "grid": {dial.name: list(dial.values) for dial in self.grid.dials},
            "drawn": self.drawn,
            "metric": self.metric,
            "benchmark": self.options.benchmark,
            "base": None if sessions is None else str(sessions[0]),
            "last": None if sessions is None else str(sessions[-1]),
            "sessions": 0 if sessions is None else len(sessions) - 1,
            "left_out": 0 if self.common is None else self.common.left_out,
            "counts": {"settings": len(self.settings), "traded": len(self.ranked), "dead": len(self.dead),
                       "failed": len(self.failed), "computed": self.computed, "kept": self.kept},
            "best": None if self.best is None else dict(self.best.turned),
            "own": {"turned": dict(self.own.turned), "rank": self.own.rank},
            "walk_forward": None if self.walked is None else self.walked.document(),
            **self.evidence.document(() if self.common is None else self.common.columns),
            "trials": None if self.trials is None else self.trials.document(),
            "notes": [str(note) for note in self.notes],
            "settings": self.rows(),
            "options": options_document(self.options),
        }  # fmt: skip
