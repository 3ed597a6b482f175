"""A document drafted as a file of the reports: whom it names and where, and what a person still has to look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data_sources.errors import UserError
from data_sources.files import write_whole
from data_sources.given_path import given_path
from data_sources.store import opened_store, read_facts
from data_sources.store.earlier_names import earlier_names
from strategies.documents.library import memberships
from strategies.drafting.draft import draft
from strategies.drafting.facts import read_facts as read_own_facts
from strategies.drafting.head import head
from strategies.drafting.lines import Line
from strategies.drafting.names.company import Company
from strategies.drafting.names.dictionary import Dictionary, dictionary
from strategies.drafting.names.given_names import read_given_names
from strategies.drafting.names.judging import Decision
from strategies.drafting.names.listing import last_day_printed
from strategies.drafting.names.passages import passages
from strategies.drafting.proposal import Draft
from strategies.drafting.text import numbered_text, read_lines
from strategies.drafting.written import marks_of, written

if TYPE_CHECKING:
    import pandas as pd

OWN_LINES = (".txt", ".md", ".markdown")
"""Kinds of files whose lines a person counts as they are."""
COLUMNS = ("line", "name", "symbol", "taken", "standing", "sure", "rule", "why")


@dataclass(frozen=True, repr=False)
class DraftedReport:
    """The draft of a document's file as ``text``, its path when it was written, and all decisions behind it.

    ``counted`` is the text beside the draft whose lines it counts, None for a document that is a text itself.
    """

    file: Path
    text: str
    draft: Draft
    out: Path | None
    counted: Path | None = None

    @property
    def marks(self) -> int:
        """How many lines of the text a person still has to look at."""
        return marks_of(self.text)

    def __repr__(self) -> str:
        """Return what was found, not the text."""
        return (
            f"<DraftedReport of {self.file.name}: {len(self.draft.symbols)} symbols in {len(self.draft.theses)} theses,"
            f" {len(self.draft.excluded)} excluded, {self.marks} to check>"
        )

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        return {
            "file": self.file,
            "out": self.out,
            "counted": self.counted,
            "symbols": sorted(self.draft.symbols),
            "marks": self.marks,
            "text": self.text,
            "decisions": [_row(each) for each in self.draft.decisions],
        }

    def to_frame(self) -> pd.DataFrame:
        """One row per spelling that was taken or refused, with line and rule."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        return pd.DataFrame([_row(each) for each in self.draft.decisions], columns=[*COLUMNS])


def draft_report(
    file: str | Path, *, db: str | Path | None = None, names: str | Path | None = None, out: str | Path | None = None
) -> DraftedReport:
    """Draft the file of a document; the twin of ``backtest report draft``.

    Parameters
    ----------
    file : str or Path
        The document: text, Markdown, HTML, DOCX or PDF (with the extra ``documents``).
    db : str or Path, optional
        The store whose companies are looked for, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or
        else ``var/market.db``, under all names that it has had there. Names of the documents that ship are looked for
        too.
    names : str or Path, optional
        A CSV file of more names: ``symbol,name`` and, where they stood in a time alone, ``from,to``.
    out : str or Path, optional
        Where to write the draft, in a folder that is made if need be; its id is the file's name. A file that is there
        is not written over. Beside the draft of a document that is no text lies the text whose lines it counts.

    Returns
    -------
    DraftedReport
        The text of the file, with ``# CHECK:`` wherever a person has to look, and each spelling taken or refused.

    Raises
    ------
    InputError
        For a document or a file of names that cannot be read.
    UserError
        When ``out`` or the text beside it is there already, or its folder cannot be made.
    StoreError
        When there is no store.
    """
    place = given_path(file, "FILE")
    target = None if out is None else given_path(out, "--out")
    if target is not None:
        _refuse_unfit(place, target)
    lines = read_lines(place)
    facts = read_own_facts(lines)
    given = () if names is None else read_given_names(given_path(names, "--names"))
    day = last_day_printed(passages(lines))
    known = _dictionary(db, [(each.symbol, each.name) for each in given if each.stood(day)])
    found = draft(lines, known, facts)
    own = head(_word(place.stem if target is None else target.stem), facts)
    text = written(found, [*_few_known(known), *own])
    counted = None
    if target is not None:
        _make_folder(target)
        write_whole(target, text.encode())
        counted = _counted(place, target, lines)
    return DraftedReport(place, text, found, target, counted)


def _refuse_unfit(place: Path, target: Path) -> None:
    """Refuse a target before anything is read or written: below a file, or itself or its text there already."""
    above = next(each for each in target.parents if each.exists())
    if not above.is_dir():
        raise UserError(f"{above} is no folder, for --out {target}; give another --out")
    beside = () if place.suffix.lower() in OWN_LINES else (target.with_suffix(".txt"),)
    for path in (target, *beside):
        if path.exists():
            raise UserError(f"{path} is there already and a draft would replace your corrections; give another --out")


def _make_folder(target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"cannot make the folder {target.parent}: {error.strerror}; give another --out") from None


def _few_known(known: Dictionary) -> list[str]:
    """Say in the draft of whom the store knows nothing, when it holds a part of the market alone."""
    if known.whole_market:
        return []
    count = len(known.companies)
    return [f"# {count} companies are known here; any other is found by its code, or by its name with --names FILE."]


def _counted(place: Path, target: Path, lines: Sequence[Line]) -> Path | None:
    """Write the text whose lines were counted beside the draft, unless the document is that text itself."""
    text = numbered_text(lines).encode()
    if place.suffix.lower() in OWN_LINES:
        return None
    beside = target.with_suffix(".txt")
    write_whole(beside, text)
    return beside


def _dictionary(db: str | Path | None, given: Iterable[tuple[str, str]]) -> Dictionary:
    with opened_store(db) as engine:
        instruments = read_facts(engine).instruments
        earlier = [(symbol, name) for symbol, names_of in earlier_names(engine).items() for name in sorted(names_of)]
    shipped = [(each.symbol, each.name) for each in memberships()]
    companies: Iterable[Company] = (
        Company(each.symbol, each.name, each.list_date, each.delist_date) for each in instruments
    )
    return dictionary(companies, [*earlier, *shipped, *given])


def _word(stem: str) -> str:
    """Return a file's name as an id: lower case, with _ for what an id cannot have."""
    word = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "_-") else "_" for letter in stem)
    return word.strip("_").lower() or "draft"


def _row(decision: Decision) -> dict[str, object]:
    verdict = decision.verdict
    return {
        "line": decision.line,
        "name": decision.printed,
        "symbol": decision.company.symbol,
        "taken": verdict.taken,
        "standing": verdict.standing if verdict.taken else "",
        "sure": verdict.sure if verdict.taken else "",
        "rule": verdict.rule,
        "why": verdict.why,
    }
