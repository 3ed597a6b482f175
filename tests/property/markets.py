"""Random markets for hypothesis: small to print, shrinking towards few sessions and few symbols.

BACKTEST_EXAMPLES raises how many a property is tried on. In CI the examples are the same on every run.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from hypothesis import settings
from hypothesis import strategies as st

from backtest.engine.ledger import Ledger
from backtest.engine.run import execute
from backtest.market.panel import Panel
from backtest.market.panel_building import build_panel
from backtest.options import Options
from backtest.result.judge import judge
from backtest.result.manifest import About
from backtest.result.result import Result
from backtest.targets import Targets, targets_from_rows
from tests.data_sources.facts import facts_from_tables
from tests.execution.product import execute as product_rows
from tests.reference import Ledger as LedgerRows
from tests.reference.random_market import random_market
from tests.reference.random_prices import Row

examples = settings(
    max_examples=int(os.environ.get("BACKTEST_EXAMPLES", "100")),
    derandomize="CI" in os.environ,
)
"""The settings of every property here: a market takes tens of milliseconds, the first one compiles the engine."""


@dataclass(frozen=True)
class RandomMarket:
    """A random market by its number; the same three numbers give the same market."""

    seed: int
    sessions: int
    symbols: int

    @cached_property
    def drawn(self) -> tuple[dict[str, list[Row]], list[Row], dict[str, object]]:
        """Tables, targets and options; on few sessions a start may come after the end, which then is left out."""
        tables, targets, options = random_market(self.seed, self.sessions, self.symbols)
        if "start" in options and "end" in options and options["end"] < options["start"]:  # type: ignore[operator]
            del options["end"]
        return tables, targets, options

    @property
    def tables(self) -> dict[str, list[Row]]:
        """The tables of section 1."""
        return self.drawn[0]

    @property
    def options(self) -> dict[str, object]:
        """Options, some of them away from their defaults."""
        return self.drawn[2]

    def run(self, **options: object) -> LedgerRows:
        """What the product makes of it, as rows."""
        return product_rows(self.tables, self.drawn[1], **{**self.options, **options})


def random_markets() -> st.SearchStrategy[RandomMarket]:
    """Markets of 12 to 40 sessions and 1 to 12 symbols."""
    return st.builds(RandomMarket, st.integers(0, 1_000_000), st.integers(12, 40), st.integers(1, 12))


def panel_and_targets(tables: Mapping[str, Sequence[Row]], targets: Sequence[Row]) -> tuple[Panel, Targets]:
    """Tables as the engine reads them."""
    decided = targets_from_rows((row["date"], row["symbol"] or "", float(row["weight"])) for row in targets)  # type: ignore[misc, arg-type]
    return build_panel(facts_from_tables(tables), decided.symbols), decided


def ledger_of(tables: Mapping[str, Sequence[Row]], targets: Sequence[Row], **options: object) -> Ledger:
    """Execute targets on tables."""
    panel, decided = panel_and_targets(tables, targets)
    return execute(panel, decided, Options(**options))[0]  # type: ignore[arg-type]


def judged(tables: Mapping[str, Sequence[Row]], targets: Sequence[Row], **options: object) -> Result:
    """Execute targets on tables and judge the run."""
    panel, decided = panel_and_targets(tables, targets)
    return judge(panel, decided, Options(**options), About(name="a run of a test"))  # type: ignore[arg-type]
