"""The documents, series and strategy files that a command knows: those that ship, and those of a user's folder."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from data_sources.errors import InputError, UserError
from data_sources.language.text import both
from data_sources.tables.signals import Signals, SignalValue
from strategies.documents.document import Membership, Report
from strategies.documents.library import load_reports, memberships_of, named_from
from strategies.library.fault import FileFault
from strategies.signals.quantities import belongs
from strategies.signals.values import load_signal_values

MOST_SHOWN = 3
"""Faults in the line that each command says; ``doctor`` and ``--json`` have them all."""


@dataclass(frozen=True)
class ReportsFolder:
    """What a folder of the user's holds.

    ``read`` are the files whose documents and values count, by their name below ``path``, each with its SHA-256 sum;
    ``strategy_files`` are paths by the name that a strategy has on the command line. Nothing of ``faults`` counts.
    ``shown`` is what readers may see of where it lies, empty where everybody who reads of it may see all.
    """

    path: Path
    reports: tuple[Report, ...] = ()
    signals: tuple[SignalValue, ...] = ()
    strategy_files: Mapping[str, Path] = field(default_factory=dict)
    read: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[FileFault, ...] = ()
    shown: str = ""

    @property
    def place(self) -> str:
        """Where it lies, from any folder; for readers what they may see of that."""
        return self.shown or str(self.path.absolute())

    @property
    def counted(self) -> str:
        """What is in it, in words."""
        series = len({each.series for each in self.signals})
        parts = ((len(self.reports), "document"), (series, "series"), (len(self.strategy_files), "strategy file"))
        return ", ".join(f"{n} {word}{'' if n == 1 or word == 'series' else 's'}" for n, word in parts)

    def document(self) -> dict[str, object]:
        """Return what is in it as plain values, without the faults."""
        return {
            "path": str(self.path),
            "documents": [each.id for each in self.reports],
            "series": sorted({each.series for each in self.signals}),
            "strategies": sorted(self.strategy_files),
        }


@dataclass(frozen=True, eq=False, repr=False)
class Library:
    """Documents and series, sorted as the shipped ones are; ``folder`` is the user's, None without one.

    It is a value that is handed from function to function: nothing keeps it, so that two runs of one process may rest
    on two folders.
    """

    reports: tuple[Report, ...]
    signals: Signals
    folder: ReportsFolder | None = None

    def __repr__(self) -> str:
        """Return the counts and the folder, not the rows."""
        beside = f", with {self.folder.path}" if self.folder else ""
        return f"<Library: {len(self.reports)} reports, {len(self.signals):,} signal values{beside}>"

    @property
    def strategy_files(self) -> Mapping[str, Path]:
        """The user's strategy files by name."""
        return self.folder.strategy_files if self.folder else {}

    @property
    def faults(self) -> tuple[FileFault, ...]:
        """The files of the folder that could not be used."""
        return self.folder.faults if self.folder else ()

    @property
    def left_out(self) -> str:
        """Say in one line which files of the folder could not be used and why; empty when all could be."""
        if not self.folder or not self.faults:
            return ""
        files = "1 file" if len(self.faults) == 1 else f"{len(self.faults)} files"
        shown = "; ".join(fault.problem for fault in self.faults[:MOST_SHOWN])
        more = len(self.faults) - MOST_SHOWN
        rest = f"; and {more} more, which `backtest doctor` names" if more > 0 else ""
        return f"{self.folder.path}: {files} left out: {shown}{rest}"

    @property
    def sum(self) -> str:
        """The SHA-256 sum of what the folder adds to the shipped documents and series; empty when it adds nothing."""
        if self.folder is None or not self.folder.read:
            return ""
        lines = (f"{digest}  {name}\n" for name, digest in sorted(self.folder.read.items()))
        return sha256("".join(lines).encode()).hexdigest()

    def report(self, report_id: str) -> Report:
        """Return one report by its id.

        Raises UserError: for a file of the folder that would be it and is faulty, what is wrong with it; otherwise
        that it is unknown, with the ids there are.
        """
        found = next((each for each in self.reports if each.id == report_id), None)
        if found:
            return found
        self.insist_on_sound(report_id)
        there = [each.id for each in self.reports]
        raise InputError(
            both(
                f"report {report_id!r} is unknown; there are {', '.join(there)}",
                f"没有研报 {report_id!r}；现有 {'、'.join(there)}",
            )
        )

    def insist_on_sound(self, called: str) -> None:
        """Raise UserError with what is wrong when a faulty file of the folder would be what is ``called`` so."""
        for fault in self.faults:
            if called in fault.called:
                raise UserError(fault.sentence)

    def reports_as_of(self, as_of: date) -> tuple[Report, ...]:
        """Return the reports known on a day, their publication day included, the oldest first."""
        known = (each for each in self.reports if each.known_from <= as_of)
        return tuple(sorted(known, key=lambda each: (each.known_from, each.id)))

    def memberships(self, as_of: date | None = None) -> tuple[Membership, ...]:
        """Return the memberships of the reports in their order; with ``as_of`` those known after its close."""
        return memberships_of(self.reports, as_of)

    def named_from(self) -> Mapping[str, date]:
        """Return by symbol the first day on which a report that names it was known."""
        return named_from(self.memberships())

    def sum_for(self, series: Collection[str]) -> str:
        """Return the sum of the user's values of some series, empty without any.

        The names are those of sources of a quantity, see ``signals.quantities.belongs``.
        """
        ours = self.folder.signals if self.folder else ()
        rows = [repr(each) for each in ours if any(belongs(each.series, name) for name in series)]
        return sha256("\n".join(rows).encode()).hexdigest() if rows else ""


@cache
def shipped_library() -> Library:
    """What ships with the product and nothing else; read once per process."""
    return Library(load_reports(), load_signal_values())
