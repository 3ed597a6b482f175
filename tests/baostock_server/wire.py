"""baostock's messages: a header of 21 bytes, fields split by \\1, a checksum, an end mark; prices come compressed.

Written from what the client sends and from what its parser demands of an answer (baostock 0.9.4).
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from tests.vendor_server.market import Bar, Market

SPLIT = "\1"
HEADER = 21
END = b"<![CDATA[]]>\n"
ANSWERS = {"00": "01", "13": "14", "33": "34", "35": "36", "45": "46", "95": "96", "98": "99"}
COMPRESSED = ("96", "99")
INDICES = ("000300.SH",)
DAY_FIELDS = (
    "date", "code", "open", "high", "low", "close", "preclose", "volume", "amount", "adjustflag", "turn", "tradestatus",
    "pctChg", "peTTM", "pbMRQ", "psTTM", "pcfNcfTTM", "isST",
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """One message of the client: what kind, what is asked, the market as the answer shows it."""

    kind: str
    words: tuple[str, ...]
    market: Market

    @property
    def name(self) -> str:
        return self.words[0]


def question(message: bytes, market: Market) -> Question:
    """Read a message; AssertionError when its length or its checksum is wrong."""
    head, _, checksum = message.decode().rpartition(SPLIT)
    _, kind, length = head[:HEADER].split(SPLIT)
    assert int(length) == len(head[HEADER:])
    assert int(checksum) == zlib.crc32(head.encode())
    return Question(kind, tuple(head[HEADER:].split(SPLIT)), market)


def message(kind: str, words: Sequence[str]) -> bytes:
    """Write an answer of a kind."""
    body = SPLIT.join(words).encode()
    if kind in COMPRESSED:
        packed = zlib.compress(body)
        return _header(kind, len(packed)) + packed + END
    head = _header(kind, len(body)) + body
    return head + f"{SPLIT}{zlib.crc32(head)}".encode() + END


def reply(asked: Question, *, changed: bool = False, adjustflag: str = "") -> list[str]:
    """Return the words of a good answer. ``changed`` renames every column."""
    if asked.name == "login":
        return ["0", "success", "login", "anonymous"]
    fields, rows = TABLES[asked.name](asked)
    if adjustflag:
        rows = [
            [adjustflag if name == "adjustflag" else cell for name, cell in zip(fields, row, strict=True)]
            for row in rows
        ]
    shown = ",".join(f"{name}2" if changed else name for name in fields)
    if asked.name == "query_daily_history_k_AStock":
        return ["0", "success", asked.name, "anonymous", _records(rows), shown]
    page, per_page = int(asked.words[2]), int(asked.words[3])
    paged = [*asked.words[:4], _records(rows[(page - 1) * per_page : page * per_page])]
    rest = list(asked.words[4:])
    if asked.name == "query_history_k_data_plus":
        return ["0", "success", *paged, rest[0], shown, *rest[2:]]
    return ["0", "success", *paged, *rest, shown]


Table = tuple[Sequence[str], list[list[str]]]


def _history(asked: Question) -> Table:
    fields = asked.words[5].split(",")
    symbol = f"{asked.words[4][3:]}.{asked.words[4][:2].upper()}"
    first, last = (date.fromisoformat(word) for word in asked.words[6:8])
    rows = _levels(asked.market, symbol) if symbol in INDICES else _bars(asked.market, symbol)
    return fields, [[row[name] for name in fields] for row in rows if first <= date.fromisoformat(row["date"]) <= last]


def _session(asked: Question) -> Table:
    rows = [row for symbol in asked.market.bars for row in _bars(asked.market, symbol) if row["date"] == asked.words[2]]
    return DAY_FIELDS, [[row[name] for name in DAY_FIELDS] for row in rows]


def _names(asked: Question) -> Table:
    day = date.fromisoformat(asked.words[4])
    traded = {symbol for symbol, bars in asked.market.bars.items() if any(bar.day == day for bar in bars)}
    rows = [
        [code(symbol), str(int(symbol in traded)), share.name]
        for symbol, share in asked.market.shares.items()
        if share.delisted is None and day in asked.market.sessions
    ]
    # An index and a B share, which are nobody's business here.
    others = [["sh.000001", "1", "上证综合指数"], ["sh.900901", "1", "云赛B股"]] if rows else []
    return ("code", "tradeStatus", "code_name"), [*rows, *others]


def _listing(asked: Question) -> Table:
    rows = [
        [code(symbol), share.name, str(share.listed), str(share.delisted or ""), "1", str(int(share.delisted is None))]
        for symbol, share in asked.market.shares.items()
    ]
    index = [["sh.000001", "上证综合指数", "1991-07-15", "", "2", "1"]] if rows else []
    return ("code", "code_name", "ipoDate", "outDate", "type", "status"), [*rows, *index]


def _calendar(asked: Question) -> Table:
    first, last = (date.fromisoformat(word).toordinal() for word in asked.words[4:6])
    days = [date.fromordinal(number) for number in range(first, last + 1)] if asked.market.sessions else []
    return ("calendar_date", "is_trading_day"), [[str(day), str(int(day in asked.market.sessions))] for day in days]


def _dividends(asked: Question) -> Table:
    """The actions whose ex-date is in the year; per share, an empty cell where nothing is transferred."""
    symbol, year = f"{asked.words[4][3:]}.{asked.words[4][:2].upper()}", int(asked.words[5])
    rows = [
        [asked.words[4], str(one.announced), str(one.ex_date), f"{one.cash / 10:g}", f"{one.cash / 10 * 0.9:g}或0",
         f"{one.bonus / 10:.6f}", "", f"{one.transfer / 10:.6f}" if one.transfer else ""]
        for one in asked.market.dividends.get(symbol, ())
        if one.ex_date is not None and one.ex_date.year == year
    ]  # fmt: skip
    return (
        "code", "dividPlanDate", "dividOperateDate", "dividCashPsBeforeTax", "dividCashPsAfterTax", "dividStocksPs",
        "dividCashStock", "dividReserveToStockPs",
    ), rows  # fmt: skip


TABLES: dict[str, Callable[[Question], Table]] = {
    "query_history_k_data_plus": _history,
    "query_daily_history_k_AStock": _session,
    "query_dividend_data": _dividends,
    "query_all_stock": _names,
    "query_stock_basic": _listing,
    "query_trade_dates": _calendar,
}


def code(symbol: str) -> str:
    """600000.SH as sh.600000."""
    return f"{symbol[-2:].lower()}.{symbol[:6]}"


def _bars(market: Market, symbol: str) -> list[dict[str, str]]:
    """Return a row a session, a suspended one with the last close and without a volume, as baostock writes it."""
    bars = market.bars.get(symbol, ())
    days = sorted({*(bar.day for bar in bars), *(day for day in market.sessions if bars and day >= bars[0].day)})
    close = bars[0].open if bars else 0.0
    rows: list[dict[str, str]] = []
    for day in days:
        paid = sum(one.cash / 10 for one in market.dividends.get(symbol, ()) if one.ex_date == day)
        reference = round(close - paid, 2)
        traded: list[Bar | None] = [bar for bar in bars if bar.day == day]
        for bar in traded or [None]:
            rows.append(_row(market, symbol, day, bar, reference))
            close = bar.close if bar else close
    return rows


def _row(market: Market, symbol: str, day: date, bar: Bar | None, reference: float) -> dict[str, str]:
    prices = {name: f"{getattr(bar, name) if bar else reference:.10f}" for name in ("open", "high", "low", "close")}
    return {
        **dict.fromkeys(DAY_FIELDS, ""),
        "date": str(day),
        "code": code(symbol),
        **prices,
        "preclose": f"{reference:.10f}",
        "volume": str(bar.volume) if bar else "",
        "amount": f"{bar.amount:.4f}" if bar else "",
        "adjustflag": "3",
        "tradestatus": "1" if bar else "0",
        "isST": str(int("ST" in market.shares[symbol].name)) if symbol in market.shares else "0",
    }


def _levels(market: Market, symbol: str) -> list[dict[str, str]]:
    return [
        {
            "date": str(level.day),
            "code": code(symbol),
            **{name: f"{getattr(level, name):.4f}" for name in ("open", "high", "low", "close")},
            "volume": str(level.volume),
            "amount": str(level.amount),
        }
        for level in market.index[symbol]
    ]


def _records(rows: list[list[str]]) -> str:
    return json.dumps({"record": rows}, ensure_ascii=False) if rows else ""


def _header(kind: str, length: int) -> bytes:
    return f"00.9.40{SPLIT}{kind}{SPLIT}{length:010d}".encode()
