"""Rules of listing: who was not listed yet, or no more, could not be bought on the document's word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from strategies.drafting.names.company import Company
from strategies.drafting.names.passages import Passage
from strategies.drafting.names.sight import Sight, Verdict, refused

UNLISTED = re.compile(r"^\((?:[^()]{0,6})(?:未上市|拟上市|待上市|IPO|拟IPO|申报|过会)[^()]{0,8}\)")
DAY = re.compile(r"(20\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")


def last_day_printed(passages: Iterable[Passage]) -> date | None:
    """Return the latest full date that a document prints, which is the earliest on which it can have been written."""
    days = []
    for passage in passages:
        for match in DAY.finditer(passage.text):
            try:
                days.append(date(int(match[1]), int(match[2]), int(match[3])))
            except ValueError:
                continue
    return max(days, default=None)


def not_listed(company: Company, day: date | None) -> str:
    """Say why a company was no listed one on a day, "" when it was or when nothing is known."""
    if day and company.listed and company.listed > day:
        return f"listed on {company.listed}, after {day}"
    if day and company.delisted and company.delisted <= day:
        return f"delisted on {company.delisted}"
    return ""


def listing(sight: Sight, day: date | None) -> Verdict | None:
    """Refuse a company that is printed as unlisted (``printed_unlisted``) or was not listed then (``not_listed``)."""
    name = sight.hit.name
    if UNLISTED.match(sight.behind):
        return refused("printed_unlisted", f"{name.text} is printed as unlisted")
    why = not_listed(name.company, day)
    return refused("not_listed", why) if why else None
