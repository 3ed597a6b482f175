"""Templates to files: one self-contained HTML file each, replaced as a whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context, pass_eval_context
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from markupsafe import Markup

from backtest.result import wording
from backtest.result.trades import share_of_volume
from backtest.result.trading_words import EVENT_WORDS, REASON_WORDS, SIDE_WORDS
from data_sources.files import write_whole
from data_sources.language.colours import Colours
from data_sources.language.text import Language, Text, both, said, same, sentence
from data_sources.plain_text import visible, visible_json
from data_sources.refused import writes
from reports.charts.model import Chart
from reports.charts.picture import picture
from reports.charts.written import read_out
from reports.compiled_templates import CompiledTemplates
from reports.contents import contents_of
from reports.drawing.contribution_bar import contribution_bar, zero_of
from reports.drawing.dial_plot import dial_plot
from reports.drawing.dot_plot import dot_row
from reports.drawing.error_bar import error_bar
from reports.drawing.excess_strip import excess_strip
from reports.drawing.gate_strip import gate_strip
from reports.drawing.heat_map import heat_map
from reports.drawing.heat_strip import heat_strip
from reports.drawing.histogram import histogram_picture
from reports.drawing.month_bars import month_bars
from reports.drawing.spread_plot import spread_plot
from reports.drawing.steps import steps
from reports.drawing.svg import spoken
from reports.drawing.waterfall import waterfall
from reports.lean import lean_page, lean_script
from reports.packing import packed_page
from reports.sections.calendar_returns import MONTHS
from reports.sections.trading.trades import ON_PAPER
from reports.sections.verdict import tone
from reports.table_tools import with_tools

HERE = Path(__file__).parent
VENDORED = HERE / "vendored"
SYNTAX: dict[str, Any] = {"optimized": False, "trim_blocks": True, "lstrip_blocks": True}


@dataclass(frozen=True)
class Look:
    """How a page looks until its reader chooses otherwise."""

    language: Language = "en"
    colours: Colours = "red"


def write_page(template: str, path: Path, context: Mapping[str, object], look: Look | None = None) -> None:
    """Render a template into one file; a reader of ``path`` sees the old page or the new one, never half of one.

    Raises WriteFailed when the file cannot be written.
    """
    put_page(page_text(template, context, look), path)


def put_page(text: str, path: Path) -> None:
    """Put the text of a page in the place of a file, whole. Raises WriteFailed when the file cannot be written."""
    data = text.encode()
    with writes(path, len(data)):
        write_whole(path, data)


def page_text(template: str, context: Mapping[str, object], look: Look | None = None) -> str:
    """Return a template rendered; words in both languages are both in it, those of ``look`` shown at first.

    The bar above each page reads ``back`` (the address of the page of all strategies; "" without one) and ``scales``
    (whether charts have axes to choose) from the context.
    """
    look = look or Look()
    shown = {"language": look.language, "colours": look.colours, "back": "", "scales": False, **context}
    return packed_page(lean_page(with_tools(_environment().get_template(template).render(shown))))


def script_json(value: object) -> Markup:
    """Return JSON that may stand inside a script element.

    No "<" is left that could end it, nothing that is not seen, and no quotation mark of an attribute but JSON's own.
    """
    text = visible_json(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
    return Markup(text.replace("<", "\\u003c").replace("'", "\\u0027"))  # noqa: S704 - nothing in it can end the element


def lean(text: str) -> Markup:
    """Return a script of ours as a page carries it."""
    return Markup(lean_script(text))  # noqa: S704 - our own file


@lru_cache(maxsize=1)
def chart_library() -> tuple[Markup, Markup]:
    """Return script and style of uPlot, as they were published, the script under its licence, which asks for that."""
    script, style = (
        (VENDORED / "uplot" / name).read_text(encoding="utf-8") for name in ("uPlot.iife.min.js", "uPlot.min.css")
    )
    licence = (VENDORED / "uplot" / "LICENSE").read_text(encoding="utf-8")
    return Markup(f"/*\n{licence}*/\n{script}"), Markup(style)  # noqa: S704 - a library's own files, their hashes tested


def figure(chart: Chart, *, tools: bool = True) -> Markup:
    """Return the place of a chart: its picture, and room for what the script draws over it.

    Kept on the chart, so that a page which is written once to be measured costs its pictures once. Without ``tools``
    the script copies those of the first chart of the page, which takes bytes from it: for charts further down.
    """
    known: Markup | None = chart.__dict__.get("_figure")
    if known is None:
        known = chart.__dict__["_figure"] = _figure(chart, picture(chart), tools=tools)
    return known


def chart_frame(chart: Chart) -> Markup:
    """Return the place of charts that are alike, without a picture: the page's script copies it for each."""
    return _figure(chart, Markup(""), tools=True)


def _figure(chart: Chart, drawn: Markup, *, tools: bool) -> Markup:
    module = _environment().get_template("chart.html").module
    ends = [
        [(series, read_out(series.values[-1], panel.form)) for series in panel.series] for panel in chart.panels
    ]  # fmt: skip
    placed: Markup = module.figure(chart, drawn, ends, tools)  # type: ignore[attr-defined]  # a macro of the template
    return placed


@pass_context
def section(context: Context, template: str) -> Markup:
    """Return a section of a page, from its ``sections`` when it was written before.

    So a page which is written once to be measured costs those sections once that are the same in both.
    """
    sections: dict[str, Markup] = context["sections"]
    if template not in sections:
        # A template of ours, which escapes what it is given.
        sections[template] = Markup(_environment().get_template(template).render(context.get_all()))  # noqa: S704
    return sections[template]


def attribute(name: str, text: str) -> Markup:
    """Return an attribute in English with its Chinese beside it, for the page's script to put in."""
    seen = same(text)
    both = {name: str(seen), **({f"data-zh-{name}": seen.zh} if seen.zh != seen else {})}
    return Markup("").join(Markup(' {}="{}"').format(key, visible(value)) for key, value in both.items())


def title_attributes(title: str) -> Markup:
    """Return the title of a page in both languages, as attributes of its root."""
    seen = same(title)
    return Markup(' data-en-page="{}" data-zh-page="{}"').format(visible(str(seen)), visible(seen.zh))


@pass_eval_context  # the words of this program are then put in when a page is written, not into compiled templates
def _seen(_: EvalContext, value: object) -> object:
    """Write a text in both languages, and in any string marks that turn its direction as escapes."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return Markup("").join(spoken(value)) if isinstance(value, Text) else visible(value)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([HERE / each for each in ("templates", "styles", "scripts")]),
        autoescape=True,
        bytecode_cache=CompiledTemplates(repr(SYNTAX)),
        finalize=_seen,
        undefined=StrictUndefined,
        **SYNTAX,
    )
    environment.filters |= {
        "percent": wording.percent,
        "number": wording.number,
        "money": wording.money,
        "count": wording.count,
        "tone": tone,
        "part_word": wording.part_word,
        "share_of_volume": share_of_volume,
        "said": said,
        "sentence": sentence,
        "lean": lean,
    }
    environment.globals |= {
        "months": MONTHS,
        "both": both,
        "attribute": attribute,
        "title_attributes": title_attributes,
        "chart": figure,
        "section": section,
        "zip": zip,
        "chart_frame": chart_frame,
        "contribution_bar": contribution_bar,
        "zero_of": zero_of,
        "waterfall": waterfall,
        "contents_of": contents_of,
        "error_bar": error_bar,
        "gate_strip": gate_strip,
        "steps": steps,
        "histogram": histogram_picture,
        "month_bars": month_bars,
        "heat_strip": heat_strip,
        "heat_map": heat_map,
        "dial_plot": dial_plot,
        "spread_plot": spread_plot,
        "excess_strip": excess_strip,
        "dot_row": dot_row,
        "side_words": SIDE_WORDS,
        "paper_fills": ON_PAPER,
        "reason_words": REASON_WORDS,
        "event_words": EVENT_WORDS,
    }
    return environment
