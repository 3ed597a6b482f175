"""A made-up folder of documents as a user would keep it: one document, one file of series, one strategy file.

The document is written here and nowhere else, in the form that files have.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

NUMBER, BROKER, BROKER_WORD = "006", "Invented Securities", "invented"
KNOWN_FROM = "2025-09-01"
NAMES = ("609998.SH", "003997.SZ", "929997.BJ")
"""Whom the made-up document recommends: shares of the sample market that no shipped document names."""
SERIES = "invented/orders"

DOCUMENT = """\
id = "{number}"
broker = "{broker}"
broker_zh = "虚构证券"
title = "Invented pumps"
title_zh = "虚构水泵"
sector = "machinery"
published = {known_from}
rating = "看好"

[rating_standard]
horizon_months = 3
benchmark = "000300.SH"
stock = [ {{ class = "buy", rating = "买入", lower = 8 }}, {{ class = "sell", rating = "卖出" }} ]
industry = [ {{ class = "positive", rating = "看好", lower = 3 }}, {{ class = "negative", rating = "看淡" }} ]

[[thesis]]
id = "pumps"
name = "Pumps"
name_zh = "水泵"
lines = "1-2"
claim = "Towns that were built in a hurry replace their pumps all at the same time."
falsifiers = ["Orders of pumps fall for two quarters."]
[thesis.members]
"""
MEMBERSHIP = """\
"{symbol}" = {{ name = "虚构{place}号", line = 2, as = "formal", code = "printed", role = "maker" }}
"""
BASKET = """
[basket]
title = "Pumps, half of them while orders fall"
edited = 2025-09-02
max_weight = 0.5
[[basket.gate]]
when = "qoq(invented/orders) < 0"
exposure = 0.5
because = "line 2"
"""
VALUES = """\
series,period,period_end,published_on,value,unit,source
{series},2025Q1,2025-03-31,2025-05-02,100,pumps,an invented table
{series},2025Q2,2025-06-30,2025-08-04,120,pumps,an invented table
"""
STRATEGY = '''\
"""Pumps, all alike, from the day of the document on."""


def weights(history):
    held = sorted({each.symbol for each in history.memberships if each.report == "006"})
    days = [each.known_from for each in history.memberships if each.report == "006"]
    return {min(days): dict.fromkeys(held, 1 / len(held))} if held else {}
'''


def document(number: str = NUMBER, names: Sequence[str] = NAMES, known_from: str = KNOWN_FROM) -> str:
    """The text of a document that recommends some names."""
    members = (MEMBERSHIP.format(symbol=symbol, place=place) for place, symbol in enumerate(names, 1))
    return DOCUMENT.format(number=number, broker=BROKER, known_from=known_from) + "".join(members)


def values(series: str = SERIES) -> str:
    """The text of a file of two values."""
    return VALUES.format(series=series)


def made_folder(folder: Path, names: Sequence[str] = NAMES, known_from: str = KNOWN_FROM) -> Path:
    """Write the folder and return its path: ``006.toml``, ``signals/orders.csv`` and ``mine.py``."""
    (folder / "signals").mkdir(parents=True)
    (folder / "006.toml").write_text(document(names=names, known_from=known_from), encoding="utf-8")
    (folder / "signals" / "orders.csv").write_text(values(), encoding="utf-8")
    (folder / "mine.py").write_text(STRATEGY, encoding="utf-8")
    return folder
