"""A folder of our own layout as a source for a refresh: the same files, readers and findings as an import."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import numpy as np

from data_sources.csv_folder.given_files import GivenFile, find_files
from data_sources.csv_folder.layout import insist_on_folder, said_once, with_columns_of_path
from data_sources.csv_folder.raw_tables import raw_tables_of
from data_sources.errors import UserError
from data_sources.tables.action_days import one_action_a_day
from data_sources.tables.cells import typed_frame
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame, concatenate
from data_sources.tables.raw import FileFaultError, RawColumn, RawTable
from data_sources.tables.schema import ACTIONS, TABLES
from data_sources.vendors.errors import Unavailable, insist_on_rows
from data_sources.vendors.source import (
    EVERY_DAY,
    NO_END,
    Normalised,
    RawAnswer,
    RawPart,
    Request,
    Traits,
    Wanted,
    only_wanted,
)


class FolderSource:
    """Tables of one folder of our own layout; a file that cannot be read is a severe finding, not an error.

    Its files are those that were there when it was made; their bytes are read when a table is fetched. Raises UserError
    when there is no such folder, and for one that has files of other systems only.
    """

    traits = Traits(exact=True, whole=True)

    def __init__(self, folder: Path) -> None:
        insist_on_folder(folder)
        files = find_files([folder]).files
        if files and not any(file.table for file in files):
            raise UserError(
                f"{folder} has no table of our own layout ({', '.join(TABLES)}), and a refresh reads no other; "
                f"bring its files in with backtest import {folder}"
            )
        self.folder = folder
        # Listed once: a refresh asks for the tables some sixty times, and a folder has a file for each share.
        self._files = files
        self._read: dict[str, _Read] = {}

    @property
    def vendor(self) -> str:
        """The folder's own name."""
        return self.folder.resolve().name

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that have files."""
        there = {file.table for file in self._files}
        return tuple(name for name in TABLES if name in there)

    def plan(self, wanted: Wanted) -> tuple[Request, ...]:
        """Return one request for all symbols: a file is read whole anyway. It costs no call."""
        if wanted.table not in self.tables:
            return ()
        return (
            Request(self.vendor, "files", wanted.table, wanted.symbols, wanted.first, wanted.last, 0, wanted.at_least),
        )

    def fetch(self, request: Request, *, timeout: float) -> RawAnswer:  # noqa: ARG002 - files have none
        """Read the files of the table as text; raises Unavailable when one cannot be opened.

        Files with the very bytes that were made sense of already are not taken apart again: the answer has no parts.
        """
        contents = sha256()
        files: list[tuple[GivenFile, bytes]] = []
        for file in self._files:
            if file.table != request.table:
                continue
            try:
                data = file.read()
            except FileFaultError as fault:
                raise Unavailable(request, f"{file.name}: {fault.message}") from fault
            contents.update(f"{file.name} {len(data)} ".encode() + data)
            files.append((file, data))
        digest = contents.hexdigest()
        known = request.table in self._read and self._read[request.table].digest == digest
        parts = () if known else tuple(part for file, data in files for part in _parts(file, data))
        return RawAnswer(request, parts, datetime.now(UTC), digest=digest)

    def normalise(self, answer: RawAnswer) -> Normalised:
        """Return the rows asked for; raises EmptyAnswer or ShortAnswer unless a finding says why they are missing."""
        request, table = answer.request, TABLES[answer.request.table]
        if answer.parts or request.table not in self._read:
            self._read[request.table] = _Read(answer.digest, *_typed(answer))
        read = self._read[request.table]
        frame = read.frame if _is_everything(request) else only_wanted(read.frame, request)
        findings = read.findings
        if table is ACTIONS:
            frame, joined = one_action_a_day(frame)
            findings = (*findings, *joined)
        normalised = Normalised(request, frame, findings)
        if not normalised.refused:
            insist_on_rows(request, len(normalised.frame))
        return normalised

    def sample(self, request: Request, *, timeout: float) -> RawAnswer | None:  # noqa: ARG002 - files cost nothing
        """Return None: a folder is read whole."""
        return None


@dataclass(frozen=True)
class _Read:
    """All rows of a table's files, and what was found on the way; ``digest`` is that of the files' bytes."""

    digest: str
    frame: Frame
    findings: tuple[Finding, ...]


def _typed(answer: RawAnswer) -> tuple[Frame, tuple[Finding, ...]]:
    table = TABLES[answer.request.table]
    findings: list[Finding] = []
    frames: list[Frame] = []
    for part in answer.parts:
        findings.extend(part.findings)
        try:
            frame, found = typed_frame(_raw_table(part), table)
        except FileFaultError as fault:
            found = () if part.findings else (fault.finding(table.name, part.name),)
        else:
            frames.append(frame)
        findings.extend(found)
    return _in_key_order(concatenate(table, frames)), said_once(findings)


def _is_everything(request: Request) -> bool:
    return not request.symbols and request.first <= EVERY_DAY and request.last == NO_END


def _in_key_order(frame: Frame) -> Frame:
    """Return rows in key order; files of one symbol each mostly are in it, and to look is quicker than to sort."""
    table = frame.table
    if table.key != (table.symbol_column, table.date_column) or len(frame) < 2:  # noqa: PLR2004 - one row is in order
        return frame.in_key_order()
    symbols, days = frame.symbols, frame[table.key[1]]
    later, same = symbols[1:] > symbols[:-1], symbols[1:] == symbols[:-1]
    return frame if bool((later | (same & (days[1:] >= days[:-1]))).all()) else frame.in_key_order()


def _parts(file: GivenFile, data: bytes) -> Iterator[RawPart]:
    try:
        for raw in raw_tables_of(file, data):
            placed = with_columns_of_path(raw, TABLES[file.table])
            columns = {column: tuple(values) for column, values in placed.columns.items()}
            yield RawPart(file.name, columns, raw.findings, tuple(raw.line.tolist()))
    except FileFaultError as fault:
        yield RawPart(file.name, {}, (fault.finding(file.table, file.name),))


def _raw_table(part: RawPart) -> RawTable:
    columns: dict[str, RawColumn] = {name: _column(cells) for name, cells in part.columns.items()}
    return RawTable(part.name, columns, np.array(part.lines, np.int64))


def _column(cells: tuple[object, ...]) -> RawColumn:
    """Return text as it is, and the numbers and days of a typed file as arrays."""
    if cells and not isinstance(cells[0], str):
        return np.array(cells)
    return [str(cell) for cell in cells]
