"""A result as files (execution rules, section 6), each replaced as a whole or not at all."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from io import StringIO
from pathlib import Path

from backtest.result import tables as result_rows
from backtest.result.result import Result
from backtest.result.source import FOLDER as SOURCE
from data_sources.errors import UserError
from data_sources.files import write_whole

AS_PUBLISHED = "as_published"

# How the cells of a column are written; every other float is CNY to the cent.
FORMATS: dict[str, Callable[[float], str]] = {
    "price": "{:.8f}".format,
    "benchmark": "{:.10g}".format,
    "close": "{:.10g}".format,
    "weight": repr,
}


def write_run(result: Result, folder: Path) -> tuple[Path, ...]:
    """Write the tables, ``metrics.json``, ``split.json``, ``manifest.json`` and a user's own files; return their paths.

    The files of a hindsight run are its own execution in whole; the one as published, which its test is of, lies in the
    folder ``as_published`` below.

    Raises UserError when the folder cannot be written.
    """
    ledger = result.ledger
    tables: dict[str, Iterable[tuple[object, ...]]] = {
        "equity": result_rows.equity_rows(ledger, result.benchmark),
        "fills": result_rows.fill_rows(ledger),
        "refusals": result_rows.refusal_rows(ledger),
        "positions": result_rows.position_rows(ledger),
        "events": result_rows.event_rows(ledger),
        "targets": result.targets.rows(),
    }
    texts = {f"{name}.csv": csv_text(result_rows.COLUMNS[name], rows) for name, rows in tables.items()}
    for name in ("metrics", "split", "manifest"):
        texts[f"{name}.json"] = json.dumps(getattr(result, name), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    make_folder(folder)
    written = (*_write_source(result, folder), *(write_text(folder / name, text) for name, text in texts.items()))
    return (*written, *(write_run(result.as_published, folder / AS_PUBLISHED) if result.as_published else ()))


def _write_source(result: Result, folder: Path) -> tuple[Path, ...]:
    """Write the copies of a user's own files below ``source``, so that the run can be made again from them."""
    copies = {f"{SOURCE}/{each.name}": each.data for each in (result.source.files if result.source else ())}
    for place in {(folder / name).parent for name, data in copies.items() if data is not None}:
        make_folder(place)
    return tuple(write_bytes(folder / name, data) for name, data in copies.items() if data is not None)


def csv_text(columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """Return rows as CSV: ISO dates, CNY with two decimals, prices with eight."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    formats = [FORMATS.get(column, "{:.2f}".format) for column in columns]
    writer.writerows(
        [write(cell) if isinstance(cell, float) else cell for write, cell in zip(formats, row, strict=True)]
        for row in rows
    )
    return written.getvalue()


def make_folder(folder: Path) -> None:
    """Make a folder that can be written to, or raise UserError in one line."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise UserError(f"cannot write into {folder}: {error.strerror or error}; choose another --out") from error


def write_text(path: Path, text: str) -> Path:
    """Replace a file by ``text``; a reader sees the old file or the new one, never half of one."""
    return write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> Path:
    """Replace a file by bytes, as ``write_text`` does."""
    try:
        write_whole(path, data)
    except OSError as error:
        raise UserError(
            f"cannot write {path}: {error.strerror or error}; free some space or choose another --out"
        ) from error
    return path
