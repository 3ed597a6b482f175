"""One answer judged before it is accepted: the rules every file goes through, and what the stored facts say of it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.finding import Finding
from data_sources.frame import Frame
from data_sources.quality import check, reference
from data_sources.refresh.known import Known, keys_of
from data_sources.refresh.moves import illegal_moves
from data_sources.refresh.planning import Item
from data_sources.source import SUSPENSIONS, Normalised

HISTORY = "history_differs"
DOUBTS = frozenset({"price_jump", "action_without_jump", HISTORY})
"""Rules after which a second vendor is asked: a fact of the market, or a fault of the first one?"""

MANY = 0.4
FEWEST = 2
CENT = 0.005


def judge(item: Item, answer: Normalised, known: Known, *, in_lots: bool) -> tuple[Finding, ...]:
    """Return everything found in an answer; ``in_lots`` says that its volume may be rounded to lots (手)."""
    frame = answer.frame
    if frame.table is SUSPENSIONS:
        return answer.findings
    held_against = {name: known[name] for name in ("instruments", "sessions", "index")}
    rules = check(reference({item.table: frame}, held_against, in_lots=in_lots))
    found = [finding for finding in rules if finding.table == item.table]
    found.extend(future_rows(frame, item))
    if item.table == "bars":
        found.extend(history_differs(frame, known))
        found.extend(illegal_moves(frame, known))
    if item.table == "sessions":
        found.extend(late_session(frame, known))
    return (*answer.findings, *found)


def future_rows(frame: Frame, item: Item) -> Iterator[Finding]:
    """Rows of days that have not come (severe)."""
    column = frame.table.date_column
    if column is None or frame.table.name == "status":
        return
    for row in np.flatnonzero(frame[column] > np.datetime64(item.last))[:1].tolist():
        day = frame[column][row].item()
        message = f"{day} is after {item.last}, the last day that is over"
        yield Finding("severe", "future_date", message, item.table, str(frame.symbols[row]), day)


def history_differs(bars: Frame, known: Known) -> Iterator[Finding]:
    """Most closes of a symbol differ from the stored ones (warning, a doubt): adjusted prices, or another security.

    A vendor corrects single days; forward adjustment (前复权) moves all of them, and without amounts nothing else in
    the answer shows it.
    """
    stored = dict(zip(keys_of(known["bars"]), known["bars"]["close"].tolist(), strict=True))
    compared: dict[str, list[tuple[object, float, float]]] = {}
    for key, close in zip(keys_of(bars), bars["close"].tolist(), strict=True):
        if key in stored:
            compared.setdefault(str(key[0]), []).append((key[1], stored[key], close))
    for symbol, rows in compared.items():
        apart = [row for row in rows if abs(row[1] - row[2]) > CENT]
        if len(apart) >= FEWEST and len(apart) > MANY * len(rows):
            day, old, new = apart[0]
            message = (
                f"{len(apart)} of {len(rows)} stored closes differ, {old:.2f} is {new:.2f} on {day}: adjusted prices?"
            )
            yield Finding("warning", HISTORY, message, "bars", symbol)


def late_session(frame: Frame, known: Known) -> Iterator[Finding]:
    """A session between stored ones that was none (severe): one stray day would shift every later one."""
    stored = known["sessions"]["date"]
    if len(stored):
        days = frame["date"]
        stray = days[(days > stored[0]) & (days < stored[-1]) & ~np.isin(days, stored)]
        for day in stray.tolist():
            yield Finding("severe", "late_session", f"{day} was no session until now", "sessions", "", day)


def gaps(item: Item, frame: Frame, known: Known, symbol: str) -> list[Finding]:
    """Sessions without a bar that no announced suspension (停牌) explains, one finding a symbol (note; warning today).

    Nobody keeps the suspensions of the past, so only the last session can be a warning.
    """
    sessions = known.sessions
    own = frame["date"][frame["symbol"] == symbol]
    instruments = known["instruments"]
    listing = instruments.rows(instruments["symbol"] == symbol)
    first = max([np.datetime64(item.first), *listing["list_date"][~np.isnat(listing["list_date"])]])
    end = min([np.datetime64(item.last) + 1, *listing["delist_date"][~np.isnat(listing["delist_date"])]])
    missing = sessions[(sessions >= first) & (sessions < end) & ~np.isin(sessions, own)]
    if not len(missing) or (known.suspended and symbol in known.suspended and len(own)):
        missing = missing[missing < np.datetime64(item.last)]
    if not len(missing):
        return []
    last: bool = missing[-1] == np.datetime64(item.last)
    when = f"{missing[0]}" if len(missing) == 1 else f"{len(missing)} sessions, the first {missing[0]}"
    message = f"no bar on {when}: suspended (停牌), or the vendors lack it"
    return [Finding("warning" if last else "note", "gap", message, "bars", symbol, missing[-1].item())]
