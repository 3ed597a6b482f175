"""Announced suspensions (停牌) of one day, whole-day ones only: they explain sessions without a bar."""

from __future__ import annotations

from datetime import date

from data_sources.tables.finding import Finding
from data_sources.tables.symbols import parse_symbol
from data_sources.vendors.answers.columns import frame_of, is_a_share, known_columns
from data_sources.vendors.errors import insist_on_rows
from data_sources.vendors.source import SUSPENSIONS, Normalised, RawAnswer, only_wanted

INTRADAY = "盘中"
NEEDED = ("代码", "停牌时间", "停牌截止时间", "停牌期限", "停牌原因")
OTHERS = ("序号", "名称", "所属市场", "预计复牌时间")


def suspensions(answer: RawAnswer) -> Normalised:
    """Read the list of one day; rows of other days are dropped with a note, for the vendor may ignore the date.

    ``start`` and ``end`` are days, ``end`` is empty while it is unknown. Intraday halts (盘中停牌) are left out: such a
    session has a bar.
    """
    request, part = answer.request, answer.parts[0]
    insist_on_rows(request, len(part))
    findings = list(known_columns(request, part, NEEDED, OTHERS))
    rows = list(zip(*(part.columns[name] for name in NEEDED), strict=True))
    whole = [row for row in rows if is_a_share(str(row[0])) and INTRADAY not in str(row[3])]
    due = [row for row in whole if _covers(row[1], row[2], request.last)]
    if len(due) < len(whole):
        message = f"{len(whole) - len(due)} rows are of other days than {request.last}; they are left out"
        findings.append(Finding("note", "other_day", message, request.table))
    cells: dict[str, list[object]] = {
        "symbol": [str(parse_symbol(str(row[0]))) for row in due],
        "start": [row[1] for row in due],
        "end": [row[2] for row in due],
        "reason": [" ".join(str(cell) for cell in (row[3], row[4]) if cell) for row in due],
    }
    frame, unreadable = frame_of(request, SUSPENSIONS, cells)
    return Normalised(request, only_wanted(frame, request), (*findings, *unreadable))


def _covers(start: object, end: object, day: date) -> bool:
    return isinstance(start, date) and start <= day and (not isinstance(end, date) or end >= day)
