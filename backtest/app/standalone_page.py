"""A page of a folder as one file for a mail: its tables within it, and no link that leads out of it."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from urllib.parse import unquote

from data_sources.errors import InputError, UserError
from data_sources.given_path import given_path
from data_sources.whole_file import read_whole
from reports.page import put_page
from reports.standalone import standalone

TABLES = {".csv": "text/csv", ".json": "application/json"}
"""What is taken along: tables and documents that lie beside a page."""
LARGEST_PAGE, LARGEST_TABLE = 1 << 25, 1 << 22
"""Bytes; a mail server takes some 20 MB."""


def standalone_page(page: str | Path, out: str | Path) -> tuple[str, ...]:
    """Write a page of a site, a run or a scorecard as one file; return the addresses that are not in it.

    Tables (CSV) and documents (JSON) that lie beside the page become downloads within it. Raises UserError for a page
    that cannot be read or is not one file of ours, and WriteFailed.
    """
    source, file = given_path(page, "the page"), given_path(out, "--out")
    try:
        text = read_whole(source, LARGEST_PAGE).decode()
    except (OSError, UnicodeDecodeError) as fault:
        raise UserError(f"{source} cannot be read: {getattr(fault, 'strerror', None) or fault}") from None
    try:
        alone = standalone(text, lambda address: _data(source.parent, address))
    except ValueError as fault:
        raise InputError(f"{source} is no page of ours: {fault}") from None
    put_page(alone.text, file)
    return alone.removed


def _data(folder: Path, address: str) -> str | None:
    """Return a table in a folder as an address of data; None for what is none, or lies elsewhere."""
    name = unquote(address.partition("#")[0].partition("?")[0])
    kind = TABLES.get(Path(name).suffix.lower())
    path = folder / name
    if kind is None or not path.resolve().is_relative_to(folder.resolve()):
        return None
    try:
        data = read_whole(path, LARGEST_TABLE)
    except (OSError, ValueError):
        return None
    return f"data:{kind};charset=utf-8;base64,{b64encode(data).decode()}"
