"""The whole market of a run, read from the tables and checked sentence by sentence (section 1)."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.reference import tables as read
from tests.reference.boards import is_a_share
from tests.reference.errors import InputError
from tests.reference.rules import STATUS_BY_PRECEDENCE
from tests.reference.tables import Action, Bar, Instrument, Rename, Row, StatusSpan, Tables

CALENDAR_INDEX = "000300.SH"
KEYS = {
    "instruments": ("symbol",),
    "bars": ("symbol", "date"),
    "status": ("symbol", "start", "kind"),
    "renames": ("old_symbol", "date"),
    "sessions": ("date",),
    "index": ("symbol", "date"),
}


@dataclass(frozen=True)
class Market:
    """Everything that is known about the market. `bars` holds traded bars only."""

    instruments: dict[str, Instrument]
    bars: dict[tuple[str, date], Bar]
    calendar: list[date]
    last_data_session: date
    actions: list[Action]
    renames: list[Rename]
    status: dict[str, list[StatusSpan]]
    index: dict[tuple[str, date], float]

    def bar(self, symbol: str, session: date) -> Bar | None:
        """The traded bar, None when the symbol does not trade on that session."""
        return self.bars.get((symbol, session))

    def list_date(self, symbol: str) -> date | None:
        """None when empty or when the symbol is unknown."""
        found = self.instruments.get(symbol)
        return found.list_date if found else None

    def delist_value(self, symbol: str) -> float | None:
        """What a share pays at its delisting, None where nothing is given."""
        found = self.instruments.get(symbol)
        return found.delist_value if found else None

    def is_delisted(self, symbol: str, session: date) -> bool:
        """`delist_date` is the first day without listing."""
        found = self.instruments.get(symbol)
        return found is not None and found.delist_date is not None and session >= found.delist_date


def read_market(tables: Tables) -> Market:
    """Read and check every table."""
    for name, key in KEYS.items():
        check_unique(name, tables.get(name) or [], key)
    instruments = read_instruments(tables.get("instruments") or [])
    calendar = read_calendar(tables)
    renames = [read.rename(row) for row in tables.get("renames") or []]
    check_renames(renames, instruments)
    bar_rows = tables.get("bars") or []
    check_bar_rows(bar_rows, instruments, calendar)
    traded = [bar for bar in map(read.traded_bar, bar_rows) if bar is not None]
    return Market(
        instruments,
        {(bar.symbol, bar.date): bar for bar in traded},
        calendar,
        last_data_session(tables, calendar),
        read_actions(tables.get("actions") or []),
        renames,
        read_status(tables.get("status") or []),
        read_index(tables.get("index") or []),
    )


def check_unique(table: str, rows: Sequence[Row], key: Sequence[str]) -> None:
    """Keys are unique: a second row of one key is an error that names it."""
    seen = set()
    for row in rows:
        found = tuple(row.get(column) for column in key)
        if found in seen:
            raise InputError(f"{table} has two rows of {' '.join(str(part) for part in found)}")
        seen.add(found)


def read_instruments(rows: Sequence[Row]) -> dict[str, Instrument]:
    """A shares only; anything else is an error."""
    instruments = {}
    for row in rows:
        found = read.instrument(row)
        if not is_a_share(found.symbol):
            raise InputError(f"instruments has {found.symbol!r}, which is no A share")
        instruments[found.symbol] = found
    return instruments


def read_actions(rows: Sequence[Row]) -> list[Action]:
    """Rows of one symbol and ex_date that differ are one action; one that repeats another is an error."""
    together: dict[tuple[str, date], list[Action]] = defaultdict(list)
    for row in map(read.action, rows):
        if row in together[row.symbol, row.date]:
            raise InputError(f"actions has the same row of {row.symbol} on {row.date} twice")
        together[row.symbol, row.date].append(row)
    return [one_action(parts) for parts in together.values()]


def one_action(parts: Sequence[Action]) -> Action:
    """Cash, bonus and rights per share are summed, the rights price is their mean weighted by the rights per share."""
    rights = math.fsum(part.rights_per_share for part in parts)
    paid_in = math.fsum(part.rights_per_share * part.rights_price for part in parts)
    return Action(
        parts[0].symbol,
        parts[0].date,
        math.fsum(part.cash_per_share for part in parts),
        math.fsum(part.bonus_per_share for part in parts),
        rights,
        paid_in / rights if rights else 0.0,
    )


def check_renames(renames: Sequence[Rename], instruments: dict[str, Instrument]) -> None:
    """A rename into a symbol that has itself been renamed or delisted by that date is an error."""
    for found in renames:
        target = instruments.get(found.new_symbol)
        delisted = target.delist_date if target else None
        renamed = [other.date for other in renames if other.old_symbol == found.new_symbol]
        if any(day <= found.date for day in [*renamed, *([delisted] if delisted else [])]):
            raise InputError(f"{found.old_symbol} is renamed into {found.new_symbol} on {found.date}, which is gone")


def read_calendar(tables: Tables) -> list[date]:
    """The dates of `sessions`; without it those of 000300.SH in `index`."""
    given = [read.required_day(row, "date") for row in tables.get("sessions") or []]
    if not given:
        index_rows = tables.get("index") or []
        given = [read.required_day(row, "date") for row in index_rows if row.get("symbol") == CALENDAR_INDEX]
    if not given:
        raise InputError(f"no sessions: neither a sessions table nor {CALENDAR_INDEX} in index")
    return sorted(given)


def check_bar_rows(rows: Sequence[Row], instruments: dict[str, Instrument], calendar: Sequence[date]) -> None:
    """Every row's symbol and date, also of a row with volume 0."""
    sessions = set(calendar)
    for row in rows:
        symbol, day = read.text(row, "symbol"), read.required_day(row, "date")
        if symbol not in instruments:
            raise InputError(f"bars has {symbol} on {day}, which is missing in instruments")
        if calendar[0] <= day <= calendar[-1] and day not in sessions:
            raise InputError(f"bars has {symbol} on {day}, which is no session")
        delist_date = instruments[symbol].delist_date
        if delist_date is not None and day >= delist_date:
            raise InputError(f"bars has {symbol} on {day}, but it is delisted from {delist_date}")


def last_data_session(tables: Tables, calendar: Sequence[date]) -> date:
    """The last session with a row in `bars` or `index`."""
    with_rows = {read.required_day(row, "date") for name in ("bars", "index") for row in tables.get(name) or []}
    sessions = [session for session in calendar if session in with_rows]
    if not sessions:
        raise InputError("no session has a row in bars or index")
    return sessions[-1]


def read_status(rows: Sequence[Row]) -> dict[str, list[StatusSpan]]:
    """Spans by symbol; an unknown kind is an error."""
    spans: dict[str, list[StatusSpan]] = defaultdict(list)
    for row in rows:
        span = read.status_span(row)
        if span.kind not in STATUS_BY_PRECEDENCE:
            raise InputError(f"status of {span.symbol} from {span.start} has the unknown kind {span.kind!r}")
        spans[span.symbol].append(span)
    return spans


def read_index(rows: Sequence[Row]) -> dict[tuple[str, date], float]:
    """Closes by index and date; a row without a close has no value."""
    closes = {}
    for row in rows:
        close = read.number(row, "close")
        if close is not None:
            closes[read.text(row, "symbol"), read.required_day(row, "date")] = close
    return closes
