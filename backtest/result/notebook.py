"""A run as a notebook and as ``print`` show it: its verdict and caveats, its curve, the metrics of each part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from backtest.market.indices import index_label
from backtest.metrics.definitions import DEFINITIONS, Definition
from backtest.result.caveats import Caveat
from backtest.result.drawing import Line, curves_svg, sparklines
from backtest.result.parts import RunPart, part_curve, run_parts
from backtest.result.result import Result
from backtest.result.several import several_html
from backtest.result.verdict import Verdict, verdict
from backtest.result.wording import ABSENT, UNDER_A_YEAR, percent
from data_sources.language.text import Language, Text, both, said
from data_sources.tables.facts import Floats

TITLE = both("Growth of strategy and benchmark from the base", "策略与基准自基准日起的净值")
STRATEGY_COLOUR, BENCHMARK_COLOUR = "#c0392b", "#2f6fae"
WORDS = {"limit_up": "at limit up", "limit_down": "at limit down", "t_plus_1": "T+1"}


def result_html(result: Result, language: Language = "en") -> str:
    """Return a run's name and span, its verdict with what must be read with it, its curve, and a table.

    Parts never add up; the curve is that of the part that is judged, and of the run where none is.
    """

    def words(text: str) -> str:
        return escape(said(text, language))

    first, last = result.ledger.sessions[[0, -1]]
    index = index_label(result.benchmark_symbol)
    to = both(f"{first} to {last}; benchmark {index}", f"{first} 至 {last}；基准 {said(index, 'zh')}")
    seen = verdict(result)
    told = (seen.reason, *(_but(each) for each in result.caveats), *seen.sentences)
    together = several_html(result.several, language) if result.several else ""
    marks = "".join(f"<strong>{escape(word)}</strong> " for word in result.warnings)
    parts = run_parts(result)
    head = "".join(f"<th>{words(part.label)}</th>" for part in parts)
    rows = "".join(_row(each, parts, language) for each in DEFINITIONS if each.key in result.metrics) if parts else ""
    note = f"<p>{words(UNDER_A_YEAR)}</p>" if any(part.under_a_year for part in parts) else ""
    return (
        f"<p>{marks}{words(result.title)}, {words(to)}</p>"
        f"<p><strong>{words(front(seen))}</strong> {' '.join(words(each) for each in told if each)}</p>"
        f"{curves_svg(curve_lines(result, seen, language), said(TITLE, language))}"
        f"{together}"
        f"<table><thead><tr><th></th>{head}</tr></thead><tbody>{rows}</tbody></table>{note}"
    )


def run_html(result: Result, seen: Verdict, language: Language = "en") -> str:
    """Return a run among others: its name, badge and claim, and its curve."""
    caveats = " ".join(escape(said(_but(each), language)) for each in result.caveats)
    words = f"<p>{escape(result.name)}: <strong>{escape(said(front(seen), language))}</strong> {caveats}</p>"
    return words + curves_svg(curve_lines(result, seen, language), said(TITLE, language))


def run_text(result: Result, seen: Verdict, language: Language = "en") -> str:
    """Return a run among others for ``print``: its name, badge and claim, and its caveats."""
    caveats = "".join(f"\n  {said(_but(each), language)}" for each in result.caveats)
    return f"{result.name}: {said(front(seen), language)}{caveats}"


def result_text(result: Result, language: Language = "en", *, blocks: bool) -> str:
    """Return what ``print`` shows of a run: its verdict and caveats, with ``blocks`` its curve as a line of them."""
    seen = verdict(result)
    first, last = result.ledger.sessions[[0, -1]]
    marks = "".join(f"{word} " for word in result.warnings)
    to = said(both("to", "至"), language)
    lines = [f"{marks}{result.name}, {first} {to} {last}", said(front(seen), language)]
    lines += [f"  {said(each, language)}" for each in (seen.reason, *(_but(each) for each in result.caveats)) if each]
    drawn = curve_lines(result, seen, language) if blocks else ()
    blocks_of = sparklines([line.values for line in drawn])
    lines += [f"  {shown}  {line.label}" for shown, line in zip(blocks_of, drawn, strict=True)]
    return "\n".join(lines)


def front(seen: Verdict) -> Text:
    """Return the badge and the claim."""
    return both(f"{seen.badge}. {seen.headline}", f"{seen.badge_words.zh}。{said(seen.headline, 'zh')}")


def curve_lines(result: Result, seen: Verdict, language: Language) -> tuple[Line, ...]:
    """Return strategy and benchmark over the judged part, each with its return; none of a single session."""
    if seen.part:
        curve = part_curve(result, seen.part, seen.benchmark)
        own, market = curve.equity, curve.benchmark
    else:
        own, market = result.ledger.equity, result.benchmark
    if len(own) < 2:  # noqa: PLR2004 - a line has two ends
        return ()
    strategy = both("strategy", "策略")
    return (
        Line(_with_return(strategy, own, language), own, STRATEGY_COLOUR),
        Line(_with_return(seen.benchmark.name, market, language), market, BENCHMARK_COLOUR, "4 2"),
    )


def _with_return(name: str, values: Floats, language: Language) -> str:
    return f"{said(name, language)} {percent(float(values[-1] / values[0] - 1), signed=True)}"


def _but(caveat: Caveat) -> Text:
    return both(f"But: {caveat.sentence}.", f"但：{said(caveat.sentence, 'zh')}。")


def _row(definition: Definition, parts: Sequence[RunPart], language: Language) -> str:
    cells = "".join(f"<td>{escape(said(_cell(definition, part), language))}</td>" for part in parts)
    formula, label = (escape(said(each, language)) for each in (definition.formula, definition.label))
    return f'<tr><th title="{formula}">{label}</th>{cells}</tr>'


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
