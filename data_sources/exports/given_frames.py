"""Frames in memory as if each were a file: named by their table or by the symbol whose rows they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from data_sources.csv_folder.pandas_index import without_levels, without_plain_index
from data_sources.errors import InputError
from data_sources.exports.given import read_raws
from data_sources.exports.given_reading import GivenReading
from data_sources.given_frame import raw_of_frame
from data_sources.tables.raw import FileFaultError, RawTable
from data_sources.tables.schema import BARS, INDEX, TABLES
from data_sources.tables.symbols import a_share_symbol, parse_index

ALONE = "frame"
"""The name of a frame that is given by itself: its columns say what it is."""


def read_frames(frames: Mapping[str, object], source: str, asked_for: str) -> GivenReading:
    """Read frames by the name of their table, by symbol, or one by the name ``ALONE``.

    Raises InputError in one line for a name that is neither and for what is no frame.
    """
    return read_raws([_raw(str(name), frame) for name, frame in frames.items()], source, asked_for)


def _raw(name: str, frame: object) -> tuple[RawTable, str]:
    """Return a frame as a file of the table that its name says."""
    table = "" if name == ALONE else name if name in TABLES else _table_of_symbol(name)
    try:
        raw = without_plain_index(without_levels(raw_of_frame(frame, name, levels=True)))
    except FileFaultError as fault:
        raise InputError(str(fault.finding(table, name))) from None
    return (raw if name in TABLES or not table else replace(raw, in_path={"symbol": name})), table


def _table_of_symbol(name: str) -> str:
    if a_share_symbol(name):
        return BARS.name
    try:
        parse_index(name)
    except InputError:
        words = f"there are {', '.join(TABLES)}, and symbols like 600000.SH"
        raise InputError(f"{name!r} is neither a table nor a symbol; {words}") from None
    return INDEX.name
