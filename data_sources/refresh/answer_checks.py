"""One answer judged before it is accepted: the rules every file goes through, and what the stored facts say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from data_sources.quality import check, reference
from data_sources.quality.days.kept_sessions import each_late_session
from data_sources.quality.days.to_come import first_after
from data_sources.quality.histories.gaps import gap_findings
from data_sources.quality.prices.moves import JUMP, NO_JUMP
from data_sources.refresh.item import Item
from data_sources.refresh.known import Known, keys_of
from data_sources.refresh.plan import READ_AGAIN
from data_sources.tables.facts import Dates
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame
from data_sources.vendors.source import SUSPENSIONS, WHOLE, Normalised

HISTORY = "history_differs"
DOUBTS = frozenset({JUMP, NO_JUMP, HISTORY})
"""Rules after which a second vendor is asked: a fact of the market, or a fault of the first one?"""

HELD_AGAINST = ("instruments", "sessions", "index", "actions", "status", "renames", "bars")
EMPTY_FILE = "empty_file"
"""No fault of an answer: a file may have rows of other days only."""

LISTING = ("symbol", "list_date", "delist_date")

MANY = 0.4
FEWEST = 2
STRETCH = 10
"""So many closes in a row are not corrected, they are rewritten."""

LOT, OTHER_UNIT = 100.0, 0.5
"""Volumes are of another unit when they lie further apart than a lot (手), in shares, and half of the larger one."""

APART = {"bars": 0.005, "index": 0.02}
"""How far a close or level may be from the stored one and still be the same."""


def check_answer(item: Item, answer: Normalised, known: Known, *, in_lots: bool) -> tuple[Finding, ...]:
    """Return everything found in an answer; ``in_lots`` says that its volume may be rounded to lots (手)."""
    frame = answer.frame
    if frame.table is SUSPENSIONS:
        return answer.findings
    held_against = {name: known[name] for name in HELD_AGAINST}
    rules = check(reference({frame.table.name: frame}, held_against, in_lots=in_lots, stretch=True))
    found = [finding for finding in rules if finding.table == frame.table.name and finding.rule != EMPTY_FILE]
    found.extend(future_rows(frame, item))
    if item.table in APART:
        found.extend(history_differs(frame, known))
    if item.table == "sessions":
        found.extend(late_session(frame, known))
    if item.table == "instruments":
        found.extend(listing_beside_bars(frame, known))
    return (*answer.findings, *found)


def future_rows(frame: Frame, item: Item) -> Iterator[Finding]:
    """Rows of days that have not come (severe); a table that is given whole may have them."""
    return iter(()) if frame.table.name in WHOLE else first_after(frame, item.last)


def history_differs(rows: Frame, known: Known) -> Iterator[Finding]:
    """Most closes of a symbol differ from the stored ones (warning, a doubt): adjusted prices, or another security.

    So do most volumes by more than half: another unit. Volume and amount both in 万 keep their ratio and prove each
    other, so that of a few rows nothing but the stored ones shows it.

    Most of all that came, or of the last few sessions, or so many in a row that no one corrects them day by day.

    A vendor corrects single days; forward adjustment (前复权) moves all of them, and without amounts nothing else in
    the answer shows it.
    """
    table, before = rows.table.name, known[rows.table.name]
    both = _rows_of_both(rows, before)
    for symbol, places in both.items():
        pairs = _numbers(places, before, rows, "close")
        apart = [abs(old - new) > APART[table] for old, new in pairs]
        if _rewritten(apart):
            first = apart.index(True)
            (old, new), day = pairs[first], rows["date"][places[first][1]].item()
            message = (
                f"{sum(apart)} of {len(pairs)} stored closes differ, {old:.2f} is {new:.2f} on {day}: adjusted prices?"
            )
            yield Finding("warning", HISTORY, message, table, symbol)
    for symbol, places in both.items() if table == "bars" else ():
        pairs = _numbers(places, before, rows, "volume")
        apart = [old > 0 and new > 0 and abs(old - new) > max(LOT, OTHER_UNIT * max(old, new)) for old, new in pairs]
        if _rewritten(apart):
            first = apart.index(True)
            (old, new), day = pairs[first], rows["date"][places[first][1]].item()
            message = (
                f"{sum(apart)} of {len(pairs)} stored volumes differ, {old:,.0f} is {new:,.0f} on {day}: another unit?"
            )
            yield Finding("warning", HISTORY, message, table, symbol)


def _rows_of_both(rows: Frame, before: Frame) -> dict[str, list[tuple[int, int]]]:
    """Return by symbol the stored and the new row of each key that both have."""
    stored = {key: row for row, key in enumerate(keys_of(before))}
    both: dict[str, list[tuple[int, int]]] = {}
    for row, key in enumerate(keys_of(rows)):
        if key in stored:
            both.setdefault(str(key[0]), []).append((stored[key], row))
    return both


def _numbers(places: Sequence[tuple[int, int]], before: Frame, rows: Frame, name: str) -> list[tuple[float, float]]:
    return [(float(before[name][old]), float(rows[name][new])) for old, new in places]


def _rewritten(apart: Sequence[bool]) -> bool:
    return _most(apart) or _most(apart[-READ_AGAIN:]) or _longest(apart) >= STRETCH


def _most(apart: Sequence[bool]) -> bool:
    return sum(apart) >= FEWEST and sum(apart) > MANY * len(apart)


def _longest(apart: Sequence[bool]) -> int:
    """Return how many in a row are apart at most."""
    longest = run = 0
    for each in apart:
        run = run + 1 if each else 0
        longest = max(longest, run)
    return longest


def listing_beside_bars(frame: Frame, known: Known) -> Iterator[Finding]:
    """A list that has a share listed after its last stored bar, or delisted by then (severe): one of both is wrong.

    Its bars would not be asked for any more, and nothing would be missing.
    """
    for symbol, listed, delisted in zip(*(frame[name].tolist() for name in LISTING), strict=True):
        last = known.last_bar.get(symbol)
        if last is not None and ((listed and listed > last) or (delisted and delisted <= last)):
            word, day = ("listed", listed) if listed and listed > last else ("delisted", delisted)
            message = f"{symbol}: {word} on {day}, but its last stored bar is of {last}"
            yield Finding("severe", "listing_beside_bars", message, "instruments", symbol, day)


def late_session(frame: Frame, known: Known) -> Iterator[Finding]:
    """A day between stored sessions that was not one (severe): one stray day would shift every later one."""
    return each_late_session(frame["date"], known["sessions"]["date"])


def gaps(item: Item, frame: Frame, known: Known, symbol: str) -> list[Finding]:
    """Sessions without a bar that no announced suspension (停牌) explains: a note on holes, one on a missing end.

    Sessions before the first bar are not a gap.
    """
    own = frame["date"][frame["symbol"] == symbol]
    if not len(own):
        return []
    missing = _without_bar(item, own, known, symbol)
    if known.suspended and symbol in known.suspended:
        missing = missing[missing < np.datetime64(item.last)]
    return gap_findings(symbol, own, missing, item.last)


def _without_bar(item: Item, own: Dates, known: Known, symbol: str) -> Dates:
    """Return the sessions asked for, from the first bar of a symbol to its delisting, that have no bar of it."""
    sessions, stored = known.sessions, known["bars"]
    firsts = [own[0], *stored["date"][stored["symbol"] == symbol][:1]]
    instruments = known["instruments"]
    delisted = instruments["delist_date"][instruments["symbol"] == symbol]
    first = max(np.datetime64(item.first), min(firsts))
    end = min([np.datetime64(item.last) + 1, *delisted[~np.isnat(delisted)]])
    missing: Dates = sessions[(sessions >= first) & (sessions < end) & ~np.isin(sessions, own)]
    return missing
