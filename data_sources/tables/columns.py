"""Columns of a file to numbers, days, symbols and texts: the plain spellings at once, others cell by cell."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from math import nan

import numpy as np
from numpy.typing import NDArray

from data_sources.tables.day_stamps import CLOSE, MIDNIGHT, minute_words
from data_sources.tables.frame import Array
from data_sources.tables.raw import FileFaultError, RawColumn, texts_of
from data_sources.tables.schema import STATUS_KINDS, Column, Table
from data_sources.tables.spellings import spelt_day, thousands_are_certain
from data_sources.tables.symbol_columns import Said, symbols_of
from data_sources.tables.symbols import parse_index, parse_symbol

DATE_TEXT = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{4})([0-9]{2})([0-9]{2})")
EPOCH = date(1970, 1, 1).toordinal()
MEMORY = 1 << 14
EMPTY_DAY = int(np.datetime64("NaT", "D").astype(np.int64))
BAD_DAY = EMPTY_DAY + 1
FIRST_DATE, LAST_DATE = np.datetime64(date.min), np.datetime64(date.max)
DAILY = ("bars", "index")
"""Tables with a row a day; sources date it by midnight or by the close."""
MINUTE_BARS = 1 / 3
"""Share of rows at another time of day that makes a file one of bars within the day: of four an hour apart, one ends
with the session."""
FEW_DECIMALS = ("open", "high", "low", "close", "prev_close", "cash_per_share", "bonus_per_share", "rights_price")
"""Columns whose numbers have few decimals, which 32 bits hold as others."""
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def parsed_column(given: RawColumn, column: Column, table: Table) -> tuple[Array, NDArray[np.bool_], tuple[Said, ...]]:
    """Return the typed column, where a cell is wrong, and what is to be said once of how it was read."""
    said: tuple[Said, ...] = ()
    if column.kind == "number":
        values, bad, said = _numbers(given, column.name)
        values = _meant(values) if column.name in FEW_DECIMALS else values
        empty = np.isnan(values) & ~bad
        values = np.where(empty, column.default, values)
    elif column.kind == "date":
        values, bad, said = _dates(given, column.name, daily=table.name in DAILY)
        empty = np.isnat(values)
    elif column.kind == "text":
        values = np.array([text.strip() for text in texts_of(given)], object)
        bad, empty = np.array([bool(wrong_text(text, column)) for text in values], np.bool_), values == ""
    else:
        parse = parse_index if column.kind == "index_symbol" else parse_symbol
        values, bad, said = symbols_of(given, parse, column.name)
        empty = values == ""
    if column.name == "kind":
        values = np.array([STATUS_KINDS.get(str(text).upper(), text) for text in values], object)
    return values, bad | np.asarray(empty, np.bool_) if column.filled else bad, said


def _meant(prices: Array) -> Array:
    """Return prices that are the 32-bit numbers of a hundredth of a cent, such as 32.2599983215332, as that price."""
    with np.errstate(over="ignore", invalid="ignore"):
        near: Array = np.round(prices, 4)
        other = near != prices
        if other.any():
            other &= near.astype(np.float32).astype(np.float64) == prices
    return np.where(other, near, prices)


def _numbers(given: RawColumn, name: str) -> tuple[Array, NDArray[np.bool_], tuple[Said, ...]]:
    if isinstance(given, np.ndarray) and given.dtype.kind == "f":
        return np.where(np.isinf(given), nan, given), np.isinf(given), ()
    texts = texts_of(given)
    joined = "".join(texts)
    if joined.isascii() and "_" not in joined and "n" not in joined.casefold():
        try:
            values = np.array([float(text) if text else nan for text in texts], np.float64)
        except ValueError:
            pass
        else:
            return np.where(np.isinf(values), nan, values), np.isinf(values), ()
    said: tuple[Said, ...] = ()
    if "," in joined and thousands_are_certain(texts):
        texts = [text.replace(",", "") for text in texts]
        said = (("read_as", f"{name} is written with thousands separators"),)
    read = [_number(text) for text in texts]
    return (
        np.array([nan if number is None else number for number in read], np.float64),
        np.array([number is None for number in read], np.bool_),
        said,
    )


def _number(text: str) -> float | None:
    """Read one number; None for words such as inf and nan, for separators and for digits of other scripts."""
    word = text.strip()
    if not word:
        return nan
    try:
        number = float(word)
    except ValueError:
        return None
    return number if np.isfinite(number) and word.isascii() and "_" not in word else None


@lru_cache(maxsize=MEMORY)
def _day(text: str) -> int:
    """Return days since 1970, EMPTY_DAY or BAD_DAY. The same days stand in every file, so each is read once."""
    word = text.strip()
    match = DATE_TEXT.fullmatch(word)
    if not word:
        return EMPTY_DAY
    try:
        return date(*(int(part) for part in match.groups() if part)).toordinal() - EPOCH if match else BAD_DAY
    except ValueError:
        return BAD_DAY


def _dates(given: RawColumn, name: str, *, daily: bool) -> tuple[Array, NDArray[np.bool_], tuple[Said, ...]]:
    if isinstance(given, np.ndarray) and given.dtype.kind == "M":
        bad = (given < FIRST_DATE) | (given > LAST_DATE)
        moments = np.where(bad, np.datetime64("NaT", "D"), given)
        values = moments.astype("datetime64[D]")
        if given.dtype != values.dtype:
            times = (moments - values).astype("timedelta64[s]").astype(np.int64)
            bad = bad | _within_the_day(np.where(np.isnat(values), MIDNIGHT, times), name, daily=daily)
        return values, bad, ()
    texts = texts_of(given)
    days = np.array([_day(text) for text in texts], np.int64)
    bad = days == BAD_DAY
    said: tuple[Said, ...] = ()
    if bad.any():
        spelt = {row: found for row in np.flatnonzero(bad).tolist() if (found := spelt_day(texts[row])) is not None}
        seconds = np.zeros(len(days), np.int64)
        for row, found in spelt.items():
            days[row], seconds[row] = found.day.toordinal() - EPOCH, found.seconds
        bad = (days == BAD_DAY) | _within_the_day(seconds, name, daily=daily)
        likes = sorted({found.like for found in spelt.values()})
        said = tuple(("read_as", f"{name} is written like {like}") for like in likes)
    return np.where(bad, EMPTY_DAY, days).astype("datetime64[D]"), bad, said


def _within_the_day(seconds: NDArray[np.int64], name: str, *, daily: bool) -> NDArray[np.bool_]:
    """Return which moments are neither midnight nor the close; many of them are bars of minutes, which are refused."""
    within: NDArray[np.bool_] = (seconds != MIDNIGHT) & (seconds != CLOSE)
    if daily and within.sum() > len(within) * MINUTE_BARS:
        hour, minute = divmod(int(seconds[int(np.argmax(within))]) // 60, 60)
        time = f"{hour:02}:{minute:02}"
        if len(np.unique(seconds)) == 1:
            words = f"{name} has the time {time} in every row, neither midnight nor the close: the days are"
            raise FileFaultError("other_zone", f"{words} of another zone; write them as the days in Shanghai")
        raise FileFaultError("minute_bars", f"{name} has {minute_words(time)}")
    return within


def wrong_text(text: str, column: Column) -> str:
    """Say why a text is none, "" for one that is: it is printed in lines and tables, each of which it could forge."""
    if len(text) > column.longest:
        return f"has {len(text):,} characters; at most {column.longest:,} are read: shorten it"
    wrong = not text.isprintable() and CONTROL.search(text)
    return "holds a line end or another control character; write it as one line of plain text" if wrong else ""
