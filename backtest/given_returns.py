"""Daily returns that a caller in Python gives: a series, a frame of one column, a dictionary, or numbers with dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from backtest.weight import day_of_decision
from data_sources.errors import InputError, OptionError
from data_sources.language.text import Text, both
from data_sources.tables.facts import Dates, Floats
from data_sources.tables.spellings import spelt_day

if TYPE_CHECKING:
    import pandas as pd

PRICE_LIKE = 0.5
"""A mean above which values that are all positive are no daily returns: 50% a day."""
PERCENT_LIKE = 0.2
"""A median size above which values are no fractions: no share of the exchanges moves by more on half of its days."""
FIRST_WRITTEN, LAST_WRITTEN = 19_000_101, 21_001_231
"""Numbers between which one is a day written like 20250206."""
PRICES_ARE_GIVEN = {
    "returns": ("give them as prices=", "请用 prices= 传入"),
    "benchmark": ("give them as returns: .pct_change()", "请用 .pct_change() 换算"),
}
"""How a caller gives prices, by what holds them; of a file the option says that they are."""
LONGEST_GAP = 20
"""Days between two returns, in the median, from which on they are none of days: a week and its holidays have ten."""


@dataclass(frozen=True)
class GivenReturns:
    """Returns of n days, fractions, in order of time; ``name`` is "" where nothing names them."""

    name: str
    dates: Dates
    daily: Floats


def given_returns(given: object, argument: str, dates: object = None) -> GivenReturns:
    """Read daily returns; ``argument`` is what the caller calls them.

    A first value that is missing, as ``pct_change`` leaves one, is left out. Days may be timestamps, periods, dates,
    text or numbers like 20250206; a moment belongs to its day where it was written. Nothing is ever taken for prices:
    what looks like prices is refused by name.

    Raises InputError in one line for what is no series by date, a day that is none or stands twice, returns that are
    missing, below a total loss, not daily, in percent, or prices.
    """
    found = _series(given, argument, dates)
    if len(found.daily) and np.isnan(found.daily[0]):
        found = GivenReturns(found.name, found.dates[1:], found.daily[1:])
    _insist_on_numbers(found, argument, "missing; a day without a return is no return of 0, so drop it or fill it")
    _insist_on_returns(found, argument)
    gaps = np.diff(found.dates).astype(np.int64)
    if len(gaps) and np.median(gaps) >= LONGEST_GAP:
        raise _wrong(argument, f"there are {int(np.median(gaps))} days between two of them; give daily returns",
                     f"相邻两个相隔 {int(np.median(gaps))} 天；请给出日收益率")  # fmt: skip
    return found


def returns_of_prices(given: object, argument: str = "prices", dates: object = None) -> GivenReturns:
    """Return the daily returns of levels above zero, such as closes or a net value, from the second day on.

    Raises InputError as ``given_returns`` does, and for a level that is missing or not above zero.
    """
    found = _series(given, argument, dates)
    _insist_on_numbers(found, argument, "missing; drop the day or fill it")
    if (found.daily <= 0).any():
        row = int(np.argmax(found.daily <= 0))
        raise _wrong(argument, f"{found.daily[row]:g} on {found.dates[row]} is no price; they are above 0",
                     f"{found.dates[row]} 的 {found.daily[row]:g} 不是价格；价格应大于 0")  # fmt: skip
    return GivenReturns(found.name, found.dates[1:], found.daily[1:] / found.daily[:-1] - 1.0)


def _insist_on_numbers(found: GivenReturns, argument: str, why: str) -> None:
    if len(found.daily) < 2:  # noqa: PLR2004 - a line has two ends
        raise _wrong(argument, f"there are {len(found.daily)} days with a value; give two or more",
                     f"只有 {len(found.daily)} 个有值的日期；请至少给出两个")  # fmt: skip
    wrong = ~np.isfinite(found.daily)
    if wrong.any():
        day = found.dates[int(np.argmax(wrong))]
        raise _wrong(argument, f"the value of {day} ({int(wrong.sum())} in all) is {why}",
                     f"{day} 的值缺失（共 {int(wrong.sum())} 个）；请删除或填补这些日期")  # fmt: skip


def _insist_on_returns(found: GivenReturns, argument: str) -> None:
    values = found.daily
    if (values > 0).all() and values.mean() > PRICE_LIKE:
        low, high = values.min(), values.max()
        en, zh = PRICES_ARE_GIVEN.get(argument, ("say so with --prices", "请用 --prices 说明"))
        raise _wrong(
            argument,
            f"values of {low:g} to {high:g}, all above 0, look like prices; {en}, or returns as fractions (0.01 is 1%)",
            f"{low:g} 至 {high:g} 的值全部大于 0，像是价格；{zh}，或给出小数形式的收益率（0.01 即 1%）",
        )
    if (values < -1).any() or np.median(np.abs(values)) > PERCENT_LIKE:
        extreme = values[int(np.argmax(np.abs(values)))]
        raise _wrong(
            argument,
            f"{extreme:g} is no daily return as a fraction (0.01 is 1%); divide percents by 100",
            f"{extreme:g} 不是小数形式的日收益率（0.01 即 1%）；百分数请除以 100",
        )


def _series(given: object, argument: str, dates: object) -> GivenReturns:
    import pandas as pd  # noqa: PLC0415 - only for those who give returns

    if isinstance(given, pd.DataFrame):
        given = _column(given, argument)
    if isinstance(given, dict):
        given = pd.Series(given)
    if not isinstance(given, pd.Series):
        given = _numbers(given, argument, dates)
    elif dates is not None:
        given = given.set_axis(pd.Index(np.asarray(dates)) if len(np.asarray(dates)) == len(given) else given.index)
    days = _days(given.index, argument)
    order = np.argsort(days, kind="stable")
    days = days[order]
    if len(doubled := np.flatnonzero(days[1:] == days[:-1])):
        raise _wrong(argument, f"{days[doubled[0]]} stands twice; keep one value a day",
                     f"{days[doubled[0]]} 重复；每天只留一个值")  # fmt: skip
    try:
        values = given.to_numpy(dtype=np.float64, na_value=np.nan)[order]
    except (TypeError, ValueError):
        raise _wrong(
            argument, f"its values are {given.dtype}, not numbers", f"其值为 {given.dtype}，不是数字"
        ) from None
    return GivenReturns("" if given.name is None else str(given.name), days, values)


def _column(frame: pd.DataFrame, argument: str) -> pd.Series[Any]:
    """The one column of numbers of a frame whose dates are its index, or a column called date."""
    named = [column for column in frame.columns if str(column).casefold() in {"date", "datetime", "trade_date", "日期"}]
    dated = frame.set_index(named[0]) if named else frame
    if len(dated.columns) != 1:
        shown = ", ".join(str(column) for column in dated.columns[:5])
        raise _wrong(argument, f"the frame has {len(dated.columns)} columns ({shown}); give one, such as frame[column]",
                     f"数据框有 {len(dated.columns)} 列（{shown}）；请给出其中一列，如 frame[column]")  # fmt: skip
    return dated.iloc[:, 0]


def _numbers(given: object, argument: str, dates: object) -> pd.Series[Any]:
    import pandas as pd  # noqa: PLC0415 - as above

    kind = type(given).__name__
    if isinstance(given, str | bytes) or not hasattr(given, "__len__"):
        raise _wrong(argument, f"{kind} is no series of returns; give a pandas series by date, or numbers with dates=",
                     f"{kind} 不是收益率序列；请给出按日期的 pandas 序列，或数组与 dates=")  # fmt: skip
    values = np.asarray(given).ravel()
    if dates is None:
        raise _wrong(argument, f"{kind} has no dates; give them as dates=, or a pandas series by date",
                     f"{kind} 没有日期；请用 dates= 给出，或给出按日期的 pandas 序列")  # fmt: skip
    days = pd.Index(np.asarray(dates))
    if len(days) != len(values):
        raise _wrong(argument, f"there are {len(values)} values and {len(days)} dates; give one a value",
                     f"有 {len(values)} 个值、{len(days)} 个日期；两者应一一对应")  # fmt: skip
    return pd.Series(values, index=days)


def _days(index: pd.Index[Any], argument: str) -> Dates:
    import pandas as pd  # noqa: PLC0415 - as above

    try:
        if isinstance(index, pd.RangeIndex) or (index.dtype.kind in "iuf" and not _is_written(index)):
            raise ValueError("row numbers")  # noqa: TRY301 - said as any other index without days
        if isinstance(index, pd.PeriodIndex):
            index = index.to_timestamp()
        if isinstance(index, pd.DatetimeIndex):
            days = index.tz_localize(None).to_numpy().astype("datetime64[D]")
        else:
            days = np.array([_day(label) for label in index], dtype="datetime64[D]")
    except (TypeError, ValueError, OverflowError):
        raise _wrong(
            argument,
            f"its index holds no dates ({index[:1].tolist()}); index it by date, or give dates=",
            f"索引不是日期（{index[:1].tolist()}）；请以日期为索引，或用 dates= 给出",
        ) from None
    if np.isnat(days).any():
        raise _wrong(argument, "a date is missing", "有日期缺失")
    found: Dates = days
    return found


def _day(label: object) -> np.datetime64:
    """Return the day of a label: text in any spelling, a number like 20250206, a date; ValueError for anything else."""
    text = str(int(label)) if isinstance(label, int | float | np.number) else label
    spelt = spelt_day(text) if isinstance(text, str) else None
    day = spelt.day if spelt else day_of_decision(text)
    if day is None and not (isinstance(text, datetime) or text is None):
        raise ValueError(f"{text!r} is no day")
    return np.datetime64(day or "NaT", "D")


def _is_written(index: pd.Index[Any]) -> bool:
    """Whether numbers are days written like 20250206."""
    return bool(len(index)) and bool(((index >= FIRST_WRITTEN) & (index <= LAST_WRITTEN)).all())


def _wrong(argument: str, en: str, zh: str) -> InputError:
    words: Text = both(f"{argument}: {en}", f"{argument}：{zh}")
    # What --prices is called in Python depends on who reads it.
    return OptionError(words) if "--prices" in en else InputError(words)
