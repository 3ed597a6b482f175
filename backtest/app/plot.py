"""The plot of a run, of one that was just made and of one that was read from its folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from backtest.market.indices import index_label
from backtest.metrics.curve import Curve
from data_sources.errors import InputError
from data_sources.language.asked import asked_language
from data_sources.language.text import Language, both, said
from data_sources.tables.facts import Dates, Floats
from reports.plot import plot_curve

if TYPE_CHECKING:
    from reports.plot.figure import PlotFigure
    from reports.plot.picture import Picture


def plot(
    dates: Dates, equity: Floats, benchmark: Floats, names: tuple[str, str], lang: Language | None
) -> PlotFigure | Picture:
    """Draw a run beside its benchmark; ``names`` are what it is called and the symbol of the index.

    Raises UserError for a language that there is not, and for a run of its base date alone.
    """
    language = asked_language(lang, os.environ)
    name, symbol = names
    if len(dates) < 2:  # noqa: PLR2004 - a line has two ends
        raise InputError(
            both(
                f"{name} has no session after {dates[0]}, so there is nothing to plot",
                f"{name} 在 {dates[0]} 之后没有交易日，无可绘制",
            )
        )
    label = said(index_label(symbol), language) if symbol else said(both("benchmark", "基准"), language)
    return plot_curve(Curve(dates, equity, benchmark), name, label, language)
