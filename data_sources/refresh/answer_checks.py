"""One answer judged before it is accepted: the rules every file goes through, and what the stored facts say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from data_sources.quality import check, reference
from data_sources.quality.days.kept_sessions import each_late_session
from data_sources.quality.days.to_come import first_after
from data_sources.quality.histories.gaps import gap_findings
from data_sources.quality.prices.moves import JUMP, NO_JUMP
from data_sources.refresh.known import Known, keys_of
from data_sources.refresh.plan import READ_AGAIN, Item
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

MANY = 0.4
FEWEST = 2
STRETCH = 10
"""So many closes in a row are not corrected, they are rewritten."""

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
    return (*answer.findings, *found)


def future_rows(frame: Frame, item: Item) -> Iterator[Finding]:
    """Rows of days that have not come (severe); a table that is given whole may have them."""
    return iter(()) if frame.table.name in WHOLE else first_after(frame, item.last)


def history_differs(rows: Frame, known: Known) -> Iterator[Finding]:
    """Most closes of a symbol differ from the stored ones (warning, a doubt): adjusted prices, or another security.

    Most of all that came, or of the last few sessions, or so many in a row that no one corrects them day by day.

    A vendor corrects single days; forward adjustment (前复权) moves all of them, and without amounts nothing else in
    the answer shows it.
    """
    table = rows.table.name
    before = known[table]
    stored = dict(zip(keys_of(before), before["close"].tolist(), strict=True))
    compared: dict[str, list[tuple[object, float, float]]] = {}
    for key, close in zip(keys_of(rows), rows["close"].tolist(), strict=True):
        if key in stored:
            compared.setdefault(str(key[0]), []).append((key[1], stored[key], close))
    for symbol, pairs in compared.items():
        apart = [abs(old - new) > APART[table] for _, old, new in pairs]
        if _most(apart) or _most(apart[-READ_AGAIN:]) or _longest(apart) >= STRETCH:
            day, old, new = pairs[apart.index(True)]
            message = (
                f"{sum(apart)} of {len(pairs)} stored closes differ, {old:.2f} is {new:.2f} on {day}: adjusted prices?"
            )
            yield Finding("warning", HISTORY, message, table, symbol)


def _most(apart: Sequence[bool]) -> bool:
    return sum(apart) >= FEWEST and sum(apart) > MANY * len(apart)


def _longest(apart: Sequence[bool]) -> int:
    """Return how many in a row are apart at most."""
    longest = run = 0
    for each in apart:
        run = run + 1 if each else 0
        longest = max(longest, run)
    return longest


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
