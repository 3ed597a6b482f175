"""Tiny markets for the case tables: a few lines a test, everything else filled in."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

Row = dict[str, object]
Cell = float | None | Mapping[str, object]
Tables = dict[str, list[Row]]

# One symbol of each board.
A = "600001.SH"
B = "600002.SH"
Z = "000001.SZ"
CHINEXT = "300001.SZ"
STAR = "688001.SH"
BEIJING = "920001.BJ"

LONG_LISTED = date(1999, 1, 4)


def weekdays(first: date, count: int) -> list[date]:
    """The first `count` weekdays from a day on."""
    days = [first + timedelta(days=i) for i in range(count * 2 + 7)]
    return [day for day in days if day.weekday() < 5][:count]


def up_to(day: date, count: int) -> list[date]:
    """The last `count` weekdays up to a weekday."""
    days = [day - timedelta(days=i) for i in range(count * 2 + 7)]
    return sorted([found for found in days if found.weekday() < 5][:count])


D = weekdays(date(2024, 1, 2), 12)
"""Sessions of most cases: D[0] Tue 2 January 2024, D[3] Fri 5 January, D[4] Mon 8 January, D[9] Mon 15 January."""
SATURDAY, SUNDAY = date(2024, 1, 6), date(2024, 1, 7)


def bar_row(symbol: str, day: date, cell: float | Mapping[str, object]) -> Row:
    """A bar at one price, or one whose cells are given; a million shares are traded unless said otherwise."""
    given: Row = {"open": float(cell)} if isinstance(cell, int | float) else dict(cell)
    row: Row = {"symbol": symbol, "date": day, "volume": 1_000_000, **given}
    row.setdefault("close", row["open"])
    both = [price for price in (row["open"], row["close"]) if isinstance(price, int | float)]
    row.setdefault("high", max(both, default=None))
    row.setdefault("low", min(both, default=None))
    row.setdefault("amount", None)
    return row


def tiny(
    bars: Mapping[str, Sequence[Cell]],
    days: Sequence[date] = D,
    instruments: Mapping[str, Row] | None = None,
    index: float = 3000.0,
    **tables: list[Row],
) -> Tables:
    """A market of the first sessions of `days`, as many as the longest row of bars; None is no bar.

    Every symbol is listed long ago unless `instruments` says otherwise; more tables go in by name.
    """
    count = max((len(cells) for cells in bars.values()), default=len(days))
    facts = instruments or {}
    rows: Tables = {
        "instruments": [
            {"symbol": symbol, "name": symbol, "list_date": LONG_LISTED, **facts.get(symbol, {})}
            for symbol in {**bars, **facts}
        ],
        "bars": [
            bar_row(symbol, day, cell)
            for symbol, cells in bars.items()
            for day, cell in zip(days, cells, strict=False)
            if cell is not None
        ],
        "index": [{"symbol": "000300.SH", "date": day, "close": index} for day in days[:count]],
    }
    return {**rows, **tables}


def decide(day: date, **weights: float) -> list[Row]:
    """Target rows of one date by the names below, as in `decide(D[0], A=0.5)`; without weights all cash."""
    if not weights:
        return [{"date": day, "symbol": "", "weight": 0.0}]
    return [{"date": day, "symbol": NAMES[name], "weight": weight} for name, weight in weights.items()]


NAMES = {"A": A, "B": B, "Z": Z, "CHINEXT": CHINEXT, "STAR": STAR, "BEIJING": BEIJING}


def action(symbol: str, ex_date: date, **cells: float) -> Row:
    """A row of `actions`."""
    return {"symbol": symbol, "ex_date": ex_date, **cells}


def rename(old: str, new: str, day: date, ratio: float = 1.0) -> Row:
    """A row of `renames`."""
    return {"old_symbol": old, "new_symbol": new, "date": day, "ratio": ratio}


def status(symbol: str, kind: str, start: date, end: date | None = None) -> Row:
    """A row of `status`."""
    return {"symbol": symbol, "start": start, "end": end, "kind": kind}


def plain(rows: Sequence[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Ledger rows with numbers cut to 8 decimals, so that they compare with numbers written by hand."""
    return [tuple(round(cell, 8) + 0.0 if isinstance(cell, float) else cell for cell in row) for row in rows]
