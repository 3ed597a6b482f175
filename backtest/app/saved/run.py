"""A run as it was saved: its tables and numbers, its verdict and its page, without the market behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from backtest.app.run_manifest import RunManifest
from backtest.result import frames
from backtest.result.drawing import Line, curves_svg
from backtest.result.notebook import BENCHMARK_COLOUR, STRATEGY_COLOUR, TITLE
from backtest.result.orders import order_rows
from backtest.result.result import HINDSIGHT, LOOKS_AHEAD, SIMULATED
from backtest.result.round_trips.account import Account
from backtest.result.round_trips.trip import round_trips
from backtest.result.tables import COLUMNS
from backtest.result.verdict_file import KeptVerdict
from data_sources.errors import UserError
from data_sources.files import write_whole
from data_sources.given_path import given_path
from data_sources.language.text import Language, Text, both
from data_sources.refused import writes

if TYPE_CHECKING:
    import pandas as pd

    from reports.plot.figure import PlotFigure
    from reports.plot.picture import Picture

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, repr=False)
class SavedRun:
    """A run that was read from ``path``; frames and numbers are those of the run that was saved.

    ``metrics``, ``split`` and ``manifest`` are its JSON files, ``verdict`` what is kept of its verdict (None of a run
    of a version that kept none). What needs the market says so: ``to_vectorbt``. A failed look-ahead audit is a warning
    of a run that ``save`` wrote; the folders of ``backtest run --out`` do not keep it.
    """

    path: Path
    kept: RunManifest
    metrics: Mapping[str, Any]
    split: Mapping[str, Any]
    verdict: KeptVerdict | None
    tables: Mapping[str, Rows] = field(default_factory=dict)
    successors: Mapping[str, str] = field(default_factory=dict)
    looks_ahead: bool = False
    page: bytes | None = None

    @property
    def name(self) -> str:
        """What the run was called."""
        return self.kept.name

    @property
    def manifest(self) -> Mapping[str, Any]:
        """How the run was made: snapshot, code, options, parameters, versions."""
        return self.kept.whole

    @property
    def warnings(self) -> tuple[Text, ...]:
        """The words that must stand beside every number of this run."""
        simulated = bool(self.manifest.get("simulated"))
        return (LOOKS_AHEAD,) * self.looks_ahead + (SIMULATED,) * simulated + (HINDSIGHT,) * self.kept.hindsight

    @property
    def equity(self) -> pd.DataFrame:
        """As of ``Run``; so are the other frames."""
        return self._frame("equity")

    @property
    def fills(self) -> pd.DataFrame:
        """What traded."""
        return self._frame("fills")

    @property
    def refusals(self) -> pd.DataFrame:
        """What could not trade, and why."""
        return self._frame("refusals")

    @property
    def events(self) -> pd.DataFrame:
        """Dividends, bonus and rights issues, delistings, renames of held shares."""
        return self._frame("events")

    @property
    def positions(self) -> pd.DataFrame:
        """What was held after each session."""
        return self._frame("positions")

    @property
    def targets(self) -> pd.DataFrame:
        """The weights that were executed, long; an empty symbol is all cash."""
        return self._frame("targets")

    @property
    def returns(self) -> pd.Series[float]:
        """The daily returns of the account by date."""
        return frames.returns_of(self.equity, "equity", self.name)

    @property
    def benchmark_returns(self) -> pd.Series[float]:
        """The daily returns of the index beside it."""
        return frames.returns_of(self.equity, "benchmark", self._benchmark)

    @property
    def weights(self) -> pd.DataFrame:
        """What was held after each close as fractions of equity, dates x symbols."""
        return frames.weights_of(self.positions, self.equity)

    @property
    def trades(self) -> pd.DataFrame:
        """Round trips, first in, first out. Raises UserError where the folder does not tell what a share became."""
        try:
            return frames.trips_frame(round_trips(self._account()))
        except ValueError as fault:
            raise UserError(
                both(
                    f"{self.path} does not tell the round trips: {fault}; make the run again and .save(path) it",
                    f"{self.path} 无法还原成交回合：{fault}；请重新运行并以 .save(path) 保存",
                )
            ) from None

    @property
    def orders(self) -> pd.DataFrame:
        """Shares wanted, filled and refused per session, symbol and side."""
        decided = sorted({row[0] for row in self.tables["targets"]})
        return frames.orders_frame(order_rows(self.tables["fills"], self.tables["refusals"], decided, self._days))

    def plot(self, *, lang: Language | None = None) -> PlotFigure | Picture:
        """Draw growth and falls of the run and its benchmark, as ``Run.plot`` does."""
        from backtest.app.plot import plot  # noqa: PLC0415 - only a plot needs reports

        equity = self.equity
        own, market = (equity[name].to_numpy() for name in ("equity", "benchmark"))
        days = equity["date"].to_numpy().astype("datetime64[D]")
        return plot(days, own, market, (self.name, self._benchmark), lang)

    def report(self, path: str | Path) -> Path:
        """Write the page that was saved with the run; return the path.

        Its language and colours are those of then, and a reader of it may choose others. Raises UserError when it
        cannot be written, and for a folder without its page.
        """
        file = given_path(path, "the page")
        if self.page is None:
            raise UserError(
                both(
                    f"{self.path} holds no page, and a new one needs the market; make the run again: rerun DIR",
                    f"{self.path} 中没有页面，而新页面需要行情数据；请重新运行：backtest rerun DIR",
                )
            )
        with writes(file, len(self.page)):
            write_whole(file, self.page)
        return file

    def to_vectorbt(self) -> NoReturn:
        """Say what this needs: vectorbt books a run on the prices of its market, which are not saved with it."""
        raise UserError(
            both(
                f"{self.path} was saved without the market, which to_vectorbt() needs; make the run again with "
                "backtest.run(...); backtest.rerun(DIR, db=...) says whether it is the same",
                f"{self.path} 保存时不含行情，而 to_vectorbt() 需要行情；请用 backtest.run(...) 重跑，"
                "可用 backtest.rerun(DIR, db=...) 核对是否相同",
            )
        )

    def __repr__(self) -> str:
        """Return the name, the span and the return."""
        days, equity = self._days, self.tables["equity"]
        marks = "".join(f" {word}" for word in self.warnings)
        gained = equity[-1][3] / equity[0][3] - 1
        badge = f", {self.verdict.badge}" if self.verdict else ""
        return f"<SavedRun {self.name}{marks}: {days[0]} to {days[-1]}, {gained:+.2%}{badge}>"

    def _repr_html_(self) -> str:
        """Show the run in a notebook: what it is, and its curve."""
        equity = self.equity
        own, market = (equity[name].to_numpy() for name in ("equity", "benchmark"))
        lines = (Line(self.name, own, STRATEGY_COLOUR), Line(self._benchmark, market, BENCHMARK_COLOUR, "4 2"))
        return f"<p>{escape(repr(self))}</p>{curves_svg(lines, str(TITLE))}"

    @property
    def _benchmark(self) -> str:
        return str(self.metrics.get("benchmark") or self.kept.options.benchmark or "")

    @property
    def _days(self) -> list[Any]:
        return [row[0] for row in self.tables["equity"]]

    def _frame(self, table: str) -> pd.DataFrame:
        return frames.dated_frame(COLUMNS[table], self.tables[table])

    def _account(self) -> Account:
        days, held = self._days, self.tables["positions"]
        before, after = ([row for row in held if row[0] == day] for day in (days[0], days[-1]))
        return Account(days, self.tables["fills"], self.tables["events"], before, after, self.successors)
