"""What was known of the industry on a day, and what each gate says because of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backtest.app.known_market import known_market
from backtest.app.library import Reports, asked_library
from backtest.metrics.returns import finite
from data_sources.calendar.day import Day, day_of
from data_sources.calendar.today import today
from data_sources.errors import InputError, OptionError
from data_sources.given_argument import insist_on_kind
from data_sources.language.text import Text, both
from data_sources.tables.brief import first_of
from data_sources.tables.schema import TABLES
from data_sources.tables.signals import SignalValue
from strategies.contract.strategy import History
from strategies.methods.registry import METHODS
from strategies.own.known import known_strategies
from strategies.readers import readers_of
from strategies.signals.values import latest_known
from strategies.standing.basket_state import BasketState, basket_state
from strategies.standing.gate_state import GateState, gate_states

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class KnownSignals:
    """What was known on ``as_of``: the series, the gates and the names of all strategies.

    ``readers`` says by series who reads it: gates and rules of strategies, signs of documents, methods; nobody of one
    that nothing reads. ``without_store`` is empty, or says why there was no store to read: the series are then those
    that ship and those of the folder, and there are no gates and no baskets.
    """

    as_of: date
    simulated: bool
    series: tuple[SignalValue, ...]
    gates: tuple[GateState, ...]
    baskets: tuple[BasketState, ...]
    without_store: str = ""
    readers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Return the day and counts, not the values."""
        return (
            f"<KnownSignals{' SIMULATED' * self.simulated} on {self.as_of}: {len(self.series):,} series,\n"
            f" {first_of([each.series for each in self.series])},\n"
            f" {len(self.gates)} gates, baskets of {len(self.baskets)} strategies>"
        )

    def age(self, value: SignalValue) -> int:
        """Return how many days before ``as_of`` a value was published."""
        return (self.as_of - value.published_on).days

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document; fractions, null where there is too little to say."""
        return {
            "as_of": self.as_of,
            "simulated": self.simulated,
            "series": [self._value(each) | {"read_by": self.readers[each.series]} for each in self.series],
            "gates": [self._gate(each) for each in self.gates],
            "baskets": [
                asdict(each) | {"strength": finite(each.strength), "breadth": finite(each.breadth)}
                for each in self.baskets
            ],
        }

    def to_frame(self) -> pd.DataFrame:
        """One row per series: the columns of the table ``signals``, ``age_in_days`` and ``read_by``, words or none."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        columns = [*TABLES["signals"].names(), "age_in_days", "read_by"]
        rows = [self._value(each) | {"read_by": ", ".join(self.readers[each.series])} for each in self.series]
        return pd.DataFrame(rows, columns=columns)

    def _value(self, value: SignalValue) -> dict[str, Any]:
        fields = asdict(value)
        return {name: fields[name] for name in TABLES["signals"].names()} | {"age_in_days": self.age(value)}

    def _gate(self, state: GateState) -> dict[str, Any]:
        reading = state.reading
        return {
            "strategy": state.strategy,
            "gate": reading.quantity,
            "value": reading.value if reading.spoken else None,
            "source": reading.source.series if reading.source else None,
            "reads": reading.source.reads if reading.source else None,
            "median_of": reading.series,
            "spoken": self._value(reading.spoken) if reading.spoken else None,
            "growth": finite(reading.growth),
            "acceleration": finite(reading.acceleration),
            "invested": state.invested,
            "invested_without": state.invested_without,
            "invested_ungated": state.invested_ungated,
            "moved": state.moved,
            "says": what_it_says(state),
        }


def signals(
    series: str = "", *, as_of: Day | None = None, reports: Reports = None, db: str | Path | None = None
) -> KnownSignals:
    """Return what was known on a day, and what the gates of the strategies say because of it.

    Parameters
    ----------
    series : str, default ""
        Only series whose name begins so, such as ``"capex/"``; gates and baskets are not filtered.
    as_of : date or str, optional
        The day; a value published on the day itself is known. By default today in Shanghai.
    reports : str, Path or Library, optional
        A folder of documents of your own beside the shipped ones, as ``backtest.library`` reads it; by default
        ``BACKTEST_REPORTS``, or else none.
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``. When none
        is asked for and there is none, only the series that ship and those of the folder are known.

    Returns
    -------
    KnownSignals
        The latest vintage of the latest known period of each series, sorted by name. A gate's effect is the strategy's
        decision on that day with it and without it. The strength of a strategy's names is their average return over
        120 sessions less that of the CSI 300, breadth the share of them above their own mean. Without gates and
        baskets before the first session of the market.

    Raises
    ------
    UserError
        For what is not a day, for a day that has not come, as far as the clock and the data know, and where no series
        that was known then begins so (``StoreError`` for a ``db`` that cannot be read).
    """
    insist_on_kind("series", series, str, "how the names of series begin, as text")
    day = today() if as_of is None else day_of(as_of)
    known_library = asked_library(reports)
    market = known_market(db, known_library)
    history, why = market.history, market.without_store
    _insist_on_come(day, history)
    latest = latest_known(market.signals, day)
    known = tuple(value for name, value in sorted(latest.items()) if name.startswith(series))
    if series and latest and not known:
        raise InputError(_no_such_series(series, sorted(latest), day))
    strategies = known_strategies(known_library)
    readers = readers_of([each.series for each in known], strategies, known_library.reports, METHODS.values())
    if history is None or day < history.panel.sessions[0].item():
        return KnownSignals(day, market.simulated, known, (), (), why, readers)
    gates = tuple(state for strategy in strategies.values() for state in gate_states(strategy, history, day))
    baskets = tuple(basket_state(strategy, history, day) for strategy in strategies.values())
    return KnownSignals(day, history.panel.simulated, known, gates, baskets, readers=readers)


def what_it_says(state: GateState) -> Text:
    """Return what a gate does to the decision of the day, in words."""
    if state.reading.spoken is None:
        return both(f"neutral: {state.invested:.0%} invested", f"中性：仓位 {state.invested:.0%}")
    if round(state.moved, 6) == 0 and round(state.invested - state.invested_ungated, 6) != 0:
        return both(
            f"with the other gates {state.invested:.0%} invested, {state.invested_ungated:.0%} without any",
            f"与其他开关一起：仓位 {state.invested:.0%}，没有任何开关时 {state.invested_ungated:.0%}",
        )
    if round(state.moved, 6) == 0:
        return both(f"changes nothing: {state.invested:.0%} invested", f"不改变仓位：{state.invested:.0%}")
    if round(state.invested - state.invested_without, 6) == 0:
        return both(
            f"moves {state.moved:.0%} between names: {state.invested:.0%} invested",
            f"在个股之间移动 {state.moved:.0%}：仓位 {state.invested:.0%}",
        )
    return both(
        f"{state.invested:.0%} invested, {state.invested_without:.0%} without it",
        f"仓位 {state.invested:.0%}，没有它时 {state.invested_without:.0%}",
    )


def _no_such_series(asked: str, there: Sequence[str], day: date) -> Text:
    groups = first_of(sorted({name.partition("/")[0] for name in there}))
    return both(
        f"no series known on {day} begins with {asked!r}; there are {groups}",
        f"{day} 已知的序列中没有以 {asked!r} 开头的；现有 {groups}",
    )


def _insist_on_come(day: date, history: History | None) -> None:
    """Raise OptionError for a day after today that the data does not reach either; a simulated market may."""
    known = max([today(), *(history.panel.sessions[-1:].tolist() if history else [])])
    if day > known:
        raise OptionError(
            both(
                f"--as-of {day} is a day that has not come; the last that can be asked for is {known}",
                f"--as-of {day} 尚未到来；最晚可问 {known}",
            )
        )
