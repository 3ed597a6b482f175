"""Tencent's answers: JSON assigned to a variable; rows of strings, lots except on STAR, amount in 万元."""

from __future__ import annotations

import json
from collections.abc import Mapping

from tests.vendor_server.market import Bar, Market

SCRIPT = "application/javascript; charset=utf-8"
STAR = ("sh688", "sh689")


def first_day(market: Market, query: Mapping[str, str]) -> bytes:
    """Answer ``weekTrends``, whose first row holds the first day there is."""
    bars = market.bars.get(_symbol(query["code"]), ())
    rows = [[str(bar.day), f"{bar.close:.2f}"] for bar in bars[:1]]
    return _assigned(query["_var"], {"code": 0, "msg": "", "data": rows})


def history(market: Market, query: Mapping[str, str], *, changed: bool, adjusted: bool) -> bytes:
    """Answer ``newfqkline``: a share, two years of days. Adjusted prices come under another key."""
    code, _, first, last, *_ = query["param"].split(",")
    bars = market.bars.get(_symbol(code), ())
    rows = [_row(code, bar)[: 6 if changed else None] for bar in bars if first <= str(bar.day) <= last or not first]
    key = "qfqday" if adjusted else "day"
    return _assigned(query["_var"], {"code": 0, "msg": "", "data": {code: {key: rows, "prec": "10.00"}}})


def _row(code: str, bar: Bar) -> list[object]:
    volume = bar.volume if code.startswith(STAR) else round(bar.volume / 100)
    prices = [f"{price:.3f}" for price in (bar.open, bar.close, bar.high, bar.low)]
    return [str(bar.day), *prices, f"{volume}.000", {}, "0.53", f"{bar.amount / 10000:.2f}", ""]


def _assigned(name: str, content: object) -> bytes:
    return f"{name}={json.dumps(content)}".encode()


def _symbol(code: str) -> str:
    return f"{code[2:]}.{code[:2].upper()}"
