"""The exchanges and CSI: JSON of Shanghai and CSI, spreadsheets of Shenzhen, callbacks of Beijing."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from tests.vendor_server.market import Market, Share

JSON = "application/json; charset=utf-8"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BEIJING_PAGE = 20
BEIJING_FIELDS = 48


def shanghai_list(market: Market, query: Mapping[str, str], *, changed: bool) -> bytes:
    """Answer ``commonQuery.do``: main board (1), STAR (8), or the delisted (company status 3)."""
    delisted = query["COMPANY_STATUS"] == "3"
    star = query["STOCK_TYPE"] == "8"
    rows = [
        {
            "A_STOCK_CODE": symbol[:6], "B_STOCK_CODE": "-", "COMPANY_CODE": symbol[:6], "SEC_NAME_CN": share.name,
            "SEC_NAME_FULL": share.name, "COMPANY_ABBR": share.name, "FULL_NAME": f"{share.name}股份有限公司",
            "LIST_DATE": f"{share.listed:%Y%m%d}",
            "DELIST_DATE": f"{share.delisted:%Y%m%d}" if share.delisted else "-",
        }
        for symbol, share in _of(market, "SH")
        if (share.delisted is not None) == delisted and (delisted or symbol.startswith(("688", "689")) == star)
    ]  # fmt: skip
    if changed:
        rows = [{name: cell for name, cell in row.items() if name != "LIST_DATE"} for row in rows]
    return json.dumps({"pageHelp": {}, "result": rows}, ensure_ascii=False).encode()


def shenzhen_sheet(market: Market, query: Mapping[str, str], *, changed: bool) -> bytes:
    """Answer ``ShowReport``: shares (1110), the delisted (1793_ssgs), changes of names (SSGSGMXX)."""
    catalogue = query["CATALOGID"]
    code = "代码" if changed else None
    head: tuple[str, ...]
    if catalogue == "1110":
        head = ("板块", "公司全称", code or "A股代码", "A股简称", "A股上市日期", "A股总股本", "A股流通股本", "所属行业")
        rows = [
            ("主板", "", symbol[:6], share.name, str(share.listed), "1,000", "1,000", "J")
            for symbol, share in _of(market, "SZ")
            if share.delisted is None
        ]
        return _sheet(head, tuple(rows))
    if catalogue == "1793_ssgs":
        head = (code or "证券代码", "证券简称", "上市日期", "终止上市日期")
        gone = [(symbol, share) for symbol, share in _of(market, "SZ") if share.delisted is not None]
        return _sheet(
            head, tuple((symbol[:6], share.name, str(share.listed), str(share.delisted)) for symbol, share in gone)
        )
    head = ("变更日期", code or "证券代码", "证券简称", "变更前简称", "变更后简称")
    changes = [(str(row.day), row.symbol[:6], row.after, row.before, row.after) for row in market.name_changes]
    return _sheet(head, tuple(changes))


def beijing_list(market: Market, form: Mapping[str, str], *, changed: bool) -> bytes:
    """Answer ``nqxxCnzq.do``: pages of 20 in a callback, 48 fields that akshare knows by position."""
    shares = [(symbol, share) for symbol, share in _of(market, "BJ") if share.delisted is None]
    start = int(form["page"]) * BEIJING_PAGE
    rows = [_beijing_row(symbol, share, changed=changed) for symbol, share in shares[start : start + BEIJING_PAGE]]
    pages = -(-len(shares) // BEIJING_PAGE)
    return f"null({json.dumps([{'content': rows, 'totalPages': pages}], ensure_ascii=False)})".encode()


def _beijing_row(symbol: str, share: Share, *, changed: bool) -> dict[str, object]:
    row: dict[str, object] = {f"x{place:02d}": "" for place in range(BEIJING_FIELDS - int(changed))}
    cells = {0: f"{share.listed:%Y%m%d}", 22: "20231231", 38: symbol[:6], 40: share.name}
    return row | {f"x{place:02d}": cell for place, cell in cells.items()}


def csi_levels(market: Market, query: Mapping[str, str], *, changed: bool) -> bytes:
    """Answer ``index-perf``: volume in 万手, amount in 亿元; a total-return index has a close only."""
    code, first, last = query["indexCode"], query["startDate"], query["endDate"]
    levels = next((rows for symbol, rows in market.index.items() if symbol.startswith(code)), ())
    rows = [
        {
            "tradeDate": f"{level.day:%Y%m%d}", "indexCode": code, "indexNameCnAll": "", "indexNameCn": "",
            "indexNameEnAll": "", "indexNameEn": "", "open": level.open or None, "high": level.high or None,
            "low": level.low or None, "close": level.close, "change": 0.0, "changePct": 0.0,
            "tradingVol": level.volume / 1e6 or None, "tradingValue": level.amount / 1e8 or None,
            "consNumber": 300, "peg": 11.5,
        }
        for level in levels
        if first <= f"{level.day:%Y%m%d}" <= last
    ]  # fmt: skip
    if changed:
        rows = [{name: cell for name, cell in row.items() if name != "peg"} for row in rows]
    return json.dumps({"code": "200", "msg": "Success", "data": rows, "success": True}).encode()


def _of(market: Market, exchange: str) -> Iterable[tuple[str, Share]]:
    return [(symbol, share) for symbol, share in sorted(market.shares.items()) if symbol.endswith(exchange)]


@lru_cache
def _sheet(head: Sequence[str], rows: tuple[tuple[str, ...], ...]) -> bytes:
    import openpyxl  # noqa: PLC0415 - takes a while, and only Shenzhen needs it

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("sheet")
    for row in (head, *rows):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
