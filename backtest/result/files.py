"""A result as files (execution rules, section 6), replaced together or not at all."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable
from io import StringIO
from pathlib import Path

from backtest.result import tables as result_rows
from backtest.result.result import Result
from backtest.result.run_folder import AS_PUBLISHED, MANIFEST, json_text, publish_run, sealed, unfinished_run
from backtest.result.source import FOLDER as SOURCE
from data_sources.errors import WriteFailed
from data_sources.files import write_whole
from data_sources.language.refusals import reason_of
from data_sources.language.text import both
from data_sources.refused import writes

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
    folder ``as_published`` below. All of them take the place of an older run together, or none does.

    Raises WriteFailed when the folder cannot be written.
    """
    with unfinished_run(folder) as made:
        names = write_tables(result, made.part)
        publish_run(made, result.manifest)
    return tuple(folder / name for name in names)


def write_tables(result: Result, folder: Path) -> tuple[str, ...]:
    """Write the files of a run but its page into an unfinished folder; return their names.

    The name of the manifest is among them, which is written when all others are there. Raises WriteFailed.
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
    texts |= {f"{name}.json": json_text(getattr(result, name)) for name in ("metrics", "split")}
    for name, text in texts.items():
        _write_new(folder / name, text.encode())
    names = (*texts, *_write_source(result, folder), MANIFEST)
    if result.as_published is None:
        return names
    below = folder / AS_PUBLISHED
    with writes(below):
        below.mkdir()
    inner = write_tables(result.as_published, below)
    _write_new(below / MANIFEST, json_text(sealed(result.as_published.manifest, below)).encode())
    return (*names, *(f"{AS_PUBLISHED}/{name}" for name in inner))


def _write_source(result: Result, folder: Path) -> tuple[str, ...]:
    """Write the copies of a user's own files below ``source``, so that the run can be made again from them."""
    names = []
    for each in result.source.files if result.source else ():
        if each.data is not None:
            name = f"{SOURCE}/{each.name}"
            with writes(folder / name):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
            _write_new(folder / name, each.data)
            names.append(name)
    return tuple(names)


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
    """Make a folder that can be written to, or raise WriteFailed in one line."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".writable.{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        reason = reason_of(error)
        raise WriteFailed(
            both(
                f"cannot write into {folder}: {reason}; choose another --out",
                f"无法写入 {folder}：{reason.zh}；请另选 --out",
            ),
            error.errno,
        ) from error


def write_text(path: Path, text: str) -> Path:
    """Replace a file by ``text``; a reader sees the old file or the new one, never half of one. Raises WriteFailed."""
    data = text.encode()
    with writes(path, len(data)):
        write_whole(path, data)
    return path


def _write_new(path: Path, data: bytes) -> None:
    with writes(path, len(data)):
        path.write_bytes(data)
