"""Shenwan Hongyuan Research: JSON with the whole history of one index, numbers as text in places."""

from __future__ import annotations

import json
from collections.abc import Mapping

from tests.vendor_server.market import Market

JSON = "application/json; charset=utf-8"


def levels(market: Market, query: Mapping[str, str], *, changed: bool) -> bytes:
    """Answer ``index_publish/trend``; the days cannot be chosen. Volume and amount in a unit that it does not name."""
    code = query["swindexcode"]
    rows = [
        {
            "swindexcode": code, "bargaindate": str(level.day), "openindex": f"{level.open:.2f}",
            "maxindex": f"{level.high:.2f}", "minindex": f"{level.low:.2f}", "closeindex": f"{level.close:.2f}",
            "hike": "0.00", "markup": "0.00", "bargainamount": round(level.volume / 1e8, 2),
            "bargainsum": round(level.amount / 1e8, 2),
        }
        for level in market.index.get(f"{code}.SI", ())
        if query["period"] == "DAY"
    ]  # fmt: skip
    if changed:
        rows = [{name: cell for name, cell in row.items() if name != "closeindex"} for row in rows]
    return json.dumps({"code": "200", "message": "ok", "data": rows}, ensure_ascii=False).encode()
