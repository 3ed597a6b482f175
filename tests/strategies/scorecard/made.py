"""A scorecard of a made-up document on a made-up market, small enough to be worked out on paper.

Published on Monday 2025-09-01 for three months, to Monday 2025-12-01, 65 weekdays later. Over these the CSI 300 goes
from 4,000 to 4,200, 5%, and the document's names by close:

- 609998.SH, rated to rise by 8 points more: 10 to 12, +20%, 15 points ahead: met.
- 003997.SZ, listed: 10 to 10.9, +9%, 4 points ahead: it did not beat by 8.
- 929997.BJ, listed: 10 to 8, -20%, 25 points behind: nor did this one; its own market has no benchmark printed.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from backtest.market.panel import Panel
from data_sources.tables.facts import Floats
from strategies.documents.document import Report
from strategies.documents.reading.report import read_text
from strategies.scorecard import Scorecard, score
from tests.made_documents import document
from tests.strategies.rules.market import make_panel, weekdays

MORE = """\
"609997.SH" = { name = "虚构四号", line = 5, as = "incidental" }

[ratings]
"609998.SH" = { name = "虚构1号", rating = "买入", line = 2 }

[[excluded]]
name = "虚构五号"
code = "09999.HK"
reason = "hong_kong"
line = 7

[[excluded]]
name = "虚构六号"
reason = "unlisted"
listed_on = 2025-12-15
line = 8
"""
SESSIONS = 65  # from the base to the end; one session lies before the base and one behind the end


def made_report() -> Report:
    """The made-up document 006 with a rating, a name in passing and two companies that nobody can hold here."""
    read = read_text("006.toml", document() + MORE)
    assert read.report is not None, read.faults
    return read.report


def made_panel() -> Panel:
    """The market of the module's head."""
    ends = {"609998.SH": 12.0, "003997.SZ": 10.9, "929997.BJ": 8.0}
    closes = {symbol: _path(10.0, end) + _wobble(number) for number, (symbol, end) in enumerate(ends.items(), 1)}
    return make_panel(weekdays("2025-08-29", SESSIONS + 3), closes, _path(4000.0, 4200.0))


def made_card(as_of: date | None = None) -> Scorecard:
    """The scorecard of that document on that market."""
    report = made_report()
    named = {each.symbol: report.known_from for each in report.memberships}
    return score(made_panel(), [report], as_of, named=named)


def _path(start: float, end: float) -> Floats:
    steps = np.arange(-1, SESSIONS + 2)
    line: Floats = start + (end - start) * steps / SESSIONS
    return line


def _wobble(number: int) -> Floats:
    """A detour of so many whole waves: nothing at the base and nothing at the end."""
    wave: Floats = 0.4 * np.sin(2 * np.pi * number * np.arange(-1, SESSIONS + 2) / SESSIONS)
    return wave
