"""baostock's lists: shares with their listing, names and trading state of a day, sessions.

Status comes from the short names, as elsewhere: the vendor's flag ``isST`` does not tell a delisting period (退市整理),
and without it a stored one would be taken for ended.
"""

from __future__ import annotations

from data_sources.tables.finding import Finding
from data_sources.tables.schema import INSTRUMENTS, SESSIONS, STATUS
from data_sources.tables.symbols import a_share_symbol
from data_sources.vendors.answers.columns import Cells, only_part, rows_asked_for
from data_sources.vendors.answers.st_names import observed_status
from data_sources.vendors.errors import ChangedFormat, insist_on_rows
from data_sources.vendors.source import SUSPENSIONS, Normalised, RawAnswer

SHARE = "1"
NO, YES = "0", "1"
LISTING = ("code", "code_name", "ipoDate", "outDate", "type")
OF_THE_DAY = ("code", "tradeStatus", "code_name")
CALENDAR = ("calendar_date", "is_trading_day")


def read_listing(answer: RawAnswer) -> Normalised:
    """Read the shares; indices, funds and B shares stand in the same list and are left out."""
    rows, findings = _rows(answer, LISTING, ("status",))
    shares = [row for row in rows if row[4] == SHARE and a_share_symbol(str(row[0]))]
    insist_on_rows(answer.request, len(shares))
    cells: Cells = {
        "symbol": [a_share_symbol(str(row[0])) for row in shares],
        "name": [row[1] for row in shares],
        "list_date": [row[2] for row in shares],
        "delist_date": [row[3] for row in shares],
    }
    return rows_asked_for(answer.request, INSTRUMENTS, cells, findings)


def read_status(answer: RawAnswer) -> Normalised:
    """Read ST and delisting periods from the names of the day, as seen on it."""
    rows, findings = _rows(answer, OF_THE_DAY, ())
    codes, names = [row[0] for row in rows], [row[2] or "" for row in rows]
    return rows_asked_for(answer.request, STATUS, observed_status(codes, names, answer.request.last), findings)


def read_suspensions(answer: RawAnswer) -> Normalised:
    """Read who did not trade that day (停牌); nothing says since when, so each is a suspension of one day."""
    rows, findings = _rows(answer, OF_THE_DAY, ())
    _insist_on_yes_or_no(answer, "tradeStatus")
    still = [symbol for row in rows if row[1] == NO and (symbol := a_share_symbol(str(row[0])))]
    days = [answer.request.last] * len(still)
    cells: Cells = {"symbol": still, "start": days, "end": days, "reason": ["停牌"] * len(still)}
    return rows_asked_for(answer.request, SUSPENSIONS, cells, findings)


def read_calendar(answer: RawAnswer) -> Normalised:
    """Read the days that are sessions."""
    rows, findings = _rows(answer, CALENDAR, ())
    _insist_on_yes_or_no(answer, "is_trading_day")
    cells = {"date": [row[0] for row in rows if row[1] == YES]}
    sessions = rows_asked_for(answer.request, SESSIONS, cells, findings)
    insist_on_rows(answer.request, len(sessions.frame))
    return sessions


def _rows(
    answer: RawAnswer, needed: tuple[str, ...], others: tuple[str, ...]
) -> tuple[list[tuple[object, ...]], tuple[Finding, ...]]:
    part, findings = only_part(answer, needed, others)
    return list(zip(*(part.columns[name] for name in needed), strict=True)), findings


def _insist_on_yes_or_no(answer: RawAnswer, name: str) -> None:
    if strange := set(answer.parts[0].columns[name]) - {NO, YES}:
        raise ChangedFormat(answer.request, f"{name} is {min(map(str, strange))}")
