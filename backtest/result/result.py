"""A run and what it showed: the ledger, the benchmark beside it, the metrics, and how to make it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from backtest.engine.ledger import Ledger
from backtest.market.indices import Benchmark
from backtest.metrics.publication import Publication, stating
from backtest.options import Options
from backtest.result import frames
from backtest.result import tables as result_rows
from backtest.result.caveats import Caveat
from backtest.result.gates import GateEffect
from backtest.result.orders import order_rows
from backtest.result.other_names import OtherNames
from backtest.result.plain_list import PlainBeside
from backtest.result.round_trips.account import account_of
from backtest.result.round_trips.trip import round_trips
from backtest.result.source import Source
from backtest.result.standard import Standard
from backtest.result.trials import TrialCount
from backtest.targets import Targets
from data_sources.language.text import Text, both
from data_sources.tables.facts import Floats

LOOKS_AHEAD = both("LOOKS AHEAD", "存在前视偏差")
SIMULATED = both("SIMULATED", "模拟数据")
HINDSIGHT = both("HINDSIGHT", "事后回溯")

if TYPE_CHECKING:
    import pandas as pd

    from backtest.result.deep import Deep
    from backtest.result.look_ahead import LookAhead
    from backtest.result.several import Several
    from backtest.result.universe import Universe


@dataclass(frozen=True, repr=False)
class Result:
    """One executed strategy or weight table, judged.

    The tables ``equity``, ``fills``, ``refusals``, ``events`` and ``positions`` are pandas frames with the columns of
    the files; ``returns``, ``weights``, ``trades`` and ``orders`` are worked out from them. All are built anew each
    time they are asked for. ``date`` is a timestamp, money is CNY.

    Attributes
    ----------
    name, title : str, Text
        What the run is called, in folders and in headings.
    ledger : Ledger
        Everything the execution did, as arrays over T sessions; the first session is the base date.
    targets : Targets
        The weights that were executed; empty for a day-by-day handler.
    options : Options
        The conditions of the run.
    benchmark : array of float, shape (T,)
        The close of the index that the run is judged against on each session, not scaled.
    benchmark_symbol : str
        The symbol of that index: the one of ``options``, or the default one that was chosen.
    metrics : mapping
        The metrics of the whole run, named as in `metrics.json`: fractions, CNY, ISO dates, or None.
    split : mapping of str to mapping
        The metrics of each part ("hindsight", "names_004", "test"), never added up. A part that does not exist has no
        entry.
    manifest : mapping
        How the run was made: snapshot, code, options, parameters, versions.
    publications : tuple of Publication
        The reports that the run rests on, oldest first; empty for a weight table and a handler, which nothing dates.
    hindsight : bool
        Whether the run was asked to trade before publication.
    as_published : Result or None
        Of a hindsight run the same strategy executed as its reports were published, from cash: its parts after the
        first publication are read from there. None without hindsight, and when no session follows a publication.
    rules_written : date or None
        The day of the last edit of the rules; until then the names are out of sample, not the rules.
    sector : tuple of str
        The stored indices of the sectors that the reports are about.
    simulated : bool
        Whether the prices come from the simulated market.
    notes : tuple of Text
        What else must be said, such as data findings about names held.
    caveats : tuple of Caveat
        What stands beside the verdict wherever it is written.
    gates : tuple of GateEffect
        Over all decisions of the strategy, what each of its gates changed; empty without gates.
    standard : Standard or None
        What the report that states the thesis asked of its own call.
    chosen_from : tuple of str or None
        The names that some report had named when the thesis was stated; None stands for every name of the store.
    first_known : mapping of str to date
        The first day on which a report of the run named a symbol, of all symbols that its filters leave; empty for a
        run that no report dates.
    plain : PlainBeside or None
        What the plain list of its names made, and what the rule added to it.
    others : OtherNames or None
        What the other names of the report that states its thesis made; None for a run without one.
    names, segments : mapping of str to str
        The name and the segment of a symbol, where known.
    trials : TrialCount or None
        How many settings of this strategy were tried on this store, this one included; None for a run on a panel that
        names no store.
    look_ahead : LookAhead or None
        What the look-ahead audit beside a user's own run found; None for a shipped strategy, which tests and nights
        audit. A failed one is the first caveat and a word of ``warnings``.
    universe : Universe or None
        What the names that a user's own run could choose from made in equal parts; None for a shipped strategy.
    deep : Deep or None
        Random lists and the run-up of the plain list; None unless the run was asked for it.
    several : Several or None
        What the runs of the same command show together; None for a run by itself.
    source : Source or None
        What the run was made from, with the bytes of a user's own files; None for the paper diary.
    other_indices : tuple of Benchmark
        The closes (T) of further indices that were asked for; no verdict rests on them.

    """

    name: str
    title: Text
    ledger: Ledger
    targets: Targets
    options: Options
    benchmark: Floats
    benchmark_symbol: str
    metrics: Mapping[str, object]
    split: Mapping[str, Mapping[str, object]]
    manifest: Mapping[str, object]
    publications: tuple[Publication, ...] = ()
    hindsight: bool = False
    as_published: Result | None = None
    rules_written: date | None = None
    sector: tuple[str, ...] = ()
    simulated: bool = False
    notes: tuple[Text, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    gates: tuple[GateEffect, ...] = ()
    standard: Standard | None = None
    chosen_from: tuple[str, ...] | None = None
    first_known: Mapping[str, date] = field(default_factory=dict)
    plain: PlainBeside | None = None
    others: OtherNames | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    segments: Mapping[str, str] = field(default_factory=dict)
    trials: TrialCount | None = None
    look_ahead: LookAhead | None = None
    universe: Universe | None = None
    deep: Deep | None = None
    several: Several | None = None
    source: Source | None = None
    other_indices: tuple[Benchmark, ...] = ()

    @property
    def strategy(self) -> str:
        """The name of the strategy that ran, which a run with settings or a label of its own is not called."""
        return str(self.manifest.get("strategy", self.name))

    @property
    def known_from(self) -> date | None:
        """The first publication the run rests on; what lies before it is hindsight. None when nothing dates the run."""
        return min((each.known_from for each in self.publications), default=None)

    @property
    def stated(self) -> Publication | None:
        """The publication that states the thesis, where the test begins; None without one."""
        return stating(self.publications)

    @property
    def equity(self) -> pd.DataFrame:
        """One row per session from the base date on: cash, holdings and equity in CNY, the benchmark as it closes."""
        return _frame("equity", result_rows.equity_rows(self.ledger, self.benchmark))

    @property
    def fills(self) -> pd.DataFrame:
        """One row per fill: side, quantity in shares, price after slippage, value and each fee in CNY."""
        return _frame("fills", result_rows.fill_rows(self.ledger))

    @property
    def refusals(self) -> pd.DataFrame:
        """One row per session, symbol and reason for which an order could not trade: side, shares refused, reason."""
        return _frame("refusals", result_rows.refusal_rows(self.ledger))

    @property
    def events(self) -> pd.DataFrame:
        """One row per dividend, bonus issue, rights issue, delisting or rename of held shares: shares, cash in CNY."""
        return _frame("events", result_rows.event_rows(self.ledger))

    @property
    def positions(self) -> pd.DataFrame:
        """One row per session and name held after it: shares, close and value in CNY."""
        return _frame("positions", result_rows.position_rows(self.ledger))

    @property
    def returns(self) -> pd.Series[float]:
        """The daily returns of the account by date, fractions, from the session after the base date on."""
        return frames.returns_of(self.equity, "equity", self.name)

    @property
    def benchmark_returns(self) -> pd.Series[float]:
        """The daily returns of the index beside it, on the same dates."""
        return frames.returns_of(self.equity, "benchmark", self.benchmark_symbol)

    @property
    def weights(self) -> pd.DataFrame:
        """What was held after each close as fractions of equity: rows are dates, columns symbols; 0 is not held."""
        return frames.weights_of(self.positions, self.equity)

    @property
    def trades(self) -> pd.DataFrame:
        """One row per round trip, first in, first out, as ``RoundTrip`` says; profits add up to that of the account."""
        return frames.trips_frame(round_trips(account_of(self.ledger)))

    @property
    def orders(self) -> pd.DataFrame:
        """One row per session, symbol and side: shares wanted, filled and refused, and why, as ``order_rows`` says."""
        rows = result_rows.fill_rows(self.ledger), result_rows.refusal_rows(self.ledger)
        return frames.orders_frame(order_rows(*rows, self.targets.dates.tolist(), self.ledger.sessions.tolist()))

    def __repr__(self) -> str:
        """Return the name, the span and the return, not the arrays."""
        first, last = self.ledger.sessions[[0, -1]]
        marks = "".join(f" {word}" for word in self.warnings)
        gained = self.ledger.equity[-1] / self.ledger.equity[0] - 1
        return f"<Result {self.name}{marks}: {first} to {last}, {gained:+.2%}>"

    @property
    def warnings(self) -> tuple[Text, ...]:
        """The words that must stand beside every number of this run."""
        looks_ahead = self.look_ahead is not None and self.look_ahead.standing == "failed"
        return (LOOKS_AHEAD,) * looks_ahead + (SIMULATED,) * self.simulated + (HINDSIGHT,) * self.hindsight


def _frame(table: str, rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    return frames.dated_frame(result_rows.COLUMNS[table], rows)
