"""What is read of a folder of our own layout, what it lacks, and what its files say alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from data_sources.csv_folder.given_files import Found, left_alone_in
from data_sources.errors import UserError
from data_sources.given_path import given_path
from data_sources.language.text import both
from data_sources.plain_text import one_line
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame
from data_sources.tables.raw import RawTable
from data_sources.tables.schema import TABLES, Table

MOST_NAMED = 5
RULES_OF_CODES = ("lost_zeros", "spelt_code")


def insist_on_folder(folder: Path) -> None:
    """Raise UserError when there is no such folder."""
    if not given_path(folder, "the folder").is_dir():
        raise UserError(
            both(
                f"{folder} is no folder; give the folder that holds instruments.csv, bars/ and index.csv",
                f"{folder} 不是文件夹；请给出含 instruments.csv、bars/ 和 index.csv 的文件夹",
            )
        )


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
    given = {file.table for file in found.files}
    for name, table in TABLES.items():
        if table.required and name not in frames and name not in given:
            yield Finding("severe", "missing_table", _why_missing(folder, name, found), name)
        elif table.required and not len(frames.get(name, ())):
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
