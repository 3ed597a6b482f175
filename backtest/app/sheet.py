"""The page of bare returns, for curves that were made elsewhere."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from backtest.app.look import look_of
from backtest.given_returns import GivenReturns, given_returns, returns_of_prices
from backtest.market.indices import index_label
from backtest.result.bare_returns import BareReturns, bare_returns, levels_of
from backtest.result.drawing import Line, curves_svg
from backtest.result.notebook import BENCHMARK_COLOUR, STRATEGY_COLOUR, TITLE
from backtest.returns_file import ReturnsFile, read_returns
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

TABLE_ENDINGS = (".csv", ".tsv", ".txt", ".parquet", ".xlsx")


@dataclass(frozen=True, repr=False)
class Sheet:
    """Measured returns: ``metrics`` by name, fractions, and ``report(path)``; a notebook shows the curve.

    ``told`` says what was read of files, a sentence each.
    """

    seen: BareReturns
    told: tuple[Text, ...] = ()

    @property
    def metrics(self) -> dict[str, object]:
        """The numbers of the page, named as in ``metrics.json``; those against a benchmark only with one."""
        return {**self.seen.own, **self.seen.relative}

    def document(self) -> dict[str, object]:
        """Return it as one JSON document: what was read, the span, the benchmark's name and the metrics."""
        dates = self.seen.curve.dates
        return {
            "name": self.seen.name,
            "first": str(dates[1]),
            "last": str(dates[-1]),
            "returns": len(dates) - 1,
            "benchmark": str(self.seen.benchmark) or None,
            "read": [str(each) for each in self.told],
            "metrics": self.metrics,
        }

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
    returns: Returns | str | Path | None = None,
    benchmark: Returns | str | Path | None = None,
    *,
    prices: Returns | str | Path | None = None,
    column: str | None = None,
    dates: Any = None,  # noqa: ANN401 - any sequence of days
    path: str | Path | None = None,
    name: str = "",
    risk_free: float = 0.0,
    db: str | Path | None = None,
    lang: Language | None = None,
    colours: Colours = "red",
) -> Sheet:
    """Measure daily returns and write their page, growth, drawdowns, key numbers; the twin of ``backtest sheet``.

    Parameters
    ----------
    returns : pandas.Series, DataFrame of one column, dict, numbers with ``dates``, or the path of a file
        Daily simple returns as fractions, by date: 0.01 is 1%. Never taken for prices: what looks like prices or
        percents is an error that says so. A first value that is missing is left out. A file is CSV, Parquet or Excel,
        with a column of days and one of returns, where 1.2% may stand too; one headed ``benchmark`` is compared with.
    benchmark : the same, or str, optional
        The returns of what they are compared with, or the symbol of an index of the store (``000300.SH``). Text that
        is a file, or ends like one (``.csv``), is that file.
    prices : the same, optional
        Closes or a net value in the place of ``returns``; the first one is the base.
    column : str, optional
        Which column of the file holds them, where several may.
    dates : sequence of dates, optional
        The days of numbers that have none of their own; a file has its own.
    path : str or Path, optional
        Where the page is written, one file of at most 300 KB that opens offline; without it ``report(path)`` does.
    name : str, default ""
        What the page is called; by default the name of the series, or of the file.
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
        For returns that are none, as ``given_returns`` and ``read_returns`` say, a benchmark that does not cover them,
        and a page that cannot be written.
    """
    if (returns is None) == (prices is None):
        raise InputError(both("give either returns or prices=, one of both", "请给出 returns 或 prices=，二者择一"))
    insist_on_kind("risk_free", risk_free, int | float, "an annual rate as a fraction")
    own, beside, told = _own(returns, prices, dates, column)
    against = _read_benchmark(benchmark) if benchmark is not None else beside
    told += (against.told,) if isinstance(against, ReturnsFile) else ()
    levels, label = _benchmark(against.returns if isinstance(against, ReturnsFile) else against, db)
    found = Sheet(bare_returns(own, levels, label, name or own.name, float(risk_free)), told)
    if path is not None:
        found.report(path, lang=lang, colours=colours)
    return found


def _own(
    returns: object, prices: object, dates: object, column: str | None
) -> tuple[GivenReturns, GivenReturns | None, tuple[Text, ...]]:
    """Return the daily returns, the benchmark that their file has beside them, and what was read of it."""
    insist_on_kind("column", column, str | None, "the head of a column of the file")
    given = returns if prices is None else prices
    if isinstance(given, str | Path):
        if dates is not None:
            raise InputError(both("a file has its own days; leave out dates=", "文件自带日期；请去掉 dates="))
        found = read_returns(given_path(given, "the file"), column, prices=prices is not None)
        return found.returns, found.benchmark, (found.told,)
    if column is not None:
        raise InputError(both("column= is of a file; give frame[column]", "column= 只用于文件；请给出 frame[column]"))
    own = given_returns(returns, "returns", dates) if prices is None else returns_of_prices(prices, dates=dates)
    return own, None, ()


def _read_benchmark(given: object) -> object:
    """Return what a file holds that is named as the benchmark; anything else as it is."""
    if isinstance(given, Path) or (isinstance(given, str) and is_file_named(given)):
        return read_returns(given_path(given, "the benchmark"), of_benchmark=True)
    return given


def is_file_named(word: str) -> bool:
    """Whether text names a file and no index: one that is there, or that ends like a table."""
    return word.casefold().endswith(TABLE_ENDINGS) or os.path.isfile(word)  # noqa: PTH113 - fails on no word


def _benchmark(given: object, db: str | Path | None) -> tuple[tuple[Dates, Floats] | None, Text]:
    """Return the levels of a benchmark by date and what it is called; nothing without one."""
    if given is None:
        return None, NOTHING
    if not isinstance(given, str):
        found = given if isinstance(given, GivenReturns) else given_returns(given, "benchmark")
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
