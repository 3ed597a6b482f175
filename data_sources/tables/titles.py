"""The title that a terminal puts above its rows: code, name, interval and how prices are adjusted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data_sources.errors import InputError
from data_sources.tables.symbols import parse_symbol

TITLE = re.compile(r"\W*(?P<code>(?:[A-Za-z]{2}[#.]?)?[0-9]{6}(?:\.[A-Za-z]{2,4})?)[)\s,，]+(?P<name>\S.*?)?")
INTERVAL = re.compile(r"(?:[0-9]+ ?分钟|日|周|月|季|年)线")
ADJUSTMENT = re.compile(r"(?:定点|等比)?(?:不|前|后)?复权")


@dataclass(frozen=True)
class Title:
    """Of a title like ``600183 生益科技 日线 不复权``; what it does not name is "".

    ``symbol`` is canonical: bare digits are read as a share, so the name of the file, where it names the exchange as
    well, knows an index better. ``interval`` and ``adjustment`` are the terminal's words (日线 daily; 不复权 raw,
    前复权 and 后复权 adjusted).
    """

    symbol: str
    name: str
    interval: str
    adjustment: str


def title_of(around: Sequence[str]) -> Title | None:
    """Return the first line around a table that names a security by its code, None when no line does."""
    return next((title for line in around if (title := _title(line)) is not None), None)


def _title(line: str) -> Title | None:
    interval, adjustment = INTERVAL.search(line), ADJUSTMENT.search(line)
    rest = ADJUSTMENT.sub(" ", INTERVAL.sub(" ", line)).strip()
    match = TITLE.fullmatch(f"{rest} ")
    if match is None:
        return None
    try:
        symbol = str(parse_symbol(match["code"].replace("#", "")))
    except InputError:
        return None
    name = " ".join((match["name"] or "").split())
    return Title(symbol, name, interval[0] if interval else "", adjustment[0] if adjustment else "")
