"""A run and what it showed: the ledger, the benchmark beside it, the metrics, and how to make it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from backtest.engine.ledger import Ledger
from backtest.market.indices import index_label
from backtest.options import Options
from backtest.result import tables as result_rows
from backtest.result.caveats import Caveat
from backtest.targets import Targets
from data_sources.tables.facts import Floats

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class Result:
    """One executed strategy or weight table.

    ``benchmark`` (T) is the index close of each session; ``total_return_benchmark`` the same of its total-return twin
    when the store has it. ``known_from`` is the first publication the strategy rests on: the curve before it is
    hindsight, the curve after it the test, and ``split`` holds the metrics of each part ("hindsight", "test"), never
    added up. ``caveats`` are what stands beside the verdict, ``notes`` what else must be said. The tables are pandas
    frames with the columns of the files.
    """

    name: str
    title: str
    ledger: Ledger
    targets: Targets
    options: Options
    benchmark: Floats
    total_return_benchmark: Floats | None
    total_return_symbol: str
    metrics: Mapping[str, object]
    split: Mapping[str, Mapping[str, object]]
    manifest: Mapping[str, object]
    known_from: date | None = None
    hindsight: bool = False
    simulated: bool = False
    notes: tuple[str, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    segments: Mapping[str, str] = field(default_factory=dict)

    @property
    def equity(self) -> pd.DataFrame:
        """One row a session from the base date on: cash, holdings, equity, benchmark."""
        return _frame("equity", result_rows.equity_rows(self.ledger, self.benchmark))

    @property
    def fills(self) -> pd.DataFrame:
        """What traded, at which price, at which cost."""
        return _frame("fills", result_rows.fill_rows(self.ledger))

    @property
    def refusals(self) -> pd.DataFrame:
        """What could not trade, and why."""
        return _frame("refusals", result_rows.refusal_rows(self.ledger))

    @property
    def events(self) -> pd.DataFrame:
        """Dividends, bonus shares, rights, delistings and renames of held shares."""
        return _frame("events", result_rows.event_rows(self.ledger))

    @property
    def positions(self) -> pd.DataFrame:
        """What was held after each session."""
        return _frame("positions", result_rows.position_rows(self.ledger))

    def __repr__(self) -> str:
        """Return the name, the span and the return, not the arrays."""
        first, last = self.ledger.sessions[[0, -1]]
        marks = "".join(f" {word}" for word in self.warnings)
        gained = self.ledger.equity[-1] / self.ledger.equity[0] - 1
        return f"<Result {self.name}{marks}: {first} to {last}, {gained:+.2%}>"

    def _repr_html_(self) -> str:
        """Show the run in a notebook: its name, its span, its benchmark, its metrics and those of each part."""
        from backtest.result.notebook import result_html  # noqa: PLC0415 - only a notebook asks

        first, last = self.ledger.sessions[[0, -1]]
        title, index = f"{self.title}, {first} to {last}", index_label(self.options.benchmark)
        return result_html(title, self.warnings, index, self.metrics, self.split)

    @property
    def warnings(self) -> tuple[str, ...]:
        """The words that must stand beside every number of this run."""
        return ("SIMULATED",) * self.simulated + ("HINDSIGHT",) * self.hindsight


def _frame(table: str, rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - only for those who ask for a frame

    frame = pd.DataFrame(rows, columns=list(result_rows.COLUMNS[table]))
    return frame.assign(date=pd.to_datetime(frame["date"]))
