"""Tables and target rows as the product takes them: a panel, targets, options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from backtest.market.panel import Panel
from backtest.market.panel_building import build_panel
from backtest.options import Options
from backtest.targets import Targets, targets_from_rows
from tests.data_sources.facts import facts_from_tables
from tests.reference.random_market import random_market

Row = Mapping[str, Any]


class Prepared(NamedTuple):
    """What `execute_targets` takes."""

    panel: Panel
    targets: Targets
    options: Options


def targets_of(rows: Sequence[Row]) -> Targets:
    """Target rows as the reference takes them."""
    return targets_from_rows(
        (row["date"], row["symbol"] or "", float("nan") if row["weight"] is None else float(row["weight"]))
        for row in rows
    )


def panel_of(tables: Mapping[str, Sequence[Row]], targets: Targets | None = None) -> Panel:
    """The panel of tables, with the symbols that the targets name."""
    return build_panel(facts_from_tables(tables), targets.symbols if targets else ())


def random_run(seed: int, **changed: Any) -> Prepared:  # noqa: ANN401 - options by name
    """A random market, its targets and its options, some of them changed."""
    tables, rows, given = random_market(seed)
    chosen: dict[str, Any] = {**given, **changed}
    targets = targets_of(rows)
    return Prepared(panel_of(tables, targets), targets, Options(**chosen))
