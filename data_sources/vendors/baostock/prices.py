"""baostock's daily bars and index levels: raw prices in CNY, volume in shares, amount in CNY, reference price.

Source: the vendor's page on A-share bars (A股K线数据), where ``preclose`` is the exchange's reference price of the day,
corporate actions included, on a first day the issue price. A suspended session is a row with ``tradestatus`` 0.
"""

from __future__ import annotations

from dataclasses import replace

from data_sources.tables.facts import BAR_FIELDS
from data_sources.tables.finding import Finding
from data_sources.tables.schema import BARS
from data_sources.tables.symbols import a_share_symbol, parse_symbol
from data_sources.vendors.answers.bars import BarColumns, history, in_shares
from data_sources.vendors.answers.columns import (
    DAILY,
    Cells,
    asked_days,
    insist_on_days,
    known_columns,
    numbers,
    rows_asked_for,
)
from data_sources.vendors.answers.index_levels import LevelColumns, levels
from data_sources.vendors.endpoints import Ask, Calling, one_call
from data_sources.vendors.errors import ChangedFormat, EmptyAnswer
from data_sources.vendors.source import Normalised, RawAnswer, RawPart, Request

RAW = "3"
SUSPENDED, TRADED = "0", "1"
NUMBERS = {name: "preclose" if name == "prev_close" else name for name in BAR_FIELDS}
MARKS = ("code", "adjustflag", "tradestatus")
OTHERS = ("turn", "pctChg", "peTTM", "pbMRQ", "psTTM", "pcfNcfTTM", "isST")
FORM = BarColumns({"date": "date", **NUMBERS}, (*MARKS, *OTHERS), volume_factor=lambda _: 1.0)
LEVEL_FORM = LevelColumns({name: name for name in DAILY}, ("code",))


def ask_for(*fields: str) -> Ask[Calling]:
    """Return the question for raw daily fields of one share or index."""

    def arguments(request: Request) -> dict[str, str]:
        code, days = parse_symbol(request.symbol).written("baostock"), asked_days(request, "%Y-%m-%d")
        return {"code": code, "fields": ",".join(fields), "frequency": "d", "adjustflag": RAW, **days}

    return one_call("query_history_k_data_plus", arguments)


ASK_HISTORY = ask_for("date", *NUMBERS.values(), *MARKS)
ASK_LEVELS = ask_for(*DAILY, "code")


def read_history(answer: RawAnswer) -> Normalised:
    """Read the bars of one share; suspended sessions are left out, and places count the traded ones."""
    part = answer.parts[0]
    _insist_on_columns(answer, part, MARKS)
    _insist_on_symbol(answer, part)
    return history(replace(answer, parts=(_traded(answer, part),)), FORM)


def read_levels(answer: RawAnswer) -> Normalised:
    """Read the levels of one index."""
    _insist_on_columns(answer, answer.parts[0], ("code",))
    _insist_on_symbol(answer, answer.parts[0])
    return levels(answer, LEVEL_FORM)


def read_session(answer: RawAnswer) -> Normalised:
    """Read the bars of all shares on one day; each carries its date, so another day's list is a changed form."""
    request, part = answer.request, answer.parts[0]
    findings = _insist_on_columns(answer, part, ("date", *MARKS, *NUMBERS.values()))
    if other := next((day for day in part.columns["date"] if day != request.last.isoformat()), None):
        raise ChangedFormat(request, f"a row is of {other}")
    shares = _traded(answer, _picked(part, [bool(a_share_symbol(str(code))) for code in part.columns["code"]]))
    symbols = [a_share_symbol(str(code)) for code in shares.columns["code"]]
    values = {name: numbers(shares, column) for name, column in NUMBERS.items()}
    cells: Cells = {"symbol": symbols, "date": shares.columns["date"], **values}
    bars = rows_asked_for(request, BARS, cells, findings)
    insist_on_days(bars, f"nothing traded on {request.last}, or the list of the day is not there yet")
    return in_shares(bars, FORM.volume_factor)


def _traded(answer: RawAnswer, part: RawPart) -> RawPart:
    """Return the traded rows; ChangedFormat for prices that say they are adjusted (复权) and for an unknown mark."""
    for name, allowed in (("adjustflag", {RAW}), ("tradestatus", {SUSPENDED, TRADED})):
        if strange := set(part.columns[name]) - allowed:
            raise ChangedFormat(answer.request, f"{name} is {min(map(str, strange))}")
    return _picked(part, [mark == TRADED for mark in part.columns["tradestatus"]])


def _picked(part: RawPart, keep: list[bool]) -> RawPart:
    columns = {
        name: tuple(cell for cell, kept in zip(cells, keep, strict=True) if kept)
        for name, cells in part.columns.items()
    }
    return RawPart(part.name, columns)


def _insist_on_columns(answer: RawAnswer, part: RawPart, needed: tuple[str, ...]) -> tuple[Finding, ...]:
    if not len(part):
        raise EmptyAnswer(answer.request)
    return known_columns(answer.request, part, needed, OTHERS)


def _insist_on_symbol(answer: RawAnswer, part: RawPart) -> None:
    asked = parse_symbol(answer.request.symbol).written("baostock")
    if other := next((code for code in part.columns["code"] if code != asked), None):
        raise ChangedFormat(answer.request, f"a row is of {other}")
