"""The whole file: what stands at its top, and every section by the module of its name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path

from data_sources.errors import InputError
from data_sources.language.text import both
from strategies.documents.document import DATE_BASES, Report
from strategies.documents.reading.basket import read_basket
from strategies.documents.reading.excluded import read_excluded
from strategies.documents.reading.fault import Fault, first_of
from strategies.documents.reading.forecasts import read_forecasts
from strategies.documents.reading.lines import Path as KeyPath
from strategies.documents.reading.lines import line_at, lines_of
from strategies.documents.reading.members import read_members
from strategies.documents.reading.no_toml import no_toml, no_utf8
from strategies.documents.reading.ratings import read_ratings
from strategies.documents.reading.row import ReportRow, Sheet
from strategies.documents.reading.standard import INDEX_CODE, class_of_word, read_standard
from strategies.documents.reading.theses import read_theses

TOP = (
    "id", "broker", "broker_zh", "title", "title_zh", "sector", "published", "date_basis", "date_note", "known_from",
    "priced_on", "rating", "rating_line", "rating_action", "industry_index", "note",
)  # fmt: skip
SECTIONS = ("rating_standard", "thesis", "ratings", "forecasts", "excluded", "renamed", "basket")
PRINTED, DERIVED = DATE_BASES


@dataclass(frozen=True)
class ReadFile:
    """A report file as far as it can be read: ``report`` is to be used only where there is no fault.

    With faults it has stand-ins for what is wrong, and is None when the text is not TOML. ``text`` is that of
    the file, "" where it could not be read as TOML.
    """

    name: str
    report: Report | None
    faults: tuple[Fault, ...]
    text: str

    def line(self, *path: str | int) -> int:
        """Return the line of a key in the file, or of the table around it."""
        return line_at(self._lines, path)

    @cached_property
    def _lines(self) -> Mapping[KeyPath, int]:
        return lines_of(self.text)


def read_report(file: Path | Traversable) -> Report:
    """Read and check one report file.

    Raises InputError with the first fault and the count of the others; ``check_report`` gives all of them.
    """
    report, faults = check_report(file)
    if report is None:
        raise InputError(first_of(faults))
    return report


def check_report(file: Path | Traversable) -> tuple[Report | None, tuple[Fault, ...]]:
    """Read one report file and return the report, None when anything in it is wrong, and all faults by their lines.

    Text that is not TOML, or a file that cannot be read, is one fault: nothing behind it can be told.
    """
    read = read_file(file)
    return (None if read.faults else read.report), read.faults


def read_file(file: Path | Traversable) -> ReadFile:
    """Read one report file as far as it goes; what is wrong never raises."""
    try:
        return read_text(file.name, file.read_text(encoding="utf-8-sig"))  # editors on Windows write that mark
    except OSError as fault:
        return ReadFile(file.name, None, (Fault(file.name, 0, "", f"cannot be read: {fault.strerror or fault}"),), "")
    except UnicodeDecodeError as fault:
        return ReadFile(file.name, None, (no_utf8(file.name, fault),), "")


def read_text(name: str, text: str) -> ReadFile:
    """Read the text of a report file, whose name begins every fault, as far as it goes."""
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as fault:  # no TOML, a number too long, tables too deep
        return ReadFile(name, None, (no_toml(name, text, fault),), "")
    sheet = Sheet(name, text, [])
    report = _report(ReportRow("", values, sheet))
    return ReadFile(name, report, tuple(sorted(sheet.faults, key=lambda each: each.line)), text)


def _report(row: ReportRow) -> Report:
    row.known_keys((*TOP, *SECTIONS))
    standard, theses = read_standard(row), read_theses(row)
    published = row.day("published")
    known_from = _known_from(row, published)
    title = row.text("title")
    priced_on, rating = row.optional_day("priced_on"), row.text("rating", default="")
    return Report(
        id=row.word("id"),
        broker=row.text("broker"),
        broker_zh=row.text("broker_zh", default=""),
        title=title,
        title_zh=row.text("title_zh", default=""),
        sector=row.text("sector"),
        published=published,
        date_basis=_date_basis(row),
        date_note=row.text("date_note", default=""),
        known_from=known_from,
        priced_on=priced_on,
        rating=rating,
        rating_class=class_of_word(row, "rating", rating, standard.industry),
        rating_line=row.whole("rating_line"),
        rating_action=row.text("rating_action", default=""),
        note=row.text("note", default=""),
        standard=standard,
        theses=theses,
        memberships=read_members(row, theses, known_from),
        ratings=read_ratings(row, standard, priced_on),
        excluded=read_excluded(row, theses),
        forecasts=read_forecasts(row),
        renamed=_renamed(row),
        industry_index=_index(row),
        basket=read_basket(row, theses, both(title, row.text("title_zh", default="") or title)),
    )


def _known_from(row: ReportRow, published: date) -> date:
    known_from = row.optional_day("known_from") or published
    if known_from < published < date.max:
        return row.refuse("known_from", f"{known_from} is before the publication on {published}", published)
    return known_from


def _date_basis(row: ReportRow) -> str:
    basis = row.text("date_basis", default=PRINTED, among=DATE_BASES)
    if basis == DERIVED and not row.values.get("date_note"):
        row.refuse("date_note", "is missing: say from what the date of a document that prints none was found", None)
    return basis


def _index(row: ReportRow) -> str:
    code = row.text("industry_index", default="")
    if code and not INDEX_CODE.fullmatch(code):
        return row.refuse("industry_index", f"{code!r} is no code of an index; write one like 801080.SI", "")
    return code


def _renamed(row: ReportRow) -> tuple[tuple[str, str], ...]:
    """The table ``[renamed]``: the name that companies bear today, where the document prints an earlier one."""
    table = row.table("renamed")
    return tuple((table.inside("renamed", {}, symbol).symbol(), table.text(symbol)) for symbol in table.values)
