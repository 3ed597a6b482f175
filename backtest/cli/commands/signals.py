"""``backtest signals``: what was known of the industry on a day, and what each gate says because of it."""

from __future__ import annotations

from datetime import date
from math import isnan
from typing import TYPE_CHECKING, Annotated, Any

import typer

from backtest.cli.output import Table, print_json, print_rows, print_table, remark, say
from backtest.cli.shared_options import AsOf, Database, Json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_sources.tables.facts import SignalValue
    from strategies.contract.strategy import History
    from strategies.standing.basket_state import BasketState
    from strategies.standing.gate_state import GateReading, GateState

EXAMPLES = (
    "backtest signals",
    "backtest signals --as-of 2025-06-30 capex/",
    "backtest signals --json",
)
SHANGHAI = 8  # hours east of UTC, where a day of the market begins

Prefix = Annotated[str, typer.Argument(metavar="[SERIES]", help="Only series that begin so, such as capex/.")]


def signals(series: Prefix = "", as_of: AsOf = None, db: Database = None, as_json: Json = False) -> None:
    """Show what was known on a day, its age, and what the gates say.

    The latest vintage of the latest known period of each series. A gate's effect is the strategy's decision on that day
    with it and without it. Strength is what the names of a strategy returned on average over 120 sessions less the
    return of the CSI 300, breadth the share of them above their own mean. Without a store: the series that ship with
    the product, and no gates.
    """
    from strategies.signals.values import latest_known  # noqa: PLC0415 - nothing heavy before a command runs

    day = as_of or _today()
    history = _history(db, day)
    known = [each for name, each in sorted(latest_known(_values(history), day).items()) if name.startswith(series)]
    states = _gates(history, day) if history else []
    baskets = _baskets(history, day) if history else []
    if as_json:
        print_json(
            {
                "as_of": day,
                "simulated": bool(history and history.panel.simulated),
                "series": [_value(each, day) for each in known],
                "gates": [_gate(each, day) for each in states],
                "baskets": [_basket(each) for each in baskets],
            }
        )
        return
    if history and history.panel.simulated:
        say("SIMULATED market: no price or imported series in it is real")
    cells = [(v.series, v.period, f"{v.value:.10g}", v.unit, str(v.published_on), str((day - v.published_on).days))
             for v in known]  # fmt: skip
    columns = ("series", "period", "value", "unit", "published", "age in days")
    print_rows(Table(columns, cells, frozenset({"value", "age in days"}), frozenset({"series", "unit"})))
    if states:
        say()
        print_table(_gate_table(states, day))
    for table in (_level_table(states), _basket_table(baskets)):
        if table.rows:
            say()
            print_table(table)


def _insist_on_come(day: date, history: History | None) -> None:
    """Raise UserError for a day after today that the data does not reach either; a simulated market may."""
    from data_sources.errors import UserError  # noqa: PLC0415 - as above

    known = max([_today(), *(history.panel.sessions[-1:].tolist() if history else [])])
    if day > known:
        raise UserError(f"--as-of {day} is a day that has not come; the last that can be asked for is {known}")


def _history(db: str | None, day: date) -> History | None:
    """The market with all signals; None, said on stderr, when there is no store to read and none was asked for."""
    from backtest.app.run import load_market  # noqa: PLC0415 - as above
    from data_sources.errors import StoreError  # noqa: PLC0415
    from strategies.contract.strategy import known_history  # noqa: PLC0415

    try:
        history = known_history(load_market(db))
    except StoreError as fault:
        if db is not None:
            raise
        _insist_on_come(day, None)
        remark(f"only the series that ship with the product, and no gates: {fault}")
        return None
    _insist_on_come(day, history)
    return history


def _values(history: History | None) -> Sequence[SignalValue]:
    from strategies.signals.values import load_signal_values  # noqa: PLC0415 - as above

    return history.signals if history else load_signal_values()


def _gates(history: History, day: date) -> list[GateState]:
    """The gates of all strategies; none before the market's first session."""
    from strategies.registry import STRATEGIES  # noqa: PLC0415
    from strategies.standing.gate_state import gate_states  # noqa: PLC0415 - as above

    if day < history.panel.sessions[0].item():
        return []
    return [state for strategy in STRATEGIES.values() for state in gate_states(strategy, history, day)]


def _baskets(history: History, day: date) -> list[BasketState]:
    """The names of all strategies; none before the market's first session."""
    from strategies.registry import STRATEGIES  # noqa: PLC0415
    from strategies.standing.basket_state import basket_state  # noqa: PLC0415 - as above

    if day < history.panel.sessions[0].item():
        return []
    return [basket_state(strategy, history, day) for strategy in STRATEGIES.values()]


def _gate_table(states: list[GateState], day: date) -> Table:
    columns = ("strategy", "gate", "reads", "from", "age in days", "says")
    rows = []
    for state in states:
        spoken = state.reading.spoken
        value = _read(state.reading) if spoken else "nothing"
        source = f"{_read_from(state.reading)} {spoken.period}" if spoken else ""
        age = str((day - spoken.published_on).days) if spoken else ""
        rows.append((state.strategy, state.reading.quantity, value, source, age, _says(state)))
    return Table(columns, rows, frozenset({"reads", "age in days"}), frozenset({"from", "says"}))


def _level_table(states: list[GateState]) -> Table:
    """Growth of the levels that gates read, each series or family once."""
    columns = ("level read by a gate", "period", "months", "growth", "acceleration")
    rows = {}
    for reading in (state.reading for state in states):
        if reading.spoken and not isnan(reading.growth):
            growth, acceleration = _share(reading.growth, "+.1%"), _points(reading.acceleration)
            series = _read_from(reading)
            rows[series] = (series, reading.spoken.period, str(reading.months), growth, acceleration)
    return Table(columns, [rows[series] for series in sorted(rows)], frozenset(columns[2:]))


def _basket_table(baskets: list[BasketState]) -> Table:
    columns = ("strategy", "names", "strength", "breadth")
    rows = [(each.strategy, str(each.names), _points(each.strength), _share(each.breadth, ".1%")) for each in baskets]
    return Table(columns, rows, frozenset(columns[1:]))


def _read(reading: GateReading) -> str:
    """What a gate reads: a change with its sign, a level without."""
    level = reading.source is not None and reading.source.reads == "value"
    return f"{reading.value:.1%}" if level else f"{reading.value:+.1%}"


def _read_from(reading: GateReading) -> str:
    """The series it reads, or of how many it takes the median."""
    family = reading.source.series if reading.source and reading.source.series.endswith("/") else ""
    if family and reading.series > 1:
        return f"median of {reading.series} series {family}"
    return reading.spoken.series if reading.spoken else ""


def _share(value: float, form: str) -> str:
    return "unknown" if isnan(value) else f"{value:{form}}"


def _points(value: float) -> str:
    return "unknown" if isnan(value) else f"{value * 100:+.1f} points"


def _says(state: GateState) -> str:
    """What the gate does to the decision of the day, in words."""
    if state.reading.spoken is None:
        return f"neutral: {state.invested:.0%} invested"
    if round(state.moved, 6) == 0 and round(state.invested - state.invested_ungated, 6) != 0:
        return f"with the other gates {state.invested:.0%} invested, {state.invested_ungated:.0%} without any"
    if round(state.moved, 6) == 0:
        return f"changes nothing: {state.invested:.0%} invested"
    if round(state.invested - state.invested_without, 6) == 0:
        return f"moves {state.moved:.0%} between names: {state.invested:.0%} invested"
    return f"{state.invested:.0%} invested, {state.invested_without:.0%} without it"


def _value(value: SignalValue, day: date) -> dict[str, Any]:
    from dataclasses import asdict  # noqa: PLC0415 - as above

    from data_sources.tables.schema import TABLES  # noqa: PLC0415 - as above

    fields = asdict(value)
    return {name: fields[name] for name in TABLES["signals"].names()} | {"age_in_days": (day - value.published_on).days}


def _gate(state: GateState, day: date) -> dict[str, Any]:
    reading = state.reading
    return {
        "strategy": state.strategy,
        "gate": reading.quantity,
        "value": reading.value if reading.spoken else None,
        "source": reading.source.series if reading.source else None,
        "reads": reading.source.reads if reading.source else None,
        "median_of": reading.series,
        "spoken": _value(reading.spoken, day) if reading.spoken else None,
        "growth": _known(reading.growth),
        "acceleration": _known(reading.acceleration),
        "invested": state.invested,
        "invested_without": state.invested_without,
        "invested_ungated": state.invested_ungated,
        "moved": state.moved,
        "says": _says(state),
    }


def _basket(state: BasketState) -> dict[str, Any]:
    strength, breadth = _known(state.strength), _known(state.breadth)
    return {"strategy": state.strategy, "names": state.names, "strength": strength, "breadth": breadth}


def _known(value: float) -> float | None:
    return None if isnan(value) else value


def _today() -> date:
    from datetime import datetime, timedelta, timezone  # noqa: PLC0415 - as above

    return datetime.now(timezone(timedelta(hours=SHANGHAI))).date()
