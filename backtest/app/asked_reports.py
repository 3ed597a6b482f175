"""The reports of a call that judges them: those asked for, or all of them, as far as they were published by a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data_sources.errors import UserError
from data_sources.language.text import both
from strategies.documents.document import Report
from strategies.library.library import Library


def asked_reports(library: Library, ids: str | Sequence[str] | None, as_of: date | None) -> tuple[Report, ...]:
    """Return the reports asked for that were known on the day, the oldest first; UserError when there is none."""
    wanted = [ids] if isinstance(ids, str) else ids
    asked = [library.report(each) for each in dict.fromkeys(wanted)] if wanted else list(library.reports)
    known = [each for each in asked if as_of is None or each.published <= as_of]
    if not known:
        first = min(each.published for each in asked)
        raise UserError(
            both(
                f"on {as_of} none of these reports was published; the first came on {first}",
                f"截至 {as_of} 这些研报均未发布；最早一篇发布于 {first}",
            )
        )
    return tuple(sorted(known, key=lambda each: (each.published, each.id)))
