"""A value of a chart in words, as its axis and the line above it write it."""

from __future__ import annotations

from backtest.result.wording import ABSENT, MINUS
from data_sources.language.text import Text, both, same
from reports.charts.model import Form

TEN_THOUSAND = 10_000.0


def read_out(value: float | None, form: Form) -> Text:
    """Return a value as the line above a chart reads it out."""
    if value is None:
        return same(ABSENT)
    if form == "percent":
        return same(_signed(value * 100, 1) + "%")
    if form == "share":
        return same(f"{value * 100:,.1f}%".replace("-", MINUS))
    if form == "points":
        return both(f"{_signed(value * 100, 1)} points", f"{_signed(value * 100, 1)} 个百分点")
    if form == "price":
        return same(f"{value:,.2f}")
    if form == "money":
        return both(f"{value:,.0f}", f"{value / TEN_THOUSAND:,.1f} 万")
    if form == "number":
        return same(f"{value:,.1f}".removesuffix(".0"))
    return same(f"{value:,.0f}" if form == "count" else f"{value:,.1f}")


def tick_label(value: float, form: Form) -> str:
    """Return a value as an axis writes it, with as many digits as a round number needs."""
    if form in {"percent", "points", "share"}:
        written = f"{value * 100:{'' if form == 'share' else '+'},.6g}" if value else "0"
        return written.replace("-", MINUS) + ("" if form == "points" else "%")
    return f"{value:,.6g}".replace("-", MINUS)


def _signed(value: float, digits: int) -> str:
    written = f"{value:+,.{digits}f}"
    return (written if set(written) & set("123456789") else written.lstrip("+-")).replace("-", MINUS)
