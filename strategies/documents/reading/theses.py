"""The array ``[[thesis]]``: the causal claims of a document, in our words."""

from __future__ import annotations

from data_sources.language.text import Text, both
from strategies.documents.document import THESIS_KINDS, Thesis
from strategies.documents.reading.row import ReportRow
from strategies.documents.reading.signs import read_signs

KEYS = (
    "id", "name", "name_zh", "kind", "parent", "segments", "lines", "claim", "claim_zh",
    "falsifiers", "falsifiers_zh", "confirms", "confirms_zh", "members",
)  # fmt: skip
KIND = "basket"


def read_theses(report: ReportRow) -> tuple[Thesis, ...]:
    """Read the theses in the order of the file; segments that none of them lists are those of its members."""
    theses: list[Thesis] = []
    for row in thesis_rows(report):
        row.known_keys(KEYS)
        thesis = Thesis(
            report=str(report.values.get("id", "")),
            id=row.word("id"),
            name=row.text("name"),
            name_zh=row.text("name_zh", default=""),
            kind=row.text("kind", default=KIND, among=THESIS_KINDS),
            parent=row.text("parent", default=""),
            segments=row.texts("segments") or _segments_of_members(row),
            lines=row.text("lines", default=""),
            claim=claimed(row),
            falsifiers=read_signs(row, "falsifiers"),
            confirms=read_signs(row, "confirms"),
        )
        earlier = [each.id for each in theses]
        if thesis.id and thesis.id in earlier:
            row.refuse("id", f"thesis {thesis.id!r} stands twice", None)
        if thesis.parent and thesis.parent not in earlier:
            row.refuse("parent", f"{thesis.parent!r} is no thesis above this one", None, earlier)
        theses.append(thesis)
    return tuple(theses)


def claimed(row: ReportRow) -> Text:
    """Read the claim; the English one for both languages where the file has no Chinese one."""
    claim = row.text("claim", default="")
    return both(claim, row.text("claim_zh", default="") or claim)


def thesis_rows(report: ReportRow) -> list[ReportRow]:
    """Return the tables of the theses, each with its id as its place where it has one."""
    return [
        row.inside(f"thesis {row.values['id']}", row.values) if isinstance(row.values.get("id"), str) else row
        for row in report.rows("thesis", "thesis")
    ]


def _segments_of_members(thesis: ReportRow) -> tuple[str, ...]:
    """The segments of the members in their order; the id of the thesis where members name none."""
    members = thesis.values.get("members", {})
    if not isinstance(members, dict):
        return ()
    rows = [row for value in members.values() for row in (value if isinstance(value, list) else [value])]
    words = [row.get("segment", thesis.values.get("id")) for row in rows if isinstance(row, dict)]
    return tuple(dict.fromkeys(word for word in words if isinstance(word, str)))
