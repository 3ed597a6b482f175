"""The beginning of a report file: what is known at the top, and every other key as a comment with its allowed words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from strategies.documents.basket import HOLDINGS, REBALANCES, WEIGHTINGS
from strategies.documents.document import CONFIDENCES, EXCLUSIONS, LISTED_AS, THESIS_KINDS

DEL = "\x7f"


@dataclass(frozen=True)
class Beginning:
    """What is known of a document before it is read; ``horizon`` is in months, empty and None what is not known."""

    id: str
    broker: str
    title: str
    published: date
    sector: str
    rating: str = ""
    horizon: int | None = None
    benchmark: str = ""
    priced_on: date | None = None


def skeleton(known: Beginning) -> str:
    """Return the text of a report file that can be read as it is and says, in comments, what may be added."""
    return "\n".join([*_head(known), "", *_standard(known), "", *_rest(), "", *_basket()]) + "\n"


def _head(known: Beginning) -> list[str]:
    rating = f"rating = {_text(known.rating)}" if known.rating else '# rating = "推荐"'
    priced = f"priced_on = {known.priced_on}" if known.priced_on else "# priced_on = 2026-02-27"
    return [
        "# docs/documents.md says what each key means; `backtest report check` says all that is wrong at once.",
        '# "line" counts lines of the text of the document.',
        "",
        f"id = {_text(known.id)}",
        f"broker = {_text(known.broker)}",
        '# broker_zh = "示例证券"',
        f"title = {_text(known.title)}",
        f"sector = {_text(known.sector)}",
        f"published = {known.published}",
        '# A document that prints no date: date_basis = "derived", and in date_note from what it was found.',
        f"{priced}  # the day of the printed prices",
        f"{rating}  # the word of the industry rating; none when none is printed",
        '# industry_index = "801080.SI"  # an index of the industry, by which that rating is judged',
    ]


def _standard(known: Beginning) -> list[str]:
    horizon = f"horizon_months = {known.horizon}" if known.horizon else "# horizon_months = 12"
    benchmark = f"{{ A = {_text(known.benchmark)} }}" if known.benchmark else ""
    return [
        "[rating_standard]",
        horizon,
        f"benchmark = {benchmark}" if benchmark else '# benchmark = { A = "000300.SH", BSE = "899050.BJ" }',
        "# Classes from best to worst: lower is the least excess in percentage points, and none for the last one.",
        "# stock = [",
        '#     { class = "buy", rating = "推荐", lower = 15 },',
        '#     { class = "add", rating = "谨慎推荐", lower = 5 },',
        '#     { class = "hold", rating = "中性", lower = -5 },',
        '#     { class = "sell", rating = "回避" },',
        "# ]",
        "# industry = [",
        '#     { class = "positive", rating = "推荐", lower = 5 },',
        '#     { class = "neutral", rating = "中性", lower = -5 },',
        '#     { class = "negative", rating = "回避" },',
        "# ]",
    ]


def _rest() -> list[str]:
    return [
        "# One table for each claim.",
        "[[thesis]]",
        'id = "first"',
        'name = "What the document claims, in your words"',
        f'# kind = "basket"  # {", ".join(THESIS_KINDS)}',
        '# lines = "12-40"',
        '# claim = "Why the names below should gain."',
        '# falsifiers = ["What would refute it"]',
        "",
        "[thesis.members]",
        '# "600000.SH" = { name = "浦发银行", segment = "banks", line = 12, as = "attention" }',
        f"# as: {', '.join(LISTED_AS)}; mentioned without it",
        f"# code: printed or knowledge (without it); confidence: {', '.join(CONFIDENCES)}; role and note: free text",
        "",
        "# Rated names, with the word of the stock classes and the printed close.",
        "[ratings]",
        '# "600000.SH" = { name = "浦发银行", rating = "推荐", close = 9.60, line = 32 }',
        "",
        "# Expected earnings per share and net profit, in CNY; by: broker (without it) or consensus.",
        "[forecasts]",
        '# "600000.SH" = { name = "浦发银行", line = 35, eps = { 2026 = 1.52, 2027 = 1.60 } }',
        "",
        "# Companies that nobody could buy on an A-share board.",
        f"# reason: {', '.join(EXCLUSIONS)}",
        "# [[excluded]]",
        '# name = "联想集团"',
        '# code = "00992.HK"',
        '# reason = "hong_kong"',
        "# line = 88",
    ]


def _basket() -> list[str]:
    return [
        "# Rules that `backtest run ID` trades; every key but edited may be left out.",
        "# [basket]",
        "# max_weight = 0.1",
        f'# weighting = "equal"  # {", ".join(WEIGHTINGS)}',
        f'# listing = "all"  # {", ".join(HOLDINGS)}',
        f'# rebalance = "month"  # {", ".join(REBALANCES)}',
        "# edited = 2026-03-03  # the day on which the rules were written",
        "# [[basket.sleeve]]",
        '# name = "banks"',
        "# share = 1",
        '# segments = ["banks"]',
        "# [[basket.gate]]",
        '# when = "yoy(capex/big4_sum) < 0"',
        "# exposure = 0.5  # invested while that holds",
    ]


def _text(word: str) -> str:
    """A TOML text; it escapes as JSON does, and one character more."""
    return json.dumps(" ".join(word.split()), ensure_ascii=False).replace(DEL, "\\u007f")
