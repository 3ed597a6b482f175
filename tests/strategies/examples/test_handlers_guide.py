"""The code of ``docs/handlers.md`` runs as it stands there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import backtest
from backtest.handler import execute_handler
from backtest.market.panel_building import build_panel
from backtest.options import Options
from backtest.result.tables import fill_rows
from backtest.targets import targets_from_rows
from strategies.contract.strategy import known_history
from strategies.examples.drawdown_control import DrawdownControl
from strategies.examples.trailing_stop import TrailingStop
from strategies.own.handler_file import UserHandler
from strategies.own.load import load_file
from tests.data_sources.facts import facts_from_tables
from tests.execution.market import A, D, tiny

GUIDE = Path(__file__).parents[3] / "docs" / "handlers.md"
SMALLEST, NESTED = (block.split("```")[0] for block in GUIDE.read_text(encoding="utf-8").split("```python\n")[1:])


def test_the_smallest_example_buys_and_sells_as_the_guide_says(tmp_path: Path) -> None:
    path = tmp_path / "my_stop.py"
    path.write_text(SMALLEST)
    assert len([line for line in SMALLEST.splitlines() if line]) <= 12
    found = load_file(path)
    assert isinstance(found, UserHandler)
    panel = build_panel(facts_from_tables(tiny({A: [10, 10, 11, 10, 9.8, 9.7, 10.5, 10.5]})))
    handler = found.again().fresh(known_history(panel), found.values({"symbol": A}))
    ledger = execute_handler(panel, handler, Options(cash=100_000.0), D[0])
    # All of 100 000 at 10.00, but for a lot that fees leave no cash for; a tenth below the high of 11.00 is 9.90, and
    # 9.80 on D[4] is the first close below. Never bought back.
    assert [row[:5] for row in fill_rows(ledger)] == [(D[1], A, "buy", 9900, 10.0), (D[5], A, "sell", 9900, 9.7)]


def test_nested_handlers_run_from_python() -> None:
    days = [D[k] for k in range(5)]
    panel = build_panel(facts_from_tables(tiny({A: [10.0] * 5}, days=days)))
    names: dict[str, Any] = {
        "backtest": backtest,
        "date": lambda *_: D[0],
        "panel": panel,
        "targets": targets_from_rows([(D[0], A, 0.5)]),
        "TrailingStop": TrailingStop,
        "DrawdownControl": DrawdownControl,
    }
    exec(NESTED, names)  # noqa: S102 - the code of our own guide
    result = names["result"]
    assert result.name == "careful"
    assert len(result.fills) == 1


@pytest.mark.parametrize("link", ["../strategies/examples/trailing_stop.py", "performance.md"])
def test_its_links_lead_somewhere(link: str) -> None:
    assert f"]({link})" in GUIDE.read_text(encoding="utf-8")
    assert (GUIDE.parent / link).resolve().is_file()
