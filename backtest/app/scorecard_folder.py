"""A scorecard as a folder: its page, its tables and its document, replaced together or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from backtest.result.files import csv_text
from backtest.result.run_folder import insist_on_place, json_text, sealed
from data_sources.errors import UserError
from data_sources.language.text import both
from data_sources.leftovers import is_leftover
from data_sources.refused import writes
from data_sources.whole_file import read_json
from data_sources.whole_folder import put_in_place, unfinished_folder
from reports.page import Look
from reports.scorecard import ScorecardPage, write_scorecard_page
from reports.site.frame import Frame
from strategies.scorecard import Scorecard
from strategies.scorecard.tables import NAMES, tables

PAGE, DOCUMENT = "index.html", "scorecard.json"
WRITTEN = (PAGE, DOCUMENT, *(f"{name}.csv" for name in NAMES))

KIND = "scorecard"
"""What the entry ``kind`` of the document says, by which a folder of ours is known."""
LARGEST = 1 << 26
"""Bytes of a document that is read; that of five reports has some 200,000."""


def write_scorecard(
    folder: Path,
    card: Scorecard,
    page: ScorecardPage,
    document: Mapping[str, Any],
    *,
    frame: Frame | None = None,
    look: Look | None = None,
) -> Path:
    """Write all files of a scorecard into a folder and return the page.

    ``frame`` and ``look`` are as for ``JudgedReports.write``.

    Raises UserError for a folder with files that no scorecard has written, and WriteFailed when the disk refuses.
    """
    insist_on_place(folder, WRITTEN)
    with writes(folder):
        _insist_on_ours(folder)
        with unfinished_folder(folder) as made:
            _write_tables(made.part, card)
            write_scorecard_page(page, made.part / PAGE, frame, look)
            _seal(made.part, document)
            put_in_place(made, WRITTEN, DOCUMENT)
    return folder / PAGE


def _write_tables(part: Path, card: Scorecard) -> None:
    """Write the tables into an unfinished folder."""
    for name, table in tables(card).items():
        (part / f"{name}.csv").write_bytes(csv_text(table.columns, table.rows).encode())


def _seal(part: Path, document: Mapping[str, Any]) -> None:
    """Write the document with the hash of every other file, last."""
    (part / DOCUMENT).write_bytes(json_text(sealed({"kind": KIND, **_plain(document)}, part)).encode())


def _insist_on_ours(folder: Path) -> None:
    """Raise UserError for a folder that holds anything and is no scorecard: nothing of the user's is replaced."""
    if not folder.is_dir() or all(is_leftover(path.name) for path in folder.iterdir()):
        return
    try:
        found = read_json(folder / DOCUMENT, LARGEST)
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict) or found.get("kind") != KIND:
        raise UserError(
            both(
                f"{folder} holds files that no scorecard has written; choose another --out, or an empty folder",
                f"{folder} 中有并非 scorecard 所写的文件；请另选 --out，或用空文件夹",
            )
        )


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a document holds
    """Return a document with days as text, as JSON has them."""
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
