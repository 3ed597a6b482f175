"""Tonghuashun: one page a company; its first table has what is expected of each year, the second what of its profit."""

from __future__ import annotations

from tests.vendor_server.market import Market

PAGE = "text/html; charset=gbk"
NOBODY = "本年度暂无机构做出业绩预测"


def expectations(market: Market, code: str, *, changed: bool) -> bytes:
    """Answer ``new/600000/worth.html``; without any house the page says so and has other tables only."""
    rows = [row for row in market.expectations if row.symbol.startswith(code)]
    names = ("年度", "预测机构数", "最小值", "平均" if changed else "均值", "最大值", "行业平均数")
    head = f"<tr>{''.join(f'<th>{name}</th>' for name in names)}</tr>"
    body = "".join(
        f"<tr><td>{row.year}</td><td>{row.houses}</td><td>{row.eps - 0.1:.2f}</td><td>{row.eps:.2f}</td>"
        f"<td>{row.eps + 0.1:.2f}</td><td>0.50</td></tr>"
        for row in rows
    )
    said = "" if rows else f"<p>{NOBODY}</p>"
    table = f"<table><thead>{head}</thead><tbody>{body or '<tr><td colspan=6>--</td></tr>'}</tbody></table>"
    return f"<html><body>{said}{table}{table}</body></html>".encode("gbk")
