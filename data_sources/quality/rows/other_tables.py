"""Rules about actions, status, renames, index levels and signals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from data_sources.quality.reference import Reference
from data_sources.tables.file_names import symbol_in_name
from data_sources.tables.finding import Finding
from data_sources.tables.frame import same_cells
from data_sources.tables.schema import FORECAST, STATUS_KINDS
from data_sources.tables.sightings import sightings
from data_sources.tables.symbols import parse_symbol

QUARTERS = 4
RENAME = ("old_symbol", "new_symbol", "date")
NAMED = 5


def negative_action(tables: Reference) -> Iterator[Finding]:
    """A corporate action with a number below 0 (severe)."""
    actions = tables["actions"]
    names = actions.table.names("number")

    def message(row: int) -> str:
        name = next(name for name in names if actions[name][row] < 0)
        return f"{name} is {actions[name][row]:g}"

    wrong = np.logical_or.reduce([actions[name] < 0 for name in names])
    yield from sightings(actions, wrong, "negative_action", "severe", message)


def unknown_status(tables: Reference) -> Iterator[Finding]:
    """A status kind that the execution rules do not know (severe)."""
    status = tables["status"]
    kinds = sorted(set(STATUS_KINDS.values()))
    message = f"kind {{kind!r}} is unknown; there are {', '.join(kinds)}"
    yield from sightings(status, ~np.isin(status["kind"].astype(str), kinds), "unknown_status", "severe", message)


def status_ends_early(tables: Reference) -> Iterator[Finding]:
    """A status that ends before it starts (severe)."""
    status = tables["status"]
    message = "the status ends {end}, before its start {start}"
    yield from sightings(status, status["end"] < status["start"], "status_ends_early", "severe", message)


def bad_rename(tables: Reference) -> Iterator[Finding]:
    """A rename to the same code, or at a ratio that is not above 0 (severe)."""
    renames = tables["renames"]
    same = renames["old_symbol"] == renames["new_symbol"]
    yield from sightings(renames, same, "rename_to_itself", "severe", "{old_symbol} is renamed to itself")
    message = "ratio is {ratio:g}; it has to be above 0"
    yield from sightings(renames, ~(renames["ratio"] > 0), "rename_ratio", "severe", message)


def rename_into_gone(tables: Reference) -> Iterator[Finding]:
    """A rename into a symbol that has itself been renamed or delisted by that date, stored renames included (severe).

    The shares would arrive at a code that nobody trades any more.
    """
    given, stored = tables["renames"], tables.stored.get("renames")
    keyed = {
        (old, day): new
        for frame in (stored, given)
        if frame is not None
        for old, new, day in zip(*(frame[name].tolist() for name in RENAME), strict=True)
    }
    left: dict[str, date] = {}
    for (old, day), new in sorted(keyed.items()):
        if old != new:
            left.setdefault(old, day)
    _, delisted = tables.listing(given["new_symbol"])
    gone: dict[int, str] = {}
    for row, (old, new, day) in enumerate(zip(*(given[name].tolist() for name in RENAME), strict=True)):
        into = f"{old} is renamed into {new} on {day}"
        if old != new and new in left and left[new] <= day:
            gone[row] = f"{into}, but {new} has itself been renamed on {left[new]}; name what it became"
        elif old != new and delisted[row] <= np.datetime64(day):
            gone[row] = f"{into}, but {new} has been delisted on {delisted[row]}"
    yield from sightings(given, np.array(list(gone), np.intp), "rename_into_gone", "severe", gone.__getitem__)


def bad_delist_value(tables: Reference) -> Iterator[Finding]:
    """What a delisting pays is below 0 or not finite (severe); 0 is a value, an empty cell is none."""
    instruments = tables["instruments"]
    value = instruments["delist_value"]
    message = "delist_value is {delist_value:g}; it is CNY a share, 0 or more"
    yield from sightings(instruments, (value < 0) | np.isinf(value), "bad_delist_value", "severe", message)


def bad_level(tables: Reference) -> Iterator[Finding]:
    """An index close that is empty or not above 0 (severe)."""
    index = tables["index"]

    def message(row: int) -> str:
        close = index["close"][row]
        return "close is empty" if np.isnan(close) else f"close is {close:g}; a level is above 0"

    yield from sightings(index, ~(index["close"] > 0), "bad_level", "severe", message)


def no_bar(tables: Reference) -> Iterator[Finding]:
    """A file of bars that holds no row (warning), and instruments without any bar (note), stored ones included.

    When no bar at all is given, instruments without bars are not reported.
    """
    bars, instruments = tables["bars"], tables["instruments"]
    filled = np.isin(np.arange(len(bars.files)), bars.file)
    empty = [name for name, has_rows in zip(bars.files, filled.tolist(), strict=True) if not has_rows]
    of_files = [symbol_in_name("bars", name) for name in empty]
    for name, symbol in zip(empty[:NAMED], of_files, strict=False):
        yield Finding("warning", "empty_file", "the file holds no bar", "bars", symbol, None, name)
    if len(empty) > NAMED:
        more = f"{len(empty) - NAMED} more files hold no bar: {_some(empty[NAMED:])}"
        yield Finding("warning", "empty_file", more, "bars")
    if not len(bars) or not len(instruments):
        return
    known = {"", *bars["symbol"].tolist(), *tables.background["bars"]["symbol"].tolist(), *of_files}
    without = sorted(s for s in set(instruments["symbol"].tolist()) - known if parse_symbol(s).board)
    if len(without) > NAMED:
        yield Finding("note", "no_bar", f"{len(without)} instruments have no bar: {_some(without)}", "instruments")
        return
    for symbol in without:
        yield Finding("note", "no_bar", "the instrument has no bar", "instruments", symbol)


def _some(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more}"


def repeated_level(tables: Reference) -> Iterator[Finding]:
    """An index row that repeats the one before in every number, a close alone not counting (warning)."""
    index = tables["index"]
    same = np.zeros(len(index), np.bool_)
    if len(index) > 1:
        names = index.table.names("number")
        same[1:] = np.logical_and.reduce([same_cells(index[n][1:], index[n][:-1]) for n in ("symbol", *names)])
        same &= np.sum([~np.isnan(index[name]) for name in names], axis=0) > 1
    message = "close {close:g} repeats the row before; one of the two days may be no session"
    yield from sightings(index, same, "repeated_level", "warning", message)


def published_early(tables: Reference) -> Iterator[Finding]:
    """A signal published before its period ended, unless its series is a forecast (warning)."""
    signals = tables["signals"]
    forecast = np.array([name.endswith(FORECAST) for name in signals["series"]], np.bool_)
    early = ~forecast & (signals["published_on"] < signals["period_end"])
    message = "{series} {period} is published on {published_on}, before its period ends on {period_end}"
    yield from sightings(signals, early, "published_early", "warning", message)


def year_total_as_quarter(tables: Reference) -> Iterator[Finding]:
    """A fourth quarter above the other three together: it may hold the whole year (warning)."""
    signals = tables["signals"]
    values = signals["value"].tolist()
    rows = {key: row for row, key in enumerate(zip(signals["series"], signals["period"], strict=True))}
    wrong = []
    for (series, period), row in rows.items():
        if len(period) == len("2024Q4") and period.endswith("Q4"):
            before = [rows.get((series, f"{period[:5]}{quarter}")) for quarter in range(1, QUARTERS)]
            others = [values[other] for other in before if other is not None]
            if len(others) == QUARTERS - 1 and min(others) > 0 and values[row] > sum(others):
                wrong.append(row)
    message = "{series} {period} is above the three quarters before together"
    yield from sightings(signals, np.array(wrong, np.intp), "year_total_as_quarter", "warning", message)
