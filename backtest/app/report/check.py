"""All that is wrong with a report file, by itself and beside a store."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backtest.app.library import VARIABLE, Reports
from backtest.app.library import library as library_beside
from data_sources.calendar.today import today
from data_sources.errors import InputError, StoreError
from data_sources.given_path import given_path
from data_sources.language.text import both
from data_sources.store import opened_store, read_facts
from data_sources.store.earlier_names import earlier_names
from strategies.documents.checking.doubts import doubts_of
from strategies.documents.checking.held import day_doubts
from strategies.documents.checking.names import StoredNames, name_faults, name_remarks
from strategies.documents.checking.places import Place, places_of
from strategies.documents.checking.prices import price_faults
from strategies.documents.checking.series import series_doubts
from strategies.documents.reading import Fault, ReadFile, read_file
from strategies.library.folder import library_of
from strategies.library.library import Library
from strategies.registry import STRATEGIES

if TYPE_CHECKING:
    import pandas as pd

    from data_sources.tables.facts import Facts


@dataclass(frozen=True, repr=False)
class CheckedReport:
    """What was found in a report file, each list in the order of its lines.

    ``report`` is its id, "" where it has none; ``snapshot`` is that of the store it was held against, "" for none.
    ``faults`` must be mended before the report can be read, ``warnings`` deserve a look, ``remarks`` say what could not
    be checked.
    """

    file: Path
    report: str
    snapshot: str
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    remarks: tuple[Fault, ...]

    def __repr__(self) -> str:
        """Return the counts, not the sentences."""
        counts = f"{len(self.faults)} faults, {len(self.warnings)} warnings, {len(self.remarks)} remarks"
        return f"<CheckedReport {self.file.name}: {counts}>"

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document; each row has its sentence too."""
        return {
            "file": self.file,
            "report": self.report,
            "snapshot": self.snapshot or None,
            **{name: [asdict(each) | {"sentence": each.sentence} for each in rows] for name, rows in self._lists()},
        }

    def to_frame(self) -> pd.DataFrame:
        """One row per fault, warning and remark: ``severity`` and the fields of ``Fault``."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        columns = ["severity", "file", "line", "where", "what", "allowed"]
        rows = [{"severity": name.removesuffix("s"), **asdict(each)} for name, found in self._lists() for each in found]
        return pd.DataFrame(rows, columns=columns)

    def _lists(self) -> tuple[tuple[str, tuple[Fault, ...]], ...]:
        return ("faults", self.faults), ("warnings", self.warnings), ("remarks", self.remarks)


def report_check(file: str | Path, *, reports: Reports = None, db: str | Path | None = None) -> CheckedReport:
    """Check a report file: its form, its series, and its names and printed closes against a store when there is one.

    Parameters
    ----------
    file : str or Path
        The file, TOML as ``docs/documents.md`` describes it.
    reports : str, Path or Library, optional
        The folder of documents whose series its conditions may read and whose ids are taken; by default
        ``BACKTEST_REPORTS``, or else the folder in which the file lies.
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``. Without a
        store at the default place the file is checked by itself, and a remark says so.

    Returns
    -------
    CheckedReport
        All faults at once, each with its line in the file and the words that are allowed there; what is only doubtful,
        and what could not be checked, stand apart. A name that differs as names do (ST, XD, spaces, shortened) is none.

    Raises
    ------
    UserError
        When there is no such file or folder (``StoreError`` when ``db`` is no store).
    """
    path = given_path(file, "the report file")
    if path.is_dir():
        raise InputError(
            both(
                f"{path} is a folder; name one file in it, such as {path / '006.toml'}",
                f"{path} 是文件夹；请给出其中的一个文件，如 {path / '006.toml'}",
            )
        )
    if not path.is_file():
        raise InputError(
            both(
                f"there is no file {path}; begin one with: backtest report new {path}",
                f"没有文件 {path}；可先新建：backtest report new {path}",
            )
        )
    read = read_file(path)
    places = places_of(read)
    library = library_of(path.parent) if reports is None and not os.environ.get(VARIABLE) else library_beside(reports)
    taken = _taken(read, library)
    try:
        facts, names = _stored(db)
    except StoreError as fault:
        if db is not None:
            raise
        remark = Fault(read.name, 0, "", f"names and closes are not held against a store: {fault}")
        warnings = _doubts(read, places, library.signals.by_series)
        return CheckedReport(path, _id_of(read), "", _sorted(*read.faults, *taken), warnings, (remark,))
    warnings = _doubts(read, places, {**library.signals.by_series, **facts.signals.by_series})
    faults, remarks = _beside(read, places, facts, names)
    return CheckedReport(
        path, _id_of(read), facts.snapshot, _sorted(*read.faults, *taken, *faults), warnings, _sorted(*remarks)
    )


def _doubts(read: ReadFile, places: tuple[Place, ...], series: Collection[str]) -> tuple[Fault, ...]:
    """What deserves a look in a file without a fault of its own."""
    report = read.report
    if report is None or read.faults:
        return ()
    doubts = (doubts_of(read, report, places), series_doubts(read, report, series), day_doubts(read, report, today()))
    return _sorted(*chain.from_iterable(doubts))


def _taken(read: ReadFile, library: Library) -> tuple[Fault, ...]:
    """A fault for an id that is not the file's alone: a folder leaves such a file out."""
    called = _id_of(read)
    other = next((each for each in library.reports if each.id == called and each != read.report), None)
    if called not in STRATEGIES and other is None:
        return ()
    whose = f"of {other.broker}: {other.title}" if other else "that of a strategy that ships"
    return (Fault(read.name, read.line("id"), "id", f"{called!r} is taken, {whose}; give this one another id"),)


def _id_of(read: ReadFile) -> str:
    return read.report.id if read.report else ""


def _sorted(*faults: Fault) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda each: each.line))


def _stored(db: str | Path | None) -> tuple[Facts, StoredNames]:
    with opened_store(db) as engine:
        facts = read_facts(engine)
        today: Mapping[str, str] = {each.symbol: each.name for each in facts.instruments if each.name}
        return facts, StoredNames(today, earlier_names(engine))


def _beside(
    read: ReadFile, places: tuple[Place, ...], facts: Facts, names: StoredNames
) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """The faults beside a store, and the remarks: the first place of each symbol that it does not have."""
    if read.report is None:
        return (), ()
    known = {each.symbol for each in facts.instruments} | set(facts.bars.symbols)
    absent = {each.symbol: each for each in reversed(places) if each.symbol not in known}
    remarks = [
        each.fault(f"{each.name} is not in the store, so that its name and close are not checked")
        for each in absent.values()
    ]
    if facts.simulated:
        invented = (
            "the store is a SIMULATED market: its names and closes are invented, so that none is held against them"
        )
        return (), (Fault(read.name, 0, "", invented), *remarks)
    wrong_closes, without_bar = price_faults(places, facts.bars)
    return (*name_faults(read.report, places, names), *wrong_closes), (
        *remarks,
        *name_remarks(places, names),
        *without_bar,
    )
