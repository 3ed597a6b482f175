"""Which files of a folder of our own layout hold which table, and all of them read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from data_sources.csv_folder.given_files import Found, GivenFile, find_files, left_alone_in
from data_sources.csv_folder.raw_tables import read_raw_tables
from data_sources.errors import UserError
from data_sources.given_path import given_path
from data_sources.plain_text import one_line
from data_sources.progress import Progress
from data_sources.tables.action_days import one_action_a_day
from data_sources.tables.cells import typed_frame
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame, concatenate
from data_sources.tables.raw import FileFaultError, RawTable
from data_sources.tables.schema import ACTIONS, TABLES, Table

MOST_NAMED = 5
RULES_OF_CODES = ("lost_zeros", "spelt_code")


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
    found = find_files([folder])
    files = tuple(file for file in found.files if file.table)
    parts: dict[str, list[Frame]] = {}
    findings: list[Finding] = []
    for number, file in enumerate(files, start=1):
        frames, seen = read_table_file(file)
        parts.setdefault(file.table, []).extend(frames)
        findings.extend(seen)
        if progress:
            progress(f"reading {file.table}", number, len(files))
    frames_by_name = {name: concatenate(TABLES[name], each).in_key_order() for name, each in parts.items()}
    if ACTIONS.name in frames_by_name:
        frames_by_name[ACTIONS.name], joined = one_action_a_day(frames_by_name[ACTIONS.name])
        findings.extend(joined)
    findings.extend(missing_tables(folder, frames_by_name, found))
    others = tuple(file.name for file in found.files if not file.table)
    left_alone = tuple(sorted((*found.left_alone, *others)))
    return FolderReading(folder.resolve().name, frames_by_name, said_once(findings), left_alone, found.simulated)


def insist_on_folder(folder: Path) -> None:
    """Raise UserError when there is no such folder."""
    if not given_path(folder, "the folder").is_dir():
        raise UserError(f"{folder} is no folder; give the folder that holds instruments.csv, bars/ and index.csv")


def read_table_file(file: GivenFile) -> tuple[list[Frame], tuple[Finding, ...]]:
    """Return the rows of a file in the columns of its table, and what was wrong with it."""
    table = TABLES[file.table]
    frames: list[Frame] = []
    findings: list[Finding] = []
    try:
        for raw in read_raw_tables(file):
            findings.extend(raw.findings)
            frame, found = typed_frame(with_columns_of_path(raw, table), table)
            frames.append(frame)
            findings.extend(found)
    except FileFaultError as fault:
        findings.append(fault.finding(table.name, file.name))
    return frames, tuple(findings)


def said_once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings with each note that is said alike of several files once, at the first, with their number."""
    counts = Counter(_note(finding) for finding in findings if finding.severity == "note")
    kept: list[Finding] = []
    seen: set[tuple[str, str, str, str]] = set()
    for finding in findings:
        note = _note(finding)
        if finding.severity == "note" and counts[note] > 1:
            if note in seen:
                continue
            seen.add(note)
            more = counts[note] - 1
            words = f"{finding.message}, here and in {more:,} more {'file' if more == 1 else 'files'}"
            kept.append(replace(finding, message=words))
        else:
            kept.append(finding)
    return tuple(kept)


def _note(finding: Finding) -> tuple[str, str, str, str]:
    # Each file mostly has a code of its own.
    alike = "" if finding.rule in RULES_OF_CODES else finding.message
    return finding.table, finding.rule, finding.symbol, alike


def with_columns_of_path(raw: RawTable, table: Table) -> RawTable:
    """Return a table with the columns that only its path names, such as ``symbol=600000.SH/``."""
    lacking = {name: raw.in_path[name] for name in table.names() if name in raw.in_path and name not in raw.columns}
    rows = len(raw.line)
    return replace(raw, columns={**raw.columns, **{name: [cell] * rows for name, cell in lacking.items()}})


def missing_tables(folder: Path, frames: Mapping[str, Frame], found: Found) -> Iterator[Finding]:
    """Find required tables that a folder of our own layout has no file of, or no row (severe)."""
    for name, table in TABLES.items():
        if table.required and name not in frames:
            yield Finding("severe", "missing_table", _why_missing(folder, name, found), name)
        elif table.required and not len(frames[name]):
            yield Finding("severe", "empty_table", f"{name} has no readable row", name)


def _why_missing(folder: Path, name: str, found: Found) -> str:
    """Say what there is in place of a table: its folder may be there and hold nothing that is read."""
    inside = left_alone_in(name, found)
    if not inside and not (folder / name).is_dir():
        return f"no {name}.csv, {name}.parquet or folder {name}/ in {folder}"
    there = ", ".join(one_line(each, 80) for each in inside[:MOST_NAMED]) or "it is empty"
    more = f" and {len(inside) - MOST_NAMED} more" if len(inside) > MOST_NAMED else ""
    return (
        f"no readable file in {name}/: {there}{more}; "
        f"save the table as CSV, Parquet or .xlsx, named {name} or after its security"
    )
