"""The page of metrics: each key of ``metrics.json`` with its formula and where that is from."""

from __future__ import annotations

from backtest.metrics.definitions import DEFINITION_GROUPS, Definition
from backtest.validity.setting_metric import SETTING_METRICS
from tests.reference_pages.markdown import block, code, contents, page, table

INTRODUCTION = """\
Every key of `metrics.json`, of `result.metrics` and of each part in `split.json`, with its formula. Files hold
fractions, 0.0123 for 1.23%, and CNY; a page writes them with their unit. A rate a year (marked †) is left out on a
page for a part under 365 days, files keep it. Years are calendar days over 365.25; the sessions a year are those of
the part itself over its years. How intervals, deflated Sharpe ratios, the probability of overfitting and random lists
are computed, and how often they miss: [../validity.md](../validity.md)."""

TITLES = {
    "own": "The strategy by itself",
    "relative": "Against the index",
    "trading": "Trading and its costs",
    "holdings": "What was held",
}
EXAMPLE = (
    'result = backtest.run("rate_power")',
    'result.metrics["sharpe"], result.metrics["refusals"]      # the whole run',
    'result.split["test"]["excess_geometric"]                  # the part after publication, which is judged',
)


def metrics_page() -> str:
    """The whole page."""
    groups = [f"## {TITLES[name]}\n\n{_table(rows)}" for name, rows in DEFINITION_GROUPS.items()]
    by = ", ".join(code(name) for name in SETTING_METRICS)
    return page(
        "Metrics",
        INTRODUCTION,
        contents([TITLES[name] for name in DEFINITION_GROUPS]),
        block("python", EXAMPLE),
        f"A sweep compares its settings by {by} (`--metric`), over the sessions that all settings share.",
        *groups,
    )


def _table(rows: tuple[Definition, ...]) -> str:
    cells = [
        (code(each.key), f"{each.label} ({each.label.zh}){' †' * each.a_year}", each.unit, each.formula, each.source)
        for each in rows
    ]
    return table(("key", "called", "unit", "formula", "source"), cells)
