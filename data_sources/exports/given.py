"""All given files to frames: each recognised, converted and let go before the next is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from data_sources.csv_folder import (
    Found,
    GivenFile,
    find_files,
    missing_tables,
    read_raw_tables,
    said_once,
)
from data_sources.exports.beside import lacking_tables, left_alone, tables_of
from data_sources.exports.choice import choose
from data_sources.exports.converted import Converted, converted, own
from data_sources.exports.given_reading import GivenReading
from data_sources.exports.layouts import AUTO
from data_sources.exports.levels import with_named_levels
from data_sources.exports.path_days import with_day_of_path
from data_sources.exports.path_symbols import with_symbol_of_path
from data_sources.exports.sentences import left_out
from data_sources.exports.suspensions import with_suspensions
from data_sources.exports.unread import Doubtful, holds_prices, unread_files
from data_sources.progress import Progress, unheard
from data_sources.tables.action_days import one_action_a_day
from data_sources.tables.brief import first_of
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame, concatenate
from data_sources.tables.raw import FileFaultError, RawTable
from data_sources.tables.schema import ACTIONS, BARS, TABLES

LOTS = "lots"


def read_given(paths: Sequence[Path], asked_for: str = AUTO, progress: Progress | None = None) -> GivenReading:
    """Read files, folders and archives, of our own layout or of other systems'. One file at a time is in memory raw.

    ``asked_for`` is a name of ``choice.format_names``. Wrong files and cells become findings, never exceptions; a file
    that no layout fits is left alone and named beside others that one fits, and found severe by itself. Raises
    UserError for a path that is not there or of no kind that is read.
    """
    found = find_files(paths)
    parts: list[Converted | Doubtful | Finding] = []
    for number, file in enumerate(found.files, start=1):
        parts.extend(_read_file(file, asked_for))
        (progress or unheard)(f"reading {file.table or 'files'}", number, len(found.files))
    beside = _beside(parts, found, asked_for) if len(paths) == 1 and found.own_layout else {}
    source = paths[0].resolve().name if len(paths) == 1 else first_of([path.resolve().name for path in paths])
    return _joined([*parts, *(each for some in beside.values() for each in some)], source, found, paths, beside)


def read_raws(raws: Iterable[tuple[RawTable, str]], source: str, asked_for: str = AUTO) -> GivenReading:
    """Read raw tables that were in no file, each with the name of its table or "", as ``read_given`` reads files."""
    parts = [part for raw, table in raws for part in _read_raw(raw, table, asked_for)]
    return _joined(parts, source, Found((), (), own_layout=False, simulated=False), ())


def _beside(
    parts: Sequence[Converted | Doubtful | Finding], found: Found, asked_for: str
) -> Mapping[str, tuple[Converted, ...]]:
    """Read what a folder of our own layout lacks from the files beside its tables, by the names of these files."""
    if any(isinstance(part, Finding) for part in parts):
        return {}
    wanted = lacking_tables([part for part in parts if isinstance(part, Converted)])
    read: dict[str, tuple[Converted, ...]] = {}
    for file in found.beside() if wanted else ():
        of_file = [part for part in _read_file(file, asked_for) if isinstance(part, Converted)]
        if used := tuple(part for part in of_file if tables_of(part) & wanted):
            read[file.name] = used
    return read


def _read_file(file: GivenFile, asked_for: str) -> Iterator[Converted | Doubtful | Finding]:
    try:
        for raw in read_raw_tables(file):
            yield from _read_raw(raw, file.table, asked_for)
    except FileFaultError as fault:
        yield fault.finding(file.table, file.name)


def _read_raw(raw: RawTable, table: str, asked_for: str) -> Iterator[Converted | Doubtful | Finding]:
    raw = with_symbol_of_path(with_day_of_path(with_named_levels(raw)))
    choice = choose(raw, table, asked_for)
    try:
        if choice.own:
            yield own(raw, choice.own)
        elif choice.layout:
            yield from converted(raw, choice.layout, table)
        else:
            yield Doubtful(raw.name, table, choice, holds_prices(raw))
    except FileFaultError as fault:
        yield from raw.findings
        yield fault.finding(choice.own or (choice.layout.table if choice.layout else table), raw.name)


def _joined(
    parts: Sequence[Converted | Doubtful | Finding],
    source: str,
    found: Found,
    paths: Sequence[Path],
    beside: Mapping[str, tuple[Converted, ...]] = MappingProxyType({}),
) -> GivenReading:
    read = [part for part in parts if isinstance(part, Converted)]
    doubts = [part for part in parts if isinstance(part, Doubtful)]
    frames = _frames(read)
    joined: tuple[Finding, ...] = ()
    if ACTIONS.name in frames:
        frames[ACTIONS.name], joined = one_action_a_day(frames[ACTIONS.name])
    findings = [each for part in parts for each in _findings(part)]
    if BARS.name in frames and (days := [part.suspended for part in read if part.suspended]):
        frames[BARS.name], traded = with_suspensions(frames[BARS.name], concatenate(BARS, days))
        findings.extend(traded)
    alone, unread = unread_files(
        doubts, one_by_one=not read or all(path.is_file() for path in paths), bars=bool(len(frames.get(BARS.name, ())))
    )
    required = any(TABLES[name].required for some in beside.values() for part in some for name in tables_of(part))
    whole = not required and _is_whole(read, found, paths)
    missing = missing_tables(paths[0], frames, found) if whole else ()
    refused = unread or any(each.severity == "severe" for each in findings)
    said = _said(read, "file" if paths else "frame")
    rows = any(len(frame) for frame in frames.values())
    nothing = () if whole or rows or refused else (_nothing(said, source, found),)
    return GivenReading(
        source,
        frames,
        said_once([*findings, *joined, *unread, *missing, *nothing]),
        tuple(sorted((*left_alone(found, beside), *alone))),
        found.simulated,
        said,
        {symbol: name for part in read for symbol, name in part.names.items()},
        whole,
        any(LOTS in part.said for part in read),
    )


def _frames(read: Sequence[Converted]) -> dict[str, Frame]:
    parts: dict[str, list[Frame]] = {}
    for part in read:
        for frame in part.frames:
            parts.setdefault(frame.table.name, []).append(frame)
    ordered = [name for name in TABLES if name in parts]
    return {name: concatenate(TABLES[name], parts[name]).in_key_order() for name in ordered}


def _findings(part: Converted | Doubtful | Finding) -> tuple[Finding, ...]:
    return part.findings if isinstance(part, Converted) else (part,) if isinstance(part, Finding) else ()


def _is_whole(read: Sequence[Converted], found: Found, paths: Sequence[Path]) -> bool:
    """Whether a folder of our own layout was given, with our own columns in it or nothing that can be read at all."""
    one_folder = len(paths) == 1 and paths[0].is_dir()
    nothing = not found.files and not found.left_alone
    return one_folder and (found.own_layout or nothing) and (not read or any(not each.layout for each in read))


def _nothing(said: Sequence[str], source: str, found: Found) -> Finding:
    there = f"there are {first_of(found.left_alone)}; save them as CSV, Parquet or .xlsx"
    known = "; ".join(said) or ("no file has rows" if found.files else f"no file in it can be read; {there}")
    return Finding("severe", "nothing_to_store", f"there is nothing to store in {source}: {known}")


def _said(read: Sequence[Converted], what: str) -> tuple[str, ...]:
    """Say once for each layout what was done: how many files, or frames, and rows, in which units."""
    counted: dict[tuple[str, str], list[Converted]] = {}
    for part in read:
        if part.layout:
            counted.setdefault((part.layout.title, part.said), []).append(part)
    return tuple(_sentence(parts, what) for parts in counted.values())


def _sentence(parts: Sequence[Converted], what: str) -> str:
    """Say what was done with parts of one layout that were read alike."""
    layout, rows = parts[0].layout, sum(part.rows for part in parts)
    if layout is None:
        return ""
    count = f"{len(parts):,} {what if len(parts) == 1 else f'{what}s'}, {rows:,} {'row' if rows == 1 else 'rows'}"
    return f"{layout.title}: {count}; {parts[0].said}{left_out(layout, sum(part.left_out for part in parts))}"
