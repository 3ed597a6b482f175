"""The day of files that hold one session each: by the folders above them or by their name, not by a column."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from data_sources.exports.heads import known_heads, plain_heads
from data_sources.exports.levels import DATE, day_heads
from data_sources.tables.file_names import bare_name
from data_sources.tables.raw import RawTable
from data_sources.tables.spellings import spelt_day

PARTS = ("year", "month", "day")


def with_day_of_path(raw: RawTable) -> RawTable:
    """Return prices without a column of days with the day that their path names, else the table as it is.

    Read are a partition of a head of days (``date=2024-01-02/``, ``trade_date=20240102/``), the three partitions
    ``year=2024/month=1/day=2/`` and a file whose whole name is a day (``20240102.csv``).
    """
    heads = plain_heads(raw.columns).keys()
    # A list of securities has no days, whatever its file is called.
    if heads & day_heads() or not heads & known_heads("close"):
        return raw
    head, day = _day_in_path(raw)
    return replace(raw, columns={**raw.columns, head: [day] * len(raw.line)}) if day else raw


def _day_in_path(raw: RawTable) -> tuple[str, str]:
    path = raw.in_path
    if all(path.get(part, "").isdigit() for part in PARTS):
        year, month, day = (int(path[part]) for part in PARTS)
        return DATE, f"{year:04}-{month:02}-{day:02}"
    named = next((head for head in path if head in day_heads()), "")
    if named:
        return named, path[named]
    name = bare_name(PurePosixPath(raw.name).name)
    return DATE, name if spelt_day(name) else ""
