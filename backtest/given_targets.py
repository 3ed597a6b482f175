"""A weight table that a caller in Python gives: a frame, long or wide, a series or a dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from backtest.target_layout import days_of_decisions
from backtest.target_symbol import lost_zeros, share_of
from backtest.target_table import DATE, GivenTargets, targets_of
from backtest.targets import targets_from_rows
from data_sources.errors import InputError
from data_sources.given_frame import cells_of, head_of, is_frame, raw_of_frame, text_of
from data_sources.plain_text import one_line
from data_sources.tables.cells import typed_frame
from data_sources.tables.raw import FileFaultError, RawTable
from data_sources.tables.schema import Table

NAME = "targets"
FORMS = (
    "give the path of a file, a frame with date, symbol, weight or with dates as rows and symbols as columns, a series "
    "by date and symbol, or {date: {symbol: weight}}"
)
DATES = Table("targets", (DATE,), key=("date",))
LONGEST_SHOWN = 60


def given_targets(given: Any) -> GivenTargets:  # noqa: ANN401 - whatever a user has
    """Read weights in any form that has dates and symbols.

    A frame or series as a file of it is read: long, wide, or with date and symbol in its index, in whichever order;
    other columns of a long one are ignored. A dictionary has weights by symbol by date, none of a day meaning all cash.
    Dates are days, moments (of Shanghai, when they have a zone) or text; symbols are of any dialect. Weights are
    fractions of equity.

    Raises InputError in one line that names the row, counted from 1, or the date and symbol.
    """
    if isinstance(given, Mapping):
        return _from_mapping(given)
    if not is_frame(given):
        raise InputError(f"{NAME}: {type(given).__name__} is no weight table; {FORMS}")
    try:
        raw = raw_of_frame(given, NAME)
    except FileFaultError as fault:
        raise InputError(str(fault.finding("targets", NAME))) from None
    if not len(raw.line):
        raise InputError(f"{NAME}: the frame has no row; {FORMS}")
    levels = [head_of(name) for name in getattr(getattr(given, "index", None), "names", ()) if name is not None]
    return targets_of(raw, levels, one_value=not hasattr(given, "columns"))


def _from_mapping(given: Mapping[Any, Any]) -> GivenTargets:
    if not given:
        raise InputError(f"{NAME}: the dictionary is empty; {FORMS}")
    for key, held in given.items():
        # A row of a pandas frame has items too, and is no Mapping; one of a frame would be its columns.
        if not hasattr(held, "items") or hasattr(held, "columns"):
            shown = one_line(f"{{{key!r}: {held!r}}}", LONGEST_SHOWN)
            raise InputError(f"{NAME}: {shown} has no weights by symbol under a date; {FORMS}")
    rows: list[tuple[date, str, Any]] = []
    texts: dict[str, str] = {}

    def share(day: date, word: str) -> str:
        if word not in texts:
            texts[word] = _share(day, word)
        return texts[word]

    for day, held in zip(_days([*given]), given.values(), strict=True):
        words = [text_of(symbol) for symbol in held.keys()]  # noqa: SIM118 - a series is its values, not its keys
        rows += [(day, share(day, word), weight) for word, weight in zip(words, [*_values(held)], strict=True)]
        if not words:
            rows.append((day, "", 0.0))
    return GivenTargets(targets_from_rows(rows), lost_zeros(texts))


def _values(held: Any) -> Any:  # noqa: ANN401 - a mapping has a method of this name, a series an array
    if callable(held.values):
        return held.values()
    return cells_of(held) if held.dtype.kind == "f" else held.tolist()


def _days(keys: list[Any]) -> list[date]:
    """Return the days of the keys; InputError for one that is none, and for two of one day."""
    cells = days_of_decisions(
        [text_of(key.astype("datetime64[us]").item() if isinstance(key, np.datetime64) else key) for key in keys]
    )
    raw = RawTable(NAME, {"date": cells}, np.arange(1, len(keys) + 1, dtype=np.int64))
    frame, findings = typed_frame(raw, DATES)
    if severe := [finding for finding in findings if finding.severity == "severe"]:
        raise InputError(f"{NAME}: key {severe[0].line} of the dictionary: {severe[0].message}; {FORMS}")
    days: list[date] = frame["date"].tolist()
    if len({*days}) < len(days):
        doubled = next(day for k, day in enumerate(days) if day in days[:k])
        raise InputError(f"{NAME} of {doubled}: two keys of the dictionary are this day; join their weights")
    return days


def _share(day: date, word: str) -> str:
    try:
        return share_of(word)
    except InputError as error:
        raise InputError(f"{NAME} of {day}: {error}") from None
