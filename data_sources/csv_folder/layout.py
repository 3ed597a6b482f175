"""Which files of a folder hold which table, and all of them read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from data_sources.csv_folder.csv_text import read_csv
from data_sources.csv_folder.parquet import read_parquet
from data_sources.errors import UserError
from data_sources.given_path import given_path
from data_sources.progress import Progress
from data_sources.tables.action_days import one_action_a_day
from data_sources.tables.cells import typed_frame
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame, concatenate
from data_sources.tables.raw import FileFaultError, RawTable
from data_sources.tables.schema import ACTIONS, TABLES, Table
from data_sources.whole_file import read_whole

MOST_BYTES = 4 << 30
"""Of one file: the bars of all shares over twenty years are less."""
SUFFIXES = (".csv", ".parquet")
SIMULATED_MARK = "SIMULATED.txt"
"""A folder with this file holds a simulated market; everything made from it says so."""


@dataclass(frozen=True)
class FolderReading:
    """The tables of a folder as they could be read, what was wrong, and the names of what was not a table."""

    source: str
    frames: Mapping[str, Frame]
    findings: tuple[Finding, ...]
    left_alone: tuple[str, ...]
    simulated: bool


def read_folder(folder: Path, progress: Progress | None = None) -> FolderReading:
    """Read every table of a folder, rows in key order. Wrong files and cells become findings, never exceptions.

    ``progress`` hears (what, done, of how many) after each file. Raises UserError when there is no such folder.
    """
    insist_on_folder(folder)
    try:
        files = [(table, path) for name, table in TABLES.items() for path in table_files(folder, name)]
    except OSError as error:
        raise UserError(f"{folder} cannot be read: {error.strerror}") from None
    parts: dict[str, list[Frame]] = {}
    findings: list[Finding] = []
    for number, (table, path) in enumerate(files, start=1):
        name = path.relative_to(folder).as_posix()
        try:
            frame, found = _read_file(path, table, name)
            parts.setdefault(table.name, []).append(frame)
            findings.extend(found)
        except FileFaultError as fault:
            findings.append(fault.finding(table.name, name))
            parts.setdefault(table.name, [])
        if progress:
            progress(f"reading {table.name}", number, len(files))
    frames = {name: concatenate(TABLES[name], found).in_key_order() for name, found in parts.items()}
    if ACTIONS.name in frames:
        frames[ACTIONS.name], joined = one_action_a_day(frames[ACTIONS.name])
        findings.extend(joined)
    findings.extend(_missing_tables(folder, frames))
    return FolderReading(
        folder.resolve().name,
        frames,
        tuple(findings),
        _left_alone(folder, {path for _, path in files}),
        (folder / SIMULATED_MARK).is_file(),
    )


def insist_on_folder(folder: Path) -> None:
    """Raise UserError when there is no such folder."""
    if not given_path(folder, "the folder").is_dir():
        raise UserError(f"{folder} is no folder; give the folder that holds instruments.csv, bars/ and index.csv")


def table_files(folder: Path, name: str) -> list[Path]:
    """Return the files of one table: ``bars.csv``, ``bars.parquet`` and all but the hidden ones of ``bars/``."""
    single = [folder / f"{name}{suffix}" for suffix in SUFFIXES]
    inside = sorted((folder / name).iterdir()) if (folder / name).is_dir() else []
    paths = [path for path in (*single, *inside) if path.is_file() and path.suffix in SUFFIXES]
    return [path for path in paths if not path.name.startswith(".")]


def read_table(data: bytes, table: str, name: str) -> RawTable:
    """Read the bytes of a file by the ending of its name. Raises FileFaultError."""
    return read_parquet(data, name) if name.endswith(".parquet") else read_csv(data, table, name)


def _read_file(path: Path, table: Table, name: str) -> tuple[Frame, tuple[Finding, ...]]:
    try:
        data = read_whole(path, MOST_BYTES)
    except OSError as error:
        raise FileFaultError("unreadable_file", f"the file cannot be read: {error.strerror}") from None
    raw = read_table(data, table.name, name)
    frame, findings = typed_frame(raw, table)
    return frame, (*raw.findings, *findings)


def _missing_tables(folder: Path, frames: Mapping[str, Frame]) -> Iterator[Finding]:
    for name, table in TABLES.items():
        if table.required and name not in frames:
            message = f"no {name}.csv, {name}.parquet or folder {name}/ in {folder}"
            yield Finding("severe", "missing_table", message, name)
        elif table.required and not len(frames[name]):
            yield Finding("severe", "empty_table", f"{name} has no readable row", name)


def _left_alone(folder: Path, used: set[Path]) -> tuple[str, ...]:
    """Name what was not read: files, and folders as a whole unless one of their files was."""
    names: list[str] = []
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name in TABLES:
            names.extend(f"{path.name}/{inner.name}" for inner in sorted(path.iterdir()) if inner not in used)
        elif path not in used and path.name != SIMULATED_MARK:
            names.append(f"{path.name}/" if path.is_dir() else path.name)
    return tuple(names)
