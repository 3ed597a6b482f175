"""A plot as one SVG element that needs nothing around it: a notebook shows it, and it can be written to a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data_sources.given_path import given_path
from data_sources.language.text import Language, Text, both, said, same
from data_sources.tables.facts import Floats
from reports.charts.model import Chart, Panel, Series
from reports.charts.picture import picture
from reports.page import put_page
from reports.plot.grown import FALLS, Grown

STYLE = """
.backtest-plot { --strategy: #aa4643; --benchmark: #4572a7; }
.backtest-plot { background: #fffefb; max-width: 760px; font: 12px sans-serif; }
.backtest-plot text { fill: #66635b; }
.backtest-plot .panel-title { fill: #23221f; }
.backtest-plot .tick { text-anchor: end; font-size: 11px; }
.backtest-plot .day-tick { text-anchor: middle; font-size: 11px; }
.backtest-plot .rule { stroke: #e3dfd5; }
.backtest-plot .zero { stroke: #66635b; stroke-dasharray: 2 2; }
"""
"""The light colours of our pages: a notebook has none of its own that a picture could ask for."""


@dataclass(frozen=True, repr=False)
class Picture:
    """An SVG that shows itself in a notebook; ``save`` writes it."""

    svg: str

    def save(self, path: str | Path) -> Path:
        """Write it to a file and return its path. Raises UserError when that cannot be written."""
        file = given_path(path, "the picture")
        put_page(self.svg, file)
        return file

    def _repr_svg_(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        """Return how long it is and what can be done with it, not the whole."""
        return f"<Picture: {len(self.svg):,} characters of SVG; save(path) writes it>"


def picture_of(seen: Grown, language: Language) -> Picture:
    """Return the plot as SVG in one language."""

    def words(text: Text) -> Text:
        return same(said(text, language))

    growth = Panel(words(seen.base), _lines(seen, seen.own, seen.market, 3), "level", 340, log=seen.steep)
    falls = Panel(words(FALLS), _lines(seen, seen.own_falls, seen.market_falls, 5), "percent", 160, zero=True)
    chart = Chart("plot", same(seen.title), tuple(str(day) for day in seen.dates), (growth, falls))
    drawn = str(picture(chart)).replace('class="picture"', 'class="backtest-plot"', 1)
    head, rest = drawn.removeprefix("<svg").split(">", 1)
    label = words(both("Growth and drawdown", "净值与回撤"))
    named = f"<title>{label}</title><style>{STYLE}</style>"
    return Picture(f'<svg xmlns="http://www.w3.org/2000/svg"{head}>{named}{rest}')


def _lines(seen: Grown, own: Floats, market: Floats, digits: int) -> tuple[Series, ...]:
    values = [tuple(round(value, digits) for value in path.tolist()) for path in (own, market)]
    return (
        Series(same(seen.name), values[0], "strategy", width=2.0),
        Series(same(seen.benchmark), values[1], "benchmark"),
    )
