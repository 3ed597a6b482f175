"""A run as a notebook shows it: its verdict, then the metrics, one column for each part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from backtest.market.indices import index_label
from backtest.metrics.definitions import DEFINITIONS, Definition
from backtest.result.parts import RunPart, run_parts
from backtest.result.result import Result
from backtest.result.several import several_sentences
from backtest.result.verdict import verdict
from backtest.result.wording import ABSENT, UNDER_A_YEAR

WORDS = {"limit_up": "at limit up", "limit_down": "at limit down", "t_plus_1": "T+1"}


def result_html(result: Result) -> str:
    """Return a run's name and span, its verdict with what must be read with it, and a table; parts never add up."""
    first, last = result.ledger.sessions[[0, -1]]
    title = f"{result.title}, {first} to {last}; benchmark {index_label(result.benchmark_symbol)}"
    seen = verdict(result)
    said = (seen.reason, *(f"But: {each.sentence}." for each in result.caveats), *seen.sentences)
    together = f"<p>{escape(' '.join(several_sentences(result.several)))}</p>" if result.several else ""
    marks = "".join(f"<strong>{escape(word)}</strong> " for word in result.warnings)
    parts = run_parts(result)
    head = "".join(f"<th>{escape(part.label)}</th>" for part in parts)
    rows = "".join(_row(each, parts) for each in DEFINITIONS if each.key in result.metrics) if parts else ""
    note = f"<p>{UNDER_A_YEAR}</p>" if any(part.under_a_year for part in parts) else ""
    return (
        f"<p>{marks}{escape(title)}</p>"
        f"<p><strong>{seen.badge}. {escape(seen.headline)}</strong> {escape(' '.join(said))}</p>"
        f"{together}"
        f"<table><thead><tr><th></th>{head}</tr></thead><tbody>{rows}</tbody></table>{note}"
    )


def _row(definition: Definition, parts: Sequence[RunPart]) -> str:
    cells = "".join(f"<td>{escape(_cell(definition, part))}</td>" for part in parts)
    return f'<tr><th title="{escape(definition.formula)}">{escape(definition.label)}</th>{cells}</tr>'


def _cell(definition: Definition, part: RunPart) -> str:
    """No rate a year of a part under a year."""
    if definition.a_year and part.under_a_year:
        return ABSENT
    return written(definition, part.metrics.get(definition.key))


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
