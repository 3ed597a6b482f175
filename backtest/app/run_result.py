"""A run as a user holds it: the result, its page, and its books as vectorbt would keep them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backtest.result.drawing import BLOCKS
from backtest.result.price_charts import PriceCharts
from backtest.result.result import Result
from data_sources.given_path import given_path
from data_sources.language.asked import surrounding_language
from data_sources.language.colours import Colours
from data_sources.language.text import Language
from data_sources.plain_text import can_write

if TYPE_CHECKING:
    from reports.plot.figure import PlotFigure
    from reports.plot.picture import Picture


@dataclass(frozen=True, repr=False)
class Run(Result):
    """One executed strategy, handler or weight table, as ``Result`` describes it, that can also show itself."""

    def report(
        self,
        path: str | Path,
        *,
        lang: Language | None = None,
        colours: Colours = "red",
        price_charts: PriceCharts = "held",
    ) -> Path:
        """Write the page of the run, one file of at most 300 KB that opens offline.

        Parameters
        ----------
        path : str or Path
            The file to write; one that is there is replaced.
        lang, colours
            As for ``backtest.run_many``.
        price_charts : {"held", "all", "none"}, default "held"
            Of which names the page shows the price: those that were held, as far as there is room, or all, in a page of
            at most 600 KB, or none.

        Returns
        -------
        Path
            The same path.

        Raises
        ------
        UserError
            When it cannot be written, for what is no path, or for another word.
        """
        from backtest.app.look import look_of  # noqa: PLC0415 - only a page needs templates
        from reports import write_report  # noqa: PLC0415 - as above

        file = given_path(path, "the page")
        write_report(self, file, look=look_of(lang, colours), price_charts=price_charts)
        return file

    def save(self, path: str | Path) -> Path:
        """Write the run so that ``backtest.load(path)`` reads it without the store.

        Parameters
        ----------
        path : str or Path
            A folder, which gets the files of ``backtest run --out``, or one file where the name ends in ``.zip``. What
            lies there of an older run is replaced.

        Returns
        -------
        Path
            The same path.

        Raises
        ------
        UserError
            When it cannot be written, or for what is no path.
        """
        from backtest.app.saved.save import save  # noqa: PLC0415 - only who saves needs templates

        return save(self, path)

    def to_vectorbt(self) -> Any:  # noqa: ANN401 - vectorbt ships no types
        """The run re-booked by vectorbt: a Portfolio with its statistics and plots (importing it takes seconds)."""
        from backtest.vectorbt_bridge import to_vectorbt  # noqa: PLC0415 - only for those who ask

        return to_vectorbt(self)

    def plot(self, *, lang: Language | None = None) -> PlotFigure | Picture:
        """Draw growth of the run and its benchmark over the whole run, and below how far each lies under its highest.

        Parameters
        ----------
        lang : {"en", "zh"}, optional
            The language of the words; without it that of ``BACKTEST_LANG`` or of the locale. Chinese needs a font.

        Returns
        -------
        matplotlib.figure.Figure or Picture
            A figure where matplotlib is installed, else an SVG with ``save(path)``; a notebook shows either.

        Raises
        ------
        UserError
            For another language, and for a run of its base date alone.
        """
        from backtest.app.plot import plot  # noqa: PLC0415 - only a plot needs reports

        return plot(self.ledger.sessions, self.ledger.equity, self.benchmark, (self.name, self.benchmark_symbol), lang)

    def _repr_html_(self) -> str:
        """Show the run in a notebook: its verdict and caveats, its curve, its metrics and those of each part."""
        from backtest.result.notebook import result_html  # noqa: PLC0415 - only a notebook asks

        return result_html(self, surrounding_language(os.environ))

    def __str__(self) -> str:
        """Show the run to ``print``: its verdict and caveats, and its curve where the stream can write it."""
        from backtest.result.notebook import result_text  # noqa: PLC0415 - only who prints it asks

        return result_text(self, surrounding_language(os.environ), blocks=can_write(BLOCKS))


def held(result: Result) -> Run:
    """Return a result as the run that a user holds; nothing is copied."""
    return Run(**vars(result))
