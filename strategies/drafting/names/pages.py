"""Rules of pages that are not about companies: disclaimers, the analysts' lives, titles of other research."""

from __future__ import annotations

from strategies.drafting.names.sight import Sight, Verdict, accepted, refused

REASONS = {
    "disclaimer": "the disclaimer names it",
    "analysts": "an analyst's life names it",
    "related": "the title of another document names it",
}
RULES = {"disclaimer": "disclaimer", "analysts": "analyst_page", "related": "related_research"}


def pages(sight: Sight) -> Verdict | None:
    """Refuse names there (``disclaimer``, ``analyst_page``, ``related_research``); take one of the ``contents``."""
    section = sight.passage.section
    if section in RULES:
        return refused(RULES[section], REASONS[section])
    if section == "contents":
        return accepted("contents", "the table of contents names it", "medium")
    return None
