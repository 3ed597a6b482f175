"""A weight table as people have it, long or wide, to rows of date, symbol, weight or to a matrix; asked, not guessed.

Long: a row for each date and symbol. Wide: a row for each date, a column for each symbol.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from backtest.target_symbol import is_code
from data_sources.errors import InputError
from data_sources.language.text import both
from data_sources.tables.brief import first_of
from data_sources.tables.raw import RawColumn, RawTable
from data_sources.tables.spellings import are_days, spelt_day

HEADS: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "trade_date", "datetime", "timestamp", "time", "day", "日期", "交易日期"),
    "symbol": (
        "symbol", "ts_code", "code", "order_book_id", "stock_code", "sec_code", "ticker", "instrument", "asset",
        "代码", "证券代码", "股票代码",
    ),
    "weight": ("weight", "w", "weights", "target_weight", "权重"),
}  # fmt: skip
"""How the three columns are headed, our own word first; it is taken before the others."""
UNNAMED = ("", "index", "unnamed: 0", "__index_level_0__", "__index_level_1__", "level_0", "level_1")
"""How a head reads that nobody gave: the index of a frame, here or in the file it was written to."""
FORMS = (
    "give date, symbol, weight (trade_date, ts_code, code, order_book_id, stock_code, w and the like are known too), "
    "or a column of dates and one for each symbol"
)


@dataclass(frozen=True)
class Layout:
    """Where the date, symbol and weight of a table stand; a wide one has ``symbols``, heads that are symbols."""

    date: str
    symbol: str = ""
    weight: str = ""
    symbols: tuple[str, ...] = ()


def layout_of(raw: RawTable, levels: Iterable[str] = (), *, one_value: bool = False) -> Layout:
    """Find where things stand in a table.

    ``levels`` are columns that may be the date or the symbol, whatever they are called, by what they hold;
    ``one_value``: the last column holds weights, whatever it is called. Raises InputError in one line for a table that
    is neither long nor wide, or may be read in two ways.
    """
    named = {name: _named(raw, name) for name in HEADS}
    weight = named["weight"] or ([*raw.columns][-1] if one_value else "")
    if weight:
        found = _by_content(raw, {**named, "weight": weight}, levels)
        if found["date"] and found["symbol"]:
            return Layout(found["date"], found["symbol"], weight)
    symbols = tuple(head for head in raw.columns if is_code(head))
    if symbols and not named["symbol"] and not named["weight"]:
        return _wide(raw, symbols)
    raise InputError(f"{_heads(raw)}: {_lacks(raw, named, symbols)}")


def long_table(raw: RawTable, layout: Layout) -> RawTable:
    """Return the columns date, symbol and weight of a long table under these names."""
    columns: dict[str, RawColumn] = {
        "date": days_of_decisions(raw.columns[layout.date]),
        "symbol": _codes(raw.columns[layout.symbol]),
        "weight": raw.columns[layout.weight],
    }
    return replace(raw, columns=columns)


def days_of_decisions(cells: RawColumn) -> RawColumn:
    """Return cells of dates without the time of day: a decision belongs to its day in Shanghai, whatever the time."""
    if isinstance(cells, np.ndarray):
        return cells.astype("datetime64[D]") if cells.dtype.kind == "M" else cells
    return [found.day.isoformat() if (found := spelt_day(cell)) else cell for cell in cells]


def _named(raw: RawTable, name: str) -> str:
    """Return the head under which a column stands, "" for none; InputError where several may be it."""
    there = [head for head in HEADS[name] if head in raw.columns]
    if len(there) > 1 and there[0] != name:
        raise InputError(
            both(
                f"{_heads(raw)}: {name} may be {' or '.join(there)}; call one of them {name}",
                f"{_heads(raw)}：{name} 可能是 {' 或 '.join(there)}；请把其中一列命名为 {name}",
            )
        )
    return there[0] if there else ""


def _by_content(raw: RawTable, named: Mapping[str, str], levels: Iterable[str]) -> dict[str, str]:
    """Let levels and columns without a name be the date or the symbol that is missing, by what they hold."""
    found = dict(named)
    for head in dict.fromkeys((*levels, *UNNAMED)):
        if head in raw.columns and head not in found.values():
            cells = raw.columns[head]
            name = "date" if _hold_days(cells) else "symbol" if _hold_symbols(cells) else ""
            if name and not found[name]:
                found[name] = head
    return found


def _wide(raw: RawTable, symbols: tuple[str, ...]) -> Layout:
    """Return a wide table: every column but that of the dates, and one that counts rows, is a symbol's."""
    if [*symbols] == [str(k) for k in range(1, len(symbols) + 1)]:
        words = f"the columns are numbered up to {symbols[-1]}; head each with its symbol, like 600000.SH"
        raise InputError(f"{_heads(raw)}: {words}")
    others = [head for head in raw.columns if head not in symbols]
    known = [head for head in others if head in HEADS["date"]]
    dated = known or [head for head in others if _hold_days(raw.columns[head])]
    if not dated and len(others) == 1 and others[0] == next(iter(raw.columns)):
        dated = others  # Some of its cells are no days: they are named with their lines.
    strange = [repr(head) for head in others if head not in dated and not (head in UNNAMED and dated)]
    if dated and strange:
        what = "is no symbol" if len(strange) == 1 else "are none"
        words = f"beside {first_of(symbols)}, column {first_of(strange)} {what}; leave it out"
        raise InputError(f"{_heads(raw)}: {words}")
    if len(dated) != 1:
        wrong = f"the dates may be {' or '.join(dated)}; keep one" if dated else "there is no column of dates"
        raise InputError(f"{_heads(raw)}: {wrong}: {FORMS}")
    return Layout(dated[0], symbols=symbols)


def _lacks(raw: RawTable, named: Mapping[str, str], symbols: Iterable[str]) -> str:
    """Say what a table lacks that is neither long nor wide."""
    there = first_of([repr(head) for head in raw.columns])
    if any(_hold_symbols(raw.columns[head]) for head in UNNAMED if head in raw.columns) and not [*symbols]:
        days = [head for head in raw.columns if spelt_day(head)]
        if len(days) > 1:
            return f"the columns are dates and the rows symbols; turn it over with .T: {FORMS}"
        if not named["symbol"]:
            return f"weights by symbol name no date (columns {there}); give {{date: weights}}, or a table: {FORMS}"
    missing = ", ".join(name for name, head in named.items() if not head)
    return f"column {missing} is missing; there are {there}: {FORMS}"


def _heads(raw: RawTable) -> str:
    """Return where the heads stand: in the first line of a file whose rows begin below it."""
    return raw.name if len(raw.line) and raw.line[0] == 1 else f"{raw.name}:1"


def _hold_days(cells: RawColumn) -> bool:
    """Whether all cells of a column that are not empty read as days; in numbers, as those of 20240131."""
    if not isinstance(cells, np.ndarray):
        there = {*cells} - {""}
        return bool(there) and all(spelt_day(cell) for cell in there)
    numbers = cells[~np.isnan(cells)] if cells.dtype.kind == "f" else cells
    return cells.dtype.kind == "M" or are_days(numbers)


def _hold_symbols(cells: RawColumn) -> bool:
    there = {*_codes(cells)} - {""}
    return bool(there) and all(is_code(cell) for cell in there)


def _codes(cells: RawColumn) -> RawColumn:
    """Return codes as text; those that are numbers have lost their zeros, and are seen as they are."""
    if not isinstance(cells, np.ndarray) or cells.dtype.kind != "f":
        return cells
    return ["" if code != code else str(code).removesuffix(".0") for code in cells.tolist()]  # noqa: PLR0124 - NaN
