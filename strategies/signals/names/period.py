"""How a period is said: 2025Q3 is 2025 年三季度."""

from __future__ import annotations

from data_sources.language.text import Text, same
from strategies.signals.period import WRITTEN, read_period

QUARTERS = ("一", "二", "三", "四")


def period_name(period: str) -> Text:
    """Return a period as it is written and in Chinese; days, and what names no period, are alike in both."""
    found = WRITTEN.fullmatch(period)
    if found is None or read_period(period) is None or found["day"]:
        return same(period)
    year, first, last = found["year"], found["quarter"], found["last_quarter"]
    if found["month"]:
        return Text(period, f"{year} 年 {int(found['month'])} 月")
    if found["half"]:
        return Text(period, f"{year} 年{'上' if found['half'] == '1' else '下'}半年")
    if last and first == "1":
        return Text(period, f"{year} 年前{QUARTERS[int(last) - 1]}季度")
    if last:
        return Text(period, f"{year} 年{QUARTERS[int(first) - 1]}至{QUARTERS[int(last) - 1]}季度")
    if first:
        return Text(period, f"{year} 年{QUARTERS[int(first) - 1]}季度")
    if found["last_year"]:
        return Text(period, f"{year} 至 {found['last_year']} 年")
    return Text(period, f"{year} {'财' if found['fiscal'] else ''}年")
