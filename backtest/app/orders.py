"""Tomorrow's orders: the latest decision of a strategy or a weight table against what is held tonight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backtest.app.library import Reports, asked_library
from backtest.app.option_values import options_of
from backtest.app.run import load_market, parameters_of
from backtest.app.runnable import Named, find_runnable
from backtest.holding import shares_by_symbol
from backtest.market.panel import Panel
from backtest.next_session.market import with_next_session, with_partners
from backtest.next_session.order_list import Order, OrderList, evening_of, order_list
from backtest.options import Options
from backtest.target_file import read_target_file
from backtest.targets import Targets
from data_sources.calendar.day import Day, day_of
from data_sources.calendar.exchange_calendar import continued_sessions
from data_sources.calendar.sessions import next_session
from data_sources.errors import InputError, OptionError
from data_sources.language.text import Text, both
from data_sources.store import opened_store, read_facts
from strategies.contract.parameters import Value
from strategies.contract.strategy import Strategy, decide
from strategies.library.history import history_of
from strategies.library.library import Library

if TYPE_CHECKING:
    import pandas as pd

    from backtest.position_file import Positions

__all__ = ["NextOrders", "Order", "orders"]

COLUMNS = (
    "symbol", "name", "side", "quantity", "price", "value", "commission", "stamp_duty", "transfer_fee", "limit_down",
    "limit_up", "refused", "reason", "flags",
)  # fmt: skip
"""Of the table and of the CSV file."""
DEFAULT = Options()


@dataclass(frozen=True)
class NextOrders:
    """The orders for ``session`` from the close of ``evening``.

    ``decided`` is the day of the decision behind them, None where there is none by then. ``is_new`` says whether it was
    made this evening; if not, its orders ``went_out`` on an earlier session, and ``listed`` has none unless they were
    asked for. ``missed`` sessions have passed since the evening without data, by this machine's clock.
    """

    name: str
    snapshot: str
    simulated: bool
    evening: date
    session: date
    decided: date | None
    is_new: bool
    went_out: date | None
    listed: OrderList
    drift: bool = False
    missed: int = 0
    notes: tuple[str, ...] = ()

    @property
    def sentence(self) -> Text:
        """What the list is, or why there is none."""
        if self.decided is None:
            return both(
                f"{self.name} has decided nothing by {self.evening}",
                f"截至 {self.evening}，{self.name} 尚无任何决策",
            )
        if self.is_new:
            return both(
                f"{self.name} decided on {self.decided}: these orders are for {self.session}",
                f"{self.name} 于 {self.decided} 作出决策：以下委托用于 {self.session}",
            )
        before = both(
            f"{self.name} decided nothing new by the close of {self.evening}; the orders of its decision of "
            f"{self.decided} went out on {self.went_out}",
            f"截至 {self.evening} 收盘 {self.name} 没有新决策；{self.decided} 的决策已于 {self.went_out} 发出委托",
        )
        if self.drift:
            return both(
                f"{before}; these would lead back to its weights on {self.session}",
                f"{before.zh}；以下委托可于 {self.session} 回到其权重",
            )
        return both(
            f"{before}; --drift lists what would lead back to its weights",
            f"{before.zh}；加 --drift 可列出回到其权重的委托",
        )

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        known = {name: value for name, value in vars(self).items() if name != "listed"}
        return {"schema": 1, **known, "sentence": self.sentence, **asdict(self.listed)}

    def rows(self) -> list[tuple[object, ...]]:
        """Return the orders as rows of ``COLUMNS``; flags are separated by spaces."""
        return [
            tuple(" ".join(each.flags) if name == "flags" else getattr(each, name) for name in COLUMNS)
            for each in self.listed.orders
        ]

    def to_frame(self) -> pd.DataFrame:
        """One row per order, columns as in the CSV file."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        return pd.DataFrame(self.rows(), columns=[*COLUMNS])


def orders(
    strategy: Named | None = None,
    *,
    targets: str | Path | None = None,
    cash: float | str,
    positions: Positions | None = None,
    as_of: Day | None = None,
    drift: bool = False,
    parameters: Mapping[str, Value] | None = None,
    commission_rate: float | str = DEFAULT.commission_rate,
    commission_min: float | str = DEFAULT.commission_min,
    stamp_duty: float | str | None = DEFAULT.stamp_duty,
    transfer_fee: float | str | None = DEFAULT.transfer_fee,
    slippage: float | str = DEFAULT.slippage,
    participation: float | str | None = DEFAULT.participation,
    cash_buffer: float | str = DEFAULT.cash_buffer,
    reports: Reports = None,
    db: str | Path | None = None,
) -> NextOrders:
    """List tomorrow's orders from tonight's data; the twin of ``backtest orders``. Nothing is traded or counted.

    The latest decision known at the last close is traded by the engine itself in one more session, in which every share
    that traded last opens at its last close: the price of tomorrow is not known, so orders are sized with that one.

    Parameters
    ----------
    strategy : str, Path, Strategy or function, optional
        As for ``run``, but nothing that decides day by day.
    targets : str or Path, optional
        A weight table in a file, in place of a strategy.
    cash : float
        CNY in the account tonight, beside the positions.
    positions : str, Path, mapping or DataFrame, optional
        What is held tonight, as for ``run``; nothing without it.
    as_of : date or str, optional
        The evening to stand in: the last session with trading on or before it. By default the last one stored.
    drift : bool, default False
        Where nothing new was decided that evening, list what would lead back to the last weights; else the list is
        empty then, for the orders of the last decision went out before.
    parameters : mapping, optional
        Values of the strategy's parameters by name.
    commission_rate, commission_min, stamp_duty, transfer_fee, slippage, participation, cash_buffer
        As fields of ``Options``: what the orders are expected to cost, and how large they may be.
    reports : str, Path or Library, optional
        As for ``run``.
    db : str or Path, optional
        The store, as for ``run``.

    Returns
    -------
    NextOrders
        ``listed.orders``, ``to_frame()``, ``document()``.

    Raises
    ------
    UserError
        For a strategy that is unknown or decides day by day, positions without a price, a day before the data.
    """
    options = options_of({
        "cash": cash, "positions": positions, "commission_rate": commission_rate, "commission_min": commission_min,
        "stamp_duty": stamp_duty, "transfer_fee": transfer_fee, "slippage": slippage, "participation": participation,
        "cash_buffer": cash_buffer,
    })  # fmt: skip
    known = asked_library(reports)
    name, notes, panel, decided = _decided(strategy, targets, parameters_of(parameters), known, db)
    evening = evening_of(panel, None if as_of is None else day_of(as_of))
    if evening < 0:
        raise InputError(
            both(
                f"the store has no session with trading by {as_of or 'the end of its data'}; import or refresh first",
                f"截至 {as_of or '数据末日'}，库中没有交易日；请先导入或更新数据",
            )
        )
    return _listed(name, panel, decided, options, evening, drift=drift, notes=notes, db=db, latest=as_of is None)


def _decided(
    strategy: Named | None,
    targets: str | Path | None,
    given: Mapping[str, Value],
    known: Library,
    db: str | Path | None,
) -> tuple[str, tuple[str, ...], Panel, Targets]:
    """Return what decides, by name, with its notes, its market and all of its decisions."""
    if (strategy is None) == (targets is None):
        raise OptionError(
            both("give a strategy or --targets FILE, one of the two", "请在策略与 --targets FILE 中给出一个")
        )
    if targets is not None:
        table = read_target_file(Path(targets))
        return Path(targets).stem, table.notes, load_market(db, table.targets.symbols), table.targets
    chosen = find_runnable(strategy, known)  # type: ignore[arg-type]  # one of the two is given
    if not isinstance(chosen, Strategy):
        raise OptionError(
            both(
                f"{chosen.name} decides day by day, by what its account went through: run it, and read its last fills",
                f"{chosen.name} 逐日决策，取决于账户经历；请运行它并查看最后的成交",
            )
        )
    panel = load_market(db)
    decisions = decide(chosen, history_of(panel, known), given)
    return chosen.name, decisions.notes, panel, decisions.targets


def _listed(
    name: str, panel: Panel, targets: Targets, options: Options, evening: int, *, drift: bool, notes: tuple[str, ...],
    db: str | Path | None, latest: bool,
) -> NextOrders:  # fmt: skip
    today = panel.sessions[evening].item()
    following = _session_after(panel, today)
    known = targets.until(following - timedelta(days=1))
    decided = known.dates[-1].item() if len(known.dates) else None
    is_new = decided is not None and decided >= today
    weights = {symbol: weight for day, symbol, weight in known.rows() if day == decided and symbol}
    symbols = {*weights, *shares_by_symbol(options.positions)}
    with opened_store(db) as engine:
        facts = read_facts(engine, with_partners(symbols, panel.renames) or None)
    listed = order_list(with_next_session(facts, today, following, weights), weights, options)
    if not (is_new or drift) or decided is None:
        invested = 1 - listed.cash / listed.equity if listed.equity > 0 else 0.0
        listed = replace(listed, orders=(), cash_after=listed.cash, invested_after=invested)
    return NextOrders(
        name, panel.snapshot, panel.simulated, today, following, decided, is_new,
        None if decided is None or is_new else next_session(panel.sessions, decided),
        listed, drift, _missed(panel, today) if latest else 0, notes,
    )  # fmt: skip


def _session_after(panel: Panel, evening: date) -> date:
    """The next session by our calendar or, past its end, by the exchange's."""
    ours = next_session(panel.sessions, evening) or panel.next_session
    found = ours or next_session(continued_sessions(panel.sessions), evening)
    if found is None:
        raise InputError(
            both(
                f"no calendar knows the session after {evening}; import a sessions table",
                f"日历中没有 {evening} 之后的交易日；请导入 sessions 表",
            )
        )
    return found


def _missed(panel: Panel, evening: date) -> int:
    """How many sessions are over since an evening; 0 for a simulated market, which no clock ages."""
    from data_sources.calendar.today import sessions_behind  # noqa: PLC0415 - only the latest evening ages

    return 0 if panel.simulated else sessions_behind(panel.sessions, evening)
