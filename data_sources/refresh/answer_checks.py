"""One answer judged before it is accepted: the rules every file goes through, and what the stored facts say of it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.calendar.lengths import DAY
from data_sources.quality import check, reference
from data_sources.quality.days.kept_sessions import each_late_session
from data_sources.quality.days.to_come import first_after
from data_sources.quality.histories.gaps import gap_findings
from data_sources.quality.prices.moves import JUMP, NO_JUMP
from data_sources.refresh.history_differs import CLOSES_APART, HISTORY, history_differs
from data_sources.refresh.item import Item
from data_sources.refresh.known import Known
from data_sources.tables.facts import Dates
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame
from data_sources.vendors.source import SUSPENSIONS, WHOLE, Normalised

DOUBTS = frozenset({JUMP, NO_JUMP, HISTORY})
"""Rules after which a second vendor is asked: a fact of the market, or a fault of the first one?"""

HELD_AGAINST = ("instruments", "sessions", "index", "actions", "status", "renames", "bars")
EMPTY_FILE = "empty_file"
"""No fault of an answer: a file may have rows of other days only."""

LISTING = ("symbol", "list_date", "delist_date")


def check_answer(item: Item, answer: Normalised, known: Known, *, in_lots: bool) -> tuple[Finding, ...]:
    """Return everything found in an answer; ``in_lots`` says that its volume may be rounded to lots (手)."""
    frame = answer.frame
    if frame.table is SUSPENSIONS:
        return answer.findings
    held_against = {name: known[name] for name in HELD_AGAINST}
    rules = check(reference({frame.table.name: frame}, held_against, in_lots=in_lots, stretch=True))
    found = [finding for finding in rules if finding.table == frame.table.name and finding.rule != EMPTY_FILE]
    found.extend(future_rows(frame, item))
    if item.table in CLOSES_APART:
        found.extend(history_differs(frame, known))
    if item.table == "sessions":
        found.extend(late_session(frame, known))
    if item.table == "instruments":
        found.extend(listing_beside_bars(frame, known))
    return (*answer.findings, *found)


def future_rows(frame: Frame, item: Item) -> Iterator[Finding]:
    """Rows of days that have not come (severe); a table that is given whole may have them."""
    return iter(()) if frame.table.name in WHOLE else first_after(frame, item.last)


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
    end = min([np.datetime64(item.last) + DAY, *delisted[~np.isnat(delisted)]])
    missing: Dates = sessions[(sessions >= first) & (sessions < end) & ~np.isin(sessions, own)]
    return missing
