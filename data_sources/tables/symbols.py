"""One spelling of a security: ``600000.SH``; every dialect of the field is read, and written again.

Dialects: ``600000.SH`` (Tushare, Wind), ``600000.SS`` (Yahoo), ``600000.XSHG`` (JoinQuant, rqalpha), ``600000.SSE``
(vn.py), ``SH600000`` (qlib), ``sh600000`` (Sina, Tencent), ``sh.600000`` (baostock), ``SHSE.600000`` (Juejin, 掘金),
``SH.600000`` (Futu), ``1.600000`` (Eastmoney secid) and bare ``600000`` (the exchange follows from the A-share number
range). Shenzhen and Beijing alike: ``.SZ``, ``.XSHE``, ``.SZSE``, ``SZSE.``, ``.BJ``, ``.XBSE``, ``.BSE``, ``BJSE.``.
An index of Shenwan (申万) is ``801081.SI``, as Tushare and Wind write it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from data_sources.errors import InputError
from data_sources.language.text import both

Exchange: TypeAlias = Literal["SH", "SZ", "BJ", "CSI", "SI"]
Board: TypeAlias = Literal["main", "chinext", "star", "beijing"]
BOARDS: tuple[Board, ...] = get_args(Board)

EXCHANGE_WORDS: dict[str, Exchange] = {
    "SH": "SH", "SS": "SH", "XSHG": "SH", "SSE": "SH", "SHSE": "SH",
    "SZ": "SZ", "XSHE": "SZ", "SZSE": "SZ",
    "BJ": "BJ", "XBSE": "BJ", "BJSE": "BJ", "BSE": "BJ",
    "CSI": "CSI",
    "SI": "SI",
}  # fmt: skip
EASTMONEY_MARKETS: dict[str, Exchange] = {"1": "SH", "0": "SZ", "2": "CSI"}

CODE_LAST = re.compile(r"([A-Za-z]{2,4})\.?([0-9]{6})")
CODE_FIRST = re.compile(r"([0-9]{6}|[A-Z][0-9]{5})\.([A-Z]{2,4})")
SECID = re.compile(r"([012])\.([0-9]{6}|[A-Z][0-9]{5})")
BARE = re.compile(r"[0-9]{6}")
BARE_INDEX = re.compile(r"(000|399|899|[0-9]{3}|[HN][0-9]{2})[0-9]{3}")
BARE_INDEX_EXCHANGES: dict[str, Exchange] = {"000": "SH", "399": "SZ", "899": "BJ"}
"""By the beginning of an index's number. Source: the exchanges' code allocation rules (证券代码分配规则)."""
INDEX_HOUSES: tuple[Exchange, ...] = ("CSI", "SI")
"""They number indices and nothing else."""
SHENWAN_INDEX = re.compile(r"8[05][0-9]{4}")
"""Shenwan's numbers: 801xxx for markets and industries of level 1 and 2, 85xxxx for level 3. None is one of CSI."""

# Number ranges of A shares. Source: the exchanges' code allocation rules (证券代码分配规则). 689: depositary receipts.
A_SHARE_BOARDS: tuple[tuple[str, Exchange, Board], ...] = (
    ("688", "SH", "star"),
    ("689", "SH", "star"),
    ("68", "SH", "main"),
    ("60", "SH", "main"),
    ("000", "SZ", "main"),
    ("001", "SZ", "main"),
    ("002", "SZ", "main"),
    ("003", "SZ", "main"),
    ("300", "SZ", "chinext"),
    ("301", "SZ", "chinext"),
    ("302", "SZ", "chinext"),
    ("", "BJ", "beijing"),
)

TWIN_INDICES = {"399300.SZ": "000300.SH", "000300.SZ": "000300.SH"}
"""Indices with a number at each exchange. Source: China Securities Index, CSI 300 (沪深300): 000300 and 399300.

Shenzhen lists nothing as 000300: a bare 000300 was taken for a share of its.
"""


@dataclass(frozen=True, order=True)
class Symbol:
    """A security code and its exchange; sorts by the full string ``600000.SH``."""

    code: str
    exchange: Exchange

    def __str__(self) -> str:
        """Return the canonical spelling, ``600000.SH``."""
        return f"{self.code}.{self.exchange}"

    @property
    def board(self) -> Board | None:
        """The A-share board whose limits and lots apply; None for an index, a B share, a fund or a bond."""
        for prefix, exchange, board in A_SHARE_BOARDS:
            if exchange == self.exchange and self.code.startswith(prefix):
                return board
        return None

    @property
    def is_index(self) -> bool:
        """Whether it is numbered as an index: ``000xxx.SH``, ``399xxx.SZ``, ``899xxx.BJ``, or of an index house."""
        return self.exchange in INDEX_HOUSES or BARE_INDEX_EXCHANGES.get(self.code[:3]) == self.exchange

    def written(self, dialect: str) -> str:
        """Spell the symbol as another system does.

        Dialects: tushare, yahoo, joinquant, vnpy, qlib, sina, baostock, eastmoney, bare; InputError for another word.
        """
        exchange = self.exchange
        spellings = {
            "tushare": str(self),
            "yahoo": f"{self.code}.{'SS' if exchange == 'SH' else exchange}",
            "joinquant": f"{self.code}.{ {'SH': 'XSHG', 'SZ': 'XSHE', 'BJ': 'XBSE'}.get(exchange, exchange) }",
            "vnpy": f"{self.code}.{ {'SH': 'SSE', 'SZ': 'SZSE', 'BJ': 'BSE'}.get(exchange, exchange) }",
            "qlib": f"{exchange}{self.code}",
            "sina": f"{exchange.lower()}{self.code}",
            "baostock": f"{exchange.lower()}.{self.code}",
            "eastmoney": f"{ {'SH': 1, 'CSI': 2}.get(exchange, 0) }.{self.code}",
            "bare": self.code,
        }
        if dialect not in spellings:
            raise InputError(f"symbol dialect {dialect!r} is unknown; there are {', '.join(spellings)}")
        return spellings[dialect]


def parse_symbol(text: str) -> Symbol:
    """Read a security in any dialect of this module.

    Bare digits are read as the A share of that number. An Eastmoney ``0.`` is Shenzhen or, for a Beijing number,
    Beijing. Raises InputError for anything else; whether the result is an A share is ``symbol.board``'s answer.
    """
    word = text.strip()
    if match := SECID.fullmatch(word):
        market, code = match.groups()
        exchange: Exchange | None = EASTMONEY_MARKETS[market]
        if exchange == "SZ" and _bare_exchange(code) == "BJ":
            exchange = "BJ"
    elif match := CODE_LAST.fullmatch(word):
        exchange, code = EXCHANGE_WORDS.get(match[1].upper()), match[2]
    elif match := CODE_FIRST.fullmatch(word.upper()):
        code, exchange = match[1], EXCHANGE_WORDS.get(match[2])
    elif BARE.fullmatch(word):
        code, exchange = word, _bare_exchange(word)
    else:
        code, exchange = word, None
    if exchange is None:
        raise InputError(
            both(
                f"symbol {text!r} is in no known dialect; write it like 600000.SH",
                f"无法识别证券代码 {text!r}；请写成 600000.SH 的形式",
            )
        )
    return Symbol(code, exchange)


def is_symbol(text: str) -> bool:
    """Say whether a text is a security in a dialect of this module."""
    try:
        return bool(parse_symbol(text))
    except InputError:
        return False


def parse_a_share(text: str) -> Symbol:
    """Read a security and insist that it is an A share; raises InputError otherwise."""
    symbol = parse_symbol(text)
    if symbol.board is None:
        raise InputError(
            both(
                f"{text!r} is no A-share code; A shares are 60x, 68x .SH, 000-003, 300-302 .SZ and .BJ",
                f"{text!r} 不是 A 股代码；A 股为 60x、68x（.SH），000–003、300–302（.SZ）及 .BJ",
            )
        )
    return symbol


def a_share_symbol(text: str) -> str:
    """Return the canonical symbol of an A share, "" for an index, a B share, a fund, a bond and for no code at all."""
    try:
        return str(parse_a_share(text))
    except InputError:
        return ""


def parse_index(text: str) -> Symbol:
    """Read an index in any dialect.

    Bare ``000300`` is Shanghai's, ``399006`` Shenzhen's, ``801081`` Shenwan's, ``930713`` and ``H00300`` are CSI's. An
    index with a number at each exchange has one spelling: ``399300.SZ`` is ``000300.SH``. Bare digits mean another
    security here than in ``parse_symbol``: as a share, 000300 would be a Shenzhen one.
    """
    word = text.strip().upper()
    if SHENWAN_INDEX.fullmatch(word):
        return Symbol(word, "SI")
    if match := BARE_INDEX.fullmatch(word):
        symbol = Symbol(word, BARE_INDEX_EXCHANGES.get(match[1], "CSI"))
    else:
        symbol = parse_symbol(text)
    twin = TWIN_INDICES.get(str(symbol))
    return parse_symbol(twin) if twin else symbol


def _bare_exchange(code: str) -> Exchange | None:
    for prefix, exchange, _ in A_SHARE_BOARDS:
        if prefix and code.startswith(prefix):
            return exchange
    return "BJ" if code[:1] in "489" and code[:3] != "900" else None
