"""A small report and a small market for it: 004's own rating standard, day and holiday, names of our choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from strategies.documents.document import Report
from strategies.documents.library import report
from tests.strategies.rules.market import member

# The sessions that matter to report 004, published on 2025-02-04 while the market was shut from 01-28 to 02-04; six
# months later is 2025-08-04.
SESSIONS = [date.fromisoformat(day) for day in (
    "2025-01-24", "2025-01-27", "2025-02-05", "2025-02-06", "2025-03-03", "2025-08-01", "2025-08-04", "2025-08-05",
)]  # fmt: skip
# The CSI 300 rises from 4,000 on the base to 4,200 on the end: 5%.
CSI_300 = [3900.0, 4000.0, 4010.0, 4020.0, 4030.0, 4190.0, 4200.0, 9999.0]


def small_report(symbols: Sequence[str], *, published: str = "2025-02-04", listing: str = "formal") -> Report:
    """Report 004 with one thesis that names these symbols."""
    source = report("004")
    thesis = next(each for each in source.theses if each.id == "ai_cloud_side")
    return replace(
        source,
        published=date.fromisoformat(published),
        known_from=date.fromisoformat(published),
        theses=(thesis,),
        memberships=tuple(member(symbol, "004.ai_cloud_side", "servers", published, listing) for symbol in symbols),
    )
