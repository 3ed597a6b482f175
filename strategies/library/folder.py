"""Read a user's folder of documents: ``DIR/*.toml``, ``DIR/signals/*.csv`` and ``DIR/*.py`` beside what ships.

A file that is wrong breaks itself alone: it becomes a fault, and the rest of the folder counts as if it were not there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Generic, TypeVar

from data_sources.errors import InputError, OptionError, UserError
from data_sources.given_path import given_path
from data_sources.language.refusals import reason_of
from data_sources.language.text import both
from data_sources.tables.signals import Signals, SignalValue
from data_sources.whole_file import read_whole
from strategies.documents.document import Report
from strategies.documents.reading import read_report
from strategies.library.fault import FileFault
from strategies.library.library import Library, ReportsFolder, shipped_library
from strategies.library.strategy_file import defines_rule
from strategies.registry import NAMES
from strategies.signals.values import Key, in_order, key_of, read_signal_rows

SIGNALS = "signals"
MOST_BYTES = 16 << 20
"""Of one file; a larger one is neither a document nor a table of a few values."""
OWN_ID = re.compile(r"""^\s*id\s*=\s*["']([^"'\n]+)["']""", re.MULTILINE)

Read = TypeVar("Read")


@dataclass(frozen=True)
class _Found(Generic[Read]):
    """What files of one kind hold, with the sum of each that counts, and what is wrong with the others."""

    values: tuple[Read, ...]
    sums: dict[str, str]
    faults: tuple[FileFault, ...]


def library_of(folder: str | Path) -> Library:
    """Return what ships, with the documents, series and strategy files of a folder beside it.

    An id that ships already, or that stands in an earlier file of the folder, is a fault of the file that has it. A
    value of a series that ships too joins the shipped ones under the same rules (``signals.origin``). One of the same
    series, period and publication day as a shipped one is left out when it says the same, and a fault when it says
    something else: of two numbers printed on one day no rule could know which one to read. An empty folder is as good
    as none.

    Raises UserError in one line when there is no such folder, or it cannot be looked into. It never raises for a file
    in it: see ``Library.faults``.
    """
    place, shipped = given_path(folder, "--reports").expanduser(), shipped_library()
    reports = _documents(_files(place, ".toml"), shipped.reports)
    series, unread = _signal_files(place / SIGNALS)
    signals = _values(series, shipped.signals)
    rules = _rules(_files(place, ".py"), {each.id for each in reports.values})
    found = ReportsFolder(
        path=place,
        reports=reports.values,
        signals=in_order(signals.values),
        strategy_files={path.stem: path.absolute() for path in rules.values},
        read={**reports.sums, **{f"{SIGNALS}/{name}": digest for name, digest in signals.sums.items()}},
        faults=(*reports.faults, *unread, *signals.faults, *rules.faults),
    )
    if not (found.reports or found.signals or found.strategy_files or found.read or found.faults):
        return shipped
    return Library(
        reports=tuple(sorted((*shipped.reports, *found.reports), key=lambda each: each.id)),
        signals=Signals.of(in_order((*shipped.signals, *found.signals))) if found.signals else shipped.signals,
        folder=found,
    )


def _files(folder: Path, ending: str) -> list[Path]:
    """Return the files of a folder by name; hidden ones, such as an editor's, are none of it."""
    try:
        names = sorted(each.name for each in folder.iterdir())
    except OSError as fault:
        raise OptionError(
            both(
                f"--reports {folder}: {fault.strerror or fault}; name the folder that your documents (*.toml) lie in",
                f"--reports {folder}：{reason_of(fault).zh}；请给出研报文件（*.toml）所在文件夹",
            )
        ) from None
    return [folder / name for name in names if name.lower().endswith(ending) and not name.startswith(".")]


def _signal_files(folder: Path) -> tuple[list[Path], tuple[FileFault, ...]]:
    """Return the files of series; none, and a fault, where ``signals`` is no folder or cannot be looked into."""
    try:
        return (_files(folder, ".csv"), ()) if os.path.lexists(folder) else ([], ())
    except OptionError:
        problem = f"{SIGNALS}: is no folder that can be looked into; series are files {SIGNALS}/*.csv"
        return [], (FileFault(folder, (SIGNALS,), problem),)


def _documents(files: Sequence[Path], shipped: Iterable[Report]) -> _Found[Report]:
    taken = {**dict.fromkeys(NAMES, "a strategy that ships"), **{each.id: "one that ships" for each in shipped}}

    def read(file: Path, _data: bytes) -> tuple[Report, ...]:
        report = read_report(file)
        if report.id in taken:
            raise InputError(f"{file.name}: id: {report.id!r} is {taken[report.id]} already; give this one another id")
        taken[report.id] = f"that of {file.name}"
        return (report,)

    return _each(files, read)


def _values(files: Sequence[Path], shipped: Iterable[SignalValue]) -> _Found[SignalValue]:
    taken: dict[Key, tuple[str, float]] = {key_of(each): (f"ships ({each.source})", each.value) for each in shipped}

    def read(file: Path, _data: bytes) -> tuple[SignalValue, ...]:
        rows: dict[Key, tuple[str, SignalValue]] = {}
        for place, value in read_signal_rows(file):
            key = key_of(value)
            where, other = taken.get(key, ("", value.value))
            if key in rows:
                where, other = f"stands in {rows[key][0]}", rows[key][1].value
            if other != value.value:
                raise InputError(
                    f"{place}: {value.series} of {value.period}, published on {value.published_on}, is "
                    f"{value.value:g} here and {other:g} where it {where}; keep one of them"
                )
            if not where:
                rows[key] = place, replace(value, source=f"{value.source} ({file.name})")
        taken.update({key: (f"stands in {place}", value.value) for key, (place, value) in rows.items()})
        return tuple(value for _, value in rows.values())

    return _each(files, read)


def _rules(files: Sequence[Path], documents: Collection[str]) -> _Found[Path]:
    def read(file: Path, data: bytes) -> tuple[Path, ...]:
        if not defines_rule(file, data):
            return ()
        if file.stem in documents:
            raise InputError(f"{file.name}: {file.stem} is the id of a document of the folder; rename the file")
        return (file,)

    return _each(files, read)


def _each(files: Sequence[Path], read: Callable[[Path, bytes], tuple[Read, ...]]) -> _Found[Read]:
    """Read one file after another; of one that is wrong nothing counts, whatever stands in it before the fault."""
    values: list[Read] = []
    sums: dict[str, str] = {}
    faults: list[FileFault] = []
    for file in files:
        data = b""
        try:
            data = read_whole(file, MOST_BYTES)
            values += read(file, data)
            sums[file.name] = sha256(data).hexdigest()
        except UserError as fault:
            faults.append(FileFault(file, _called(file, data), str(fault)))
        except OSError as fault:
            faults.append(FileFault(file, _called(file, data), f"{file.name}: {fault.strerror or fault}"))
        except UnicodeDecodeError as fault:
            problem = f"{file.name}: byte 0x{data[fault.start]:02x} is no UTF-8; save the file as UTF-8"
            faults.append(FileFault(file, _called(file, data), problem))
        except RecursionError as fault:
            faults.append(FileFault(file, _called(file, data), f"{file.name}: {fault}"))
    return _Found(tuple(values), sums, tuple(faults))


def _called(file: Path, data: bytes) -> tuple[str, ...]:
    """What somebody would ask for to get what is in a file: its name, and the id that a document gives itself."""
    own = OWN_ID.search(data.decode(errors="replace")) if file.suffix.lower() == ".toml" else None
    return (file.stem, file.name, *([own[1]] if own else []))
