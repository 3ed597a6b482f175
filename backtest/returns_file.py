"""Daily returns in a file, CSV, Parquet or Excel: a column of days and one of returns, a benchmark beside them or not.

What was read is said; a column of closes or net values counts as such only where its head or the user calls it so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from backtest.given_returns import GivenReturns, given_returns, returns_of_prices
from backtest.target_layout import HEADS as TABLE_HEADS
from backtest.target_layout import UNNAMED
from backtest.written_number import money_of, rate_of
from data_sources.csv_folder.one_table import one_table
from data_sources.errors import InputError, OptionError
from data_sources.language.refusals import reason_of
from data_sources.language.text import Text, both
from data_sources.plain_text import one_line
from data_sources.tables.brief import first_of
from data_sources.tables.facts import Dates, Floats
from data_sources.tables.raw import FileFaultError, RawColumn, RawTable
from data_sources.tables.spellings import spelt_day
from data_sources.whole_file import read_whole

MOST_BYTES, MOST_ROWS = 16 << 20, 100_000
"""Of daily returns: a century of them has 25,000 rows."""
HEADS: Mapping[str, tuple[str, ...]] = {
    "returns": (
        "return", "returns", "ret", "daily_return", "daily_returns", "pct_change", "strategy", "portfolio",
        "收益率", "日收益率", "策略收益率", "组合收益率",
    ),
    "prices": (
        "close", "price", "nav", "net_value", "unit_nav", "equity", "value", "收盘", "收盘价", "净值", "单位净值",
        "累计净值",
    ),
    "benchmark": ("benchmark", "benchmark_return", "benchmark_returns", "bench", "基准", "基准收益率", "基准日收益率"),
}  # fmt: skip
FORMS = both("give a column of days (date) and one of daily returns", "请给出日期列（date）与日收益率列")


@dataclass(frozen=True)
class ReturnsFile:
    """Returns as a file has them, the benchmark that stands beside them (None without one), and what was read."""

    returns: GivenReturns
    benchmark: GivenReturns | None
    told: Text


def read_returns(
    path: Path, column: str | None = None, *, prices: bool = False, of_benchmark: bool = False
) -> ReturnsFile:
    """Read daily returns from a file.

    Parameters
    ----------
    path
        The file. Cells are fractions (0.012) or say what they are (1.2%, 12bps); rows may stand in any order.
    column
        The head of the returns; None (default): the only column beside that of the days and of a benchmark, or the one
        that is headed as returns or closes are.
    prices
        Whether the column holds closes or a net value; so does one that is headed ``close``, ``nav`` or alike.
    of_benchmark
        Whether these are the returns of a benchmark: a column that is headed so holds them.

    Raises
    ------
    InputError
        In one line with file and, where there is one, line: for a file that cannot be read, a column that is missing or
        may be any of several, a cell that is none, a day that stands twice, and for what ``given_returns`` refuses.
    """
    raw = _raw(path)
    day_head = _day_head(raw)
    others = [head for head in raw.columns if head != day_head and not (head in UNNAMED and len(raw.columns) > 2)]  # noqa: PLR2004 - a day and a value
    benchmarks = [each for each in HEADS["benchmark"] if each in others]
    if of_benchmark and column is None and benchmarks:
        column = benchmarks[0]
    head = _value_head(raw, others, column, prices=prices)
    beside = [each for each in benchmarks if each != head and not of_benchmark]
    days = _days(raw, day_head)
    order = np.argsort(days, kind="stable")
    _insist_on_one_a_day(raw, days, order)
    as_prices = prices or head in HEADS["prices"]
    found = _returns(raw, head, days, order, as_prices=as_prices)
    benchmark = _returns(raw, beside[0], days, order, as_prices=False) if beside else None
    return ReturnsFile(
        replace(found, name=path.stem), benchmark and replace(benchmark, name=beside[0]),
        _told(raw, head, found, as_prices=as_prices, beside=beside[:1], sorted_now=bool((np.diff(order) < 0).any())),
    )  # fmt: skip


def _raw(path: Path) -> RawTable:
    """Return the table of a file; InputError where it is none, has no row, or has one that is not like the others."""
    try:
        raw = one_table(read_whole(path, MOST_BYTES), "returns", str(path), MOST_ROWS, "the returns")
    except OSError as error:
        reason = reason_of(error)
        raise InputError(
            both(f"returns {path}: {reason}; {FORMS}", f"收益率 {path}：{reason.zh}；{FORMS.zh}")
        ) from None
    except FileFaultError as fault:
        raise InputError(str(fault.finding("returns", str(path)))) from None
    severe = sorted((each for each in raw.findings if each.severity == "severe"), key=lambda each: each.line)
    if severe:
        raise InputError(str(severe[0]))
    if not len(raw.line):
        raise _wrong(raw, "there is no row below the header", "表头之下没有行")
    return raw


def _day_head(raw: RawTable) -> str:
    """Return the head of the column of days, by what it is called or else by what it holds."""
    named = [head for head in TABLE_HEADS["date"] if head in raw.columns]
    holding = [head for head, cells in raw.columns.items() if _day_of(cells[0]) is not None]
    if named or holding:
        return (named or holding)[0]
    heads = first_of([repr(head) for head in raw.columns])
    raise _wrong(raw, f"there is no column of days among {heads}", f"{heads.zh} 中没有日期列")


def _value_head(raw: RawTable, others: list[str], column: str | None, *, prices: bool) -> str:
    """Return the head of the returns; InputError where it is missing, OptionError where it may be any of several."""
    heads = first_of([repr(head) for head in others])
    if column is not None:
        head = column.strip().casefold()
        if head not in others:
            raise OptionError(
                both(
                    f"{raw.name}: there is no column {column!r}; --column is one of {heads}",
                    f"{raw.name}：没有列 {column!r}；--column 可为 {heads.zh}",
                )
            )
        return head
    if not others:
        raise _wrong(raw, "there is no column beside that of the days", "除日期外没有其他列")
    own = [head for head in others if head not in HEADS["benchmark"]] or others
    kinds = ("prices",) if prices else ("returns", "prices")
    called = (named for kind in kinds if (named := [head for head in own if head in HEADS[kind]]))
    left = own if len(own) == 1 else next(called, own)
    if len(left) == 1:
        return left[0]
    may_be = first_of([repr(head) for head in left])
    raise OptionError(
        both(
            f"{raw.name}: the returns may be in {may_be}; say which with --column",
            f"{raw.name}：收益率可能在 {may_be.zh} 列；请用 --column 指明",
        )
    )


def _days(raw: RawTable, head: str) -> Dates:
    days = [_day_of(cell) for cell in raw.columns[head]]
    if None in days:
        row = days.index(None)
        shown = one_line(repr(str(raw.columns[head][row])), 60)
        raise _wrong(raw, f"{shown} in column {head!r} is no day", f"{head!r} 列的 {shown} 不是日期", row)
    return np.array(days, dtype="datetime64[D]")


def _day_of(cell: object) -> np.datetime64 | None:
    """Return the day that a cell says, as text, a typed day or a number like 20250206; None for anything else."""
    if isinstance(cell, np.datetime64):
        return None if np.isnat(cell) else cell.astype("datetime64[D]")
    found = spelt_day(cell if isinstance(cell, str) else f"{cell:.0f}" if isinstance(cell, float) else str(cell))
    return np.datetime64(found.day, "D") if found else None


def _insist_on_one_a_day(raw: RawTable, days: Dates, order: np.ndarray) -> None:
    doubled = np.flatnonzero(days[order][1:] == days[order][:-1])
    if len(doubled):
        first, second = (int(order[int(doubled[0]) + k]) for k in (0, 1))
        line = raw.line[first]
        raise _wrong(raw, f"{days[second]} stands in line {line} too; keep one value a day",
                     f"{days[second]} 在第 {line} 行已有；每天只留一个值", second)  # fmt: skip


def _returns(raw: RawTable, head: str, days: Dates, order: np.ndarray, *, as_prices: bool) -> GivenReturns:
    values, called = _numbers(raw, head, as_prices=as_prices)[order], f"{raw.name}, column {head!r}"
    return (returns_of_prices if as_prices else given_returns)(values, called, days[order])


def _numbers(raw: RawTable, head: str, *, as_prices: bool) -> Floats:
    """Return the cells of a column as numbers, NaN for an empty one; InputError with the line of another."""
    read = money_of if as_prices else rate_of
    found = np.empty(len(raw.line))
    cells: RawColumn = raw.columns[head]
    for row, cell in enumerate(cells):
        try:
            found[row] = np.nan if isinstance(cell, str) and not cell.strip() else read(cell)
        except InputError as fault:
            zh = fault.words.zh if isinstance(fault.words, Text) else str(fault.words)
            raise _wrong(raw, f"column {head!r}: {fault}", f"{head!r} 列：{zh}", row) from None
    return found


def _told(
    raw: RawTable, head: str, found: GivenReturns, *, as_prices: bool, beside: list[str], sorted_now: bool
) -> Text:
    """Say what was read: how many returns of which column and days, and what was done to them."""
    count, first, last = len(found.daily), found.dates[0], found.dates[-1]
    said = [both(f"{count} daily returns of column {head!r}, {first} to {last}",
                 f"{head!r} 列 {count} 个日收益率，{first} 至 {last}")]  # fmt: skip
    if as_prices:
        said.append(both("worked out from its closes or net values", "由其收盘价或净值算出"))
    said += [both(f"beside them the benchmark of column {each!r}", f"基准取自 {each!r} 列") for each in beside]
    if sorted_now:
        said.append(both("its rows were put in the order of time", "各行已按时间排序"))
    said += [both(str(each.message), str(each.message)) for each in raw.findings]
    return both(f"{raw.name}: {'; '.join(said)}", f"{raw.name}：{'；'.join(each.zh for each in said)}")


def _wrong(raw: RawTable, en: str, zh: str, row: int | None = None) -> InputError:
    place = raw.name if row is None else f"{raw.name}:{raw.line[row]}"
    hint = ("", "") if row is not None else (f"; {FORMS}", f"；{FORMS.zh}")
    return InputError(both(f"{place}: {en}{hint[0]}", f"{place}：{zh}{hint[1]}"))
