"""The product behind the interface of the reference: tables in, a ledger of tuples out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from backtest.engine.run import execute as execute_targets
from backtest.holding import Holding
from backtest.market.panel_building import build_panel
from backtest.options import Options
from backtest.result.tables import equity_rows, event_rows, fill_rows, position_rows, refusal_rows
from backtest.targets import targets_from_rows
from tests.data_sources.facts import facts_from_tables
from tests.reference.ledger import Ledger

Row = Mapping[str, object]


def execute(tables: Mapping[str, Sequence[Row]], targets: Sequence[Row], **options: object) -> Ledger:
    """Run the product as `tests.reference.execute` runs the reference."""
    facts = facts_from_tables(tables)
    decided = targets_from_rows(
        (cast("date", row["date"]), cast("str", row["symbol"] or ""), _number(row["weight"])) for row in targets
    )
    panel = build_panel(facts, decided.symbols)
    held = cast("Sequence[tuple[str, int]]", options.pop("positions", ()))
    options["positions"] = tuple(Holding(symbol, shares) for symbol, shares in held)
    ledger, benchmark = execute_targets(panel, decided, Options(**options))  # type: ignore[arg-type]
    return Ledger(
        fills=fill_rows(ledger),
        refusals=refusal_rows(ledger),
        events=event_rows(ledger),
        positions=position_rows(ledger),
        equity=equity_rows(ledger, benchmark.closes),
    )


def _number(value: object) -> float:
    return float("nan") if value is None else float(cast("float", value))
