"""A run as a notebook shows it: the metrics in words, one column for the run and one for each part of the split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from backtest.metrics.definitions import DEFINITIONS, Definition
from backtest.result.wording import PART_LABELS

WORDS = {"limit_up": "at limit up", "limit_down": "at limit down", "t_plus_1": "T+1"}


def result_html(
    title: str, warnings: Sequence[str], benchmark: str, metrics: Mapping[str, object], split: Mapping[str, object]
) -> str:
    """Return a paragraph and a table; ``split`` has the metrics of the parts there are, by name, which never add up."""
    parts = {label: part for name, label in PART_LABELS.items() if isinstance(part := split.get(name), Mapping)}
    columns = {PART_LABELS["whole"]: metrics} | parts
    marks = "".join(f"<strong>{escape(word)}</strong> " for word in warnings)
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    rows = "".join(_row(definition, list(columns.values())) for definition in DEFINITIONS if definition.key in metrics)
    return (
        f"<p>{marks}{escape(title)}; benchmark {escape(benchmark)}</p>"
        f"<table><thead><tr><th></th>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(definition: Definition, columns: Sequence[Mapping[str, object]]) -> str:
    cells = "".join(f"<td>{escape(written(definition, column.get(definition.key)))}</td>" for column in columns)
    return f'<tr><th title="{escape(definition.formula)}">{escape(definition.label)}</th>{cells}</tr>'


def written(definition: Definition, value: object) -> str:
    """Write one value of ``metrics.json`` in the unit of its definition, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        reasons = ", ".join(f"{WORDS.get(name, name.replace('_', ' '))} {count:,}" for name, count in value.items())
        return f"{sum(value.values()):,}" + (f" ({reasons})" if reasons else "")
    if not isinstance(value, int | float):
        return str(value)
    if definition.unit == "percent":
        return f"{value:.2%}"
    if definition.unit == "sessions":
        return f"{value:,.0f} session{'' if value == 1 else 's'}"
    return f"{value:,.2f}" if definition.unit in ("number", "CNY") else f"{value:,.0f}"
