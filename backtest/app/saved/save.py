"""A run written so that it can be read again: a folder as ``backtest run --out`` writes it, or one file."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from backtest.app.look import look_of
from backtest.app.saved.mark import MARK, Mark, mark_text
from backtest.result.files import write_tables, write_text
from backtest.result.result import LOOKS_AHEAD, Result
from backtest.result.round_trips.account import successors_of
from backtest.result.run_folder import PAGE, VERDICT, publish_run, unfinished_run
from backtest.result.verdict import verdict
from backtest.result.verdict_file import write_verdict
from data_sources.files import write_whole
from data_sources.given_path import given_path
from data_sources.refused import writes
from reports import write_report

ONE_FILE = ".zip"
"""How the name of a saved run ends that is one file."""
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The day of every file in an archive, so that the same run is the same file."""


def save(result: Result, path: str | Path) -> Path:
    """Write a run into a folder, or into one file where the path ends in ``.zip``; return the path.

    The files are those of ``backtest run --out``: tables, metrics, manifest, verdict, page, and a user's own rule. What
    lies there of an older run is replaced, all of it or nothing. Raises UserError when it cannot be written.
    """
    place = given_path(path, "the saved run")
    if place.suffix.lower() != ONE_FILE:
        _write_folder(result, place)
        return place
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "run"
        _write_folder(result, folder)
        data = _archive(folder)
    with writes(place, len(data)):
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, data)
    return place


def _write_folder(result: Result, folder: Path) -> None:
    seen = verdict(result)
    mark = Mark(successors_of(result.ledger), LOOKS_AHEAD in result.warnings)
    with unfinished_run(folder) as made:
        write_tables(result, made.part)
        write_verdict(result, seen, made.part / VERDICT)
        write_report(result, made.part / PAGE, seen=seen, look=look_of())
        write_text(made.part / MARK, mark_text(mark))
        publish_run(made, result.manifest)


def _archive(folder: Path) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            entry = ZipInfo(path.relative_to(folder).as_posix(), LONG_AGO)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return written.getvalue()
