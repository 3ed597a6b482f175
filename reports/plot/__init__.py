"""The plot of a run in a notebook: growth and falls of strategy and benchmark, by matplotlib or as SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_sources.language.text import Language
from reports.plot.grown import Grown, grown
from reports.plot.picture import Picture, picture_of

if TYPE_CHECKING:
    from backtest.metrics.curve import Curve
    from reports.plot.figure import PlotFigure

__all__ = ["Grown", "Picture", "grown", "plot_curve"]


def plot_curve(curve: Curve, name: str, benchmark: str, language: Language, *, title: str = "") -> PlotFigure | Picture:
    """Draw a curve beside its benchmark: a matplotlib figure where matplotlib is installed, else an SVG."""
    seen = grown(curve, name, benchmark, title or name)
    try:
        from reports.plot.figure import figure_of  # noqa: PLC0415 - heavy, and not everybody has it
    except ImportError:
        return picture_of(seen, language)
    return figure_of(seen, language)
