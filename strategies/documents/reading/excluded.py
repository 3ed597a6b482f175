"""The array ``[[excluded]]``: companies that a document names and that no rule may hold, with the reason why."""

from __future__ import annotations

from collections.abc import Sequence

from strategies.documents.document import EXCLUSIONS, Excluded, Thesis
from strategies.documents.reading.row import ReportRow

KEYS = ("name", "code", "reason", "line", "thesis", "listed_on", "note")


def read_excluded(report: ReportRow, theses: Sequence[Thesis]) -> tuple[Excluded, ...]:
    """Read the excluded companies in the order of the file."""
    ids = [each.id for each in theses]
    return tuple(
        Excluded(
            report=str(report.values.get("id", "")),
            name=row.text("name"),
            reason=row.text("reason", among=EXCLUSIONS),
            line=row.whole("line"),
            code=row.text("code", default=""),
            thesis=row.text("thesis", default="", among=ids),
            listed_on=row.optional_day("listed_on"),
            note=row.text("note", default=""),
        )
        for row in report.rows("excluded", "excluded", KEYS)
    )
