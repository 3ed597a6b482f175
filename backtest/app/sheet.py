"""The page of bare returns, for curves that were made elsewhere."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from backtest.app.look import look_of
from backtest.given_returns import given_returns, returns_of_prices
from backtest.market.indices import index_label
from backtest.result.bare_returns import BareReturns, bare_returns, levels_of
from backtest.result.drawing import Line, curves_svg
from backtest.result.notebook import BENCHMARK_COLOUR, STRATEGY_COLOUR, TITLE
from data_sources.errors import InputError
from data_sources.given_argument import insist_on_kind
from data_sources.given_path import given_path
from data_sources.language.asked import surrounding_language
from data_sources.language.colours import Colours
from data_sources.language.text import NOTHING, Language, Text, both, said, same
from data_sources.tables.facts import Dates, Floats

if TYPE_CHECKING:
    import pandas as pd

    Returns = pd.Series[Any] | pd.DataFrame | dict[Any, float] | list[float] | np.ndarray[Any, Any]


@dataclass(frozen=True, repr=False)
class Sheet:
    """Measured returns: ``metrics`` by name, fractions, and ``report(path)``; a notebook shows the curve."""

    seen: BareReturns

    @property
    def metrics(self) -> dict[str, object]:
        """The numbers of the page, named as in ``metrics.json``; those against a benchmark only with one."""
        return {**self.seen.own, **self.seen.relative}

    def report(self, path: str | Path, *, lang: Language | None = None, colours: Colours = "red") -> Path:
        """Write the page, one file that opens offline; return its path. Options as for ``backtest.run_many``.

        Raises UserError when it cannot be written, or for another language or colours.
        """
        from reports.sheet import write_sheet  # noqa: PLC0415 - only a page needs templates

        file = given_path(path, "the page")
        write_sheet(self.seen, file, look_of(lang, colours))
        return file

    def __repr__(self) -> str:
        """Return span and return, from returns only."""
        dates, made = self.seen.curve.dates, float(self.seen.curve.equity[-1] - 1.0)
        return f"<Sheet {self.seen.name or 'returns'}: {dates[1]} to {dates[-1]}, {made:+.2%}, from returns only>"

    def _repr_html_(self) -> str:
        language = surrounding_language(os.environ)
        curve = self.seen.curve
        lines = [Line(self.seen.name or "returns", curve.equity, STRATEGY_COLOUR)]
        if self.seen.benchmark:
            lines.append(Line(said(self.seen.benchmark, language), curve.benchmark, BENCHMARK_COLOUR, "4 2"))
        return f"<p>{repr(self)[1:-1]}</p>{curves_svg(lines, said(TITLE, language))}"


def sheet(
    returns: Returns | None = None,
    benchmark: Returns | str | None = None,
    *,
    prices: Returns | None = None,
    dates: Any = None,  # noqa: ANN401 - any sequence of days
    path: str | Path | None = None,
    name: str = "",
    risk_free: float = 0.0,
    db: str | Path | None = None,
    lang: Language | None = None,
    colours: Colours = "red",
) -> Sheet:
    """Measure daily returns and write their page: growth, drawdowns, months, worst days, key numbers with intervals.

    Parameters
    ----------
    returns : pandas.Series, DataFrame of one column, dict or numbers with ``dates``
        Daily simple returns as fractions, by date: 0.01 is 1%. Never taken for prices: what looks like prices or
        percents is an error that says so. A first value that is missing is left out.
    benchmark : the same, or str, optional
        The returns of what they are compared with, or the symbol of an index of the store (``000300.SH``).
    prices : the same, optional
        Closes or a net value in the place of ``returns``; the first one is the base.
    dates : sequence of dates, optional
        The days of numbers that have none of their own.
    path : str or Path, optional
        Where the page is written, one file of at most 300 KB that opens offline; without it ``report(path)`` does.
    name : str, default ""
        What the page is called; by default the name of the series.
    risk_free : float, default 0.0
        Annual rate, a fraction.
    db : str or Path, optional
        The store of the benchmark's symbol, as for ``backtest.load_market``.
    lang, colours
        As for ``backtest.run_many``.

    Returns
    -------
    Sheet
        ``metrics`` and ``report(path)``.

    Raises
    ------
    UserError
        For returns that are none, as ``given_returns`` says, a benchmark that does not cover them, and a page that
        cannot be written.
    """
    if (returns is None) == (prices is None):
        raise InputError(both("give either returns or prices=, one of both", "请给出 returns 或 prices=，二者择一"))
    insist_on_kind("risk_free", risk_free, int | float, "an annual rate as a fraction")
    own = given_returns(returns, "returns", dates) if prices is None else returns_of_prices(prices, dates=dates)
    levels, label = _benchmark(benchmark, db)
    found = Sheet(bare_returns(own, levels, label, name or own.name, float(risk_free)))
    if path is not None:
        found.report(path, lang=lang, colours=colours)
    return found


def _benchmark(given: object, db: str | Path | None) -> tuple[tuple[Dates, Floats] | None, Text]:
    """Return the levels of a benchmark by date and what it is called; nothing without one."""
    if given is None:
        return None, NOTHING
    if not isinstance(given, str):
        found = given_returns(given, "benchmark")
        return levels_of(found), same(found.name) if found.name else both("benchmark", "基准")
    from backtest.app.option_values import options_of  # noqa: PLC0415 - only a stored index needs a store
    from backtest.app.run import load_market  # noqa: PLC0415 - as above

    symbol, panel = options_of({"benchmark": given}).benchmark or given, load_market(db)
    if symbol not in panel.benchmarks:
        there = sorted(panel.benchmarks)
        raise InputError(
            both(
                f"benchmark {symbol} is not in the store; there are {', '.join(there)}",
                f"行情库中没有基准 {symbol}；现有 {'、'.join(there)}",
            )
        )
    known = np.isfinite(panel.benchmarks[symbol])
    return (panel.sessions[known], panel.benchmarks[symbol][known]), index_label(symbol)
