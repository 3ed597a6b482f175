"""baostock's lists: shares with their listing, names and trading state of a day, sessions.

Status comes from the short names, as elsewhere: the vendor's flag ``isST`` does not tell a delisting period (退市整理),
and without it a stored one would be taken for ended.
"""

from __future__ import annotations

from data_sources.tables.finding import Finding
from data_sources.tables.schema import INSTRUMENTS, SESSIONS, STATUS
from data_sources.tables.symbols import parse_a_share
from data_sources.vendors.answers.columns import Cells, frame_of, is_a_share, known_columns
from data_sources.vendors.answers.st_names import observed_status
from data_sources.vendors.baostock.functions import BaostockFunctions
from data_sources.vendors.errors import ChangedFormat, insist_on_rows
from data_sources.vendors.source import SUSPENSIONS, Normalised, RawAnswer, RawPart, Request, only_wanted

SHARE = "1"
NO, YES = "0", "1"
LISTING = ("code", "code_name", "ipoDate", "outDate", "type")
OF_THE_DAY = ("code", "tradeStatus", "code_name")
CALENDAR = ("calendar_date", "is_trading_day")


def ask_listing(_: Request, call: BaostockFunctions) -> tuple[RawPart, ...]:
    """Ask for every security there is or was."""
    return (call("query_stock_basic"),)


def ask_day(request: Request, call: BaostockFunctions) -> tuple[RawPart, ...]:
    """Ask for names and trading state of all securities on the last day."""
    return (call("query_all_stock", day=request.last.isoformat()),)


def ask_calendar(request: Request, call: BaostockFunctions) -> tuple[RawPart, ...]:
    """Ask of each day whether it is a session."""
    return (call("query_trade_dates", start_date=request.first.isoformat(), end_date=request.last.isoformat()),)


def read_listing(answer: RawAnswer) -> Normalised:
    """Read the shares; indices, funds and B shares stand in the same list and are left out."""
    rows, findings = _rows(answer, LISTING, ("status",))
    shares = [row for row in rows if row[4] == SHARE and is_a_share(str(row[0]))]
    insist_on_rows(answer.request, len(shares))
    cells: Cells = {
        "symbol": [str(parse_a_share(str(row[0]))) for row in shares],
        "name": [row[1] for row in shares],
        "list_date": [row[2] for row in shares],
        "delist_date": [row[3] for row in shares],
    }
    frame, unreadable = frame_of(answer.request, INSTRUMENTS, cells)
    return Normalised(answer.request, only_wanted(frame, answer.request), (*findings, *unreadable))


def read_status(answer: RawAnswer) -> Normalised:
    """Read ST and delisting periods from the names of the day, as seen on it."""
    rows, findings = _rows(answer, OF_THE_DAY, ())
    codes, names = [row[0] for row in rows], [row[2] or "" for row in rows]
    frame, unreadable = frame_of(answer.request, STATUS, observed_status(codes, names, answer.request.last))
    return Normalised(answer.request, only_wanted(frame, answer.request), (*findings, *unreadable))


def read_suspensions(answer: RawAnswer) -> Normalised:
    """Read who did not trade that day (停牌); nothing says since when, so each is a suspension of one day."""
    rows, findings = _rows(answer, OF_THE_DAY, ())
    _insist_on_yes_or_no(answer, "tradeStatus")
    still = [str(parse_a_share(str(row[0]))) for row in rows if row[1] == NO and is_a_share(str(row[0]))]
    days = [answer.request.last] * len(still)
    cells: Cells = {"symbol": still, "start": days, "end": days, "reason": ["停牌"] * len(still)}
    frame, unreadable = frame_of(answer.request, SUSPENSIONS, cells)
    return Normalised(answer.request, only_wanted(frame, answer.request), (*findings, *unreadable))


def read_calendar(answer: RawAnswer) -> Normalised:
    """Read the days that are sessions."""
    rows, findings = _rows(answer, CALENDAR, ())
    _insist_on_yes_or_no(answer, "is_trading_day")
    frame, unreadable = frame_of(answer.request, SESSIONS, {"date": [row[0] for row in rows if row[1] == YES]})
    frame = only_wanted(frame, answer.request)
    insist_on_rows(answer.request, len(frame))
    return Normalised(answer.request, frame, (*findings, *unreadable))


def _rows(
    answer: RawAnswer, needed: tuple[str, ...], others: tuple[str, ...]
) -> tuple[list[tuple[object, ...]], tuple[Finding, ...]]:
    request, part = answer.request, answer.parts[0]
    insist_on_rows(request, len(part))
    findings = known_columns(request, part, needed, others)
    return list(zip(*(part.columns[name] for name in needed), strict=True)), findings


def _insist_on_yes_or_no(answer: RawAnswer, name: str) -> None:
    if strange := set(answer.parts[0].columns[name]) - {NO, YES}:
        raise ChangedFormat(answer.request, f"{name} is {min(map(str, strange))}")
