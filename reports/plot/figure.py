"""A plot as a matplotlib figure; imported only where one is drawn, for matplotlib takes a second and may be absent."""

from __future__ import annotations

from io import BytesIO

from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter, ScalarFormatter

from data_sources.language.text import Language, said
from reports.plot.grown import FALLS, Grown

STRATEGY, BENCHMARK = "#aa4643", "#4572a7"
CHINESE_FONTS = (
    "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "SimHei", "Noto Sans CJK SC", "Noto Sans CJK JP",
    "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
    "Arial Unicode MS",
)  # fmt: skip
"""Fonts with Chinese letters that systems bring along, as matplotlib names them."""


class PlotFigure(Figure):
    """A figure that a notebook shows without pyplot; ``savefig`` and ``axes`` are those of matplotlib."""

    def _repr_png_(self) -> bytes:
        written = BytesIO()
        self.savefig(written, format="png", dpi=120)
        return written.getvalue()


def figure_of(seen: Grown, language: Language) -> PlotFigure:
    """Return growth above falls; Chinese words only where a font has them, else English."""
    font = chinese_font()
    spoken: Language = language if font else "en"
    figure = PlotFigure(figsize=(9.0, 5.6), layout="constrained")
    FigureCanvasAgg(figure)
    growth, falls = figure.subplots(2, 1, sharex=True, height_ratios=[2.2, 1.0])
    _draw(growth, seen, falls=False)
    _draw(falls, seen, falls=True)
    growth.set_title(seen.title, loc="left")
    growth.set_ylabel(said(seen.base, spoken))
    falls.set_ylabel(said(FALLS, spoken))
    growth.legend(frameon=False, loc="upper left")
    if seen.steep:
        growth.set_yscale("log")
        growth.yaxis.set_major_formatter(ScalarFormatter())
        growth.yaxis.set_minor_formatter(ScalarFormatter())
    falls.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    if font:
        _write_in(figure, font)
    return figure


def chinese_font() -> str | None:
    """Return the first font of this machine that has Chinese letters; None without one."""
    there = set(font_manager.get_font_names())
    return next((font for font in CHINESE_FONTS if font in there), None)


def _draw(axes: Axes, seen: Grown, *, falls: bool) -> None:
    own, market = (seen.own_falls, seen.market_falls) if falls else (seen.own, seen.market)
    days = seen.dates.astype("datetime64[D]")
    axes.plot(days, market, color=BENCHMARK, linewidth=1.2, label=seen.benchmark)
    axes.plot(days, own, color=STRATEGY, linewidth=1.8, label=seen.name)
    if falls:
        axes.fill_between(days, own, 0.0, color=STRATEGY, alpha=0.15, linewidth=0)
    axes.grid(visible=True, color="#e3dfd5", linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)


def _write_in(figure: Figure, font: str) -> None:
    """Let every word of a figure be written in a font, with matplotlib's own for what it lacks."""
    for text in figure.findobj(lambda artist: hasattr(artist, "set_fontfamily")):
        text.set_fontfamily([font, "DejaVu Sans"])  # type: ignore[attr-defined]  # each has the method: it was asked for
