"""Cells changed in a folder's files anywhere in the past: single ones, a rewritten history, rows taken away.

A changed cell reaches the store the same evening and its old value is kept as a revision; an adjusted or rewritten
history of a share is refused and named; a row that is gone is named and kept; ten nights without a change revise
nothing.
"""

from __future__ import annotations

from pathlib import Path

from tests.attacks.survival import Count, Survival
from tests.data_sources.refresh.feed import SYMBOLS, Feed, close, missing

BACK = (1, 3, 5, 8, 12, 19)


def attack(work: Path) -> Survival:
    """Change one thing a night, then leave the files alone."""
    count, feed = Count(), Feed(work)
    feed.night(20)
    for number, back in enumerate(BACK):
        tonight = 21 + number
        symbol, session = SYMBOLS[number], tonight - back
        if back == 1:
            feed.night(session)
        feed.faults[symbol, session, "close"] = close(symbol, session) + 0.03
        before = len(feed.revisions())
        result = feed.night(tonight)
        count.holds(
            f"a close {back} sessions back",
            done=result.outcome == "done",
            stored=abs((feed.stored(symbol, session) or 0) - close(symbol, session) - 0.03) < 1e-9,
            kept_as_one_revision=len(feed.revisions()) == before + 1,
        )
    feed.dropped.add((SYMBOLS[7], 4))
    result = feed.night(27)
    gone = [finding for finding in result.findings if finding.rule == "vanished_row"]
    count.holds("a row taken away", named=len(gone) == 1, kept=feed.stored(SYMBOLS[7], 4) == close(SYMBOLS[7], 4))
    before = len(feed.revisions())
    for session in range(28, 38):
        feed.night(session)
    count.holds("ten nights without a change", no_revision=len(feed.revisions()) == before)
    for session in range(30):
        for name, plus in (("open", 0.0), ("high", 0.1), ("low", -0.1), ("close", 0.0)):
            feed.faults[SYMBOLS[8], session, name] = (close(SYMBOLS[8], session) + plus) / 2
    result = feed.night(38)
    count.holds(
        "a history at half its price",
        named=missing(result) == [("bars", SYMBOLS[8], "rejected")],
        not_stored=feed.stored(SYMBOLS[8], 3) == close(SYMBOLS[8], 3) and len(feed.revisions()) == before,
        others_published=feed.stored(SYMBOLS[9], 38) == close(SYMBOLS[9], 38),
    )
    return count.survival()
