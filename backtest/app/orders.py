"""Tomorrow's orders: the latest decision of a strategy or a weight table against what is held tonight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from backtest.app.library import Reports, asked_library
from backtest.app.next_orders import NextOrders
from backtest.app.option_values import options_of
from backtest.app.run import load_market, parameters_of
from backtest.app.runnable import Named, find_runnable
from backtest.holding import shares_by_symbol
from backtest.market.panel import Panel
from backtest.next_session.market import with_next_session, with_partners
from backtest.next_session.order_list import evening_of, order_list
from backtest.options import Options
from backtest.target_file import read_target_file
from backtest.targets import Targets
from data_sources.calendar.day import Day, day_of
from data_sources.calendar.exchange_calendar import continued_sessions
from data_sources.calendar.sessions import next_session
from data_sources.errors import InputError, OptionError
from data_sources.language.text import both
from data_sources.store import opened_store, read_facts
from strategies.contract.parameters import Value
from strategies.contract.strategy import Strategy, decide
from strategies.library.history import history_of
from strategies.library.library import Library

if TYPE_CHECKING:
    from backtest.position_file import Positions

DEFAULT = Options()


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
