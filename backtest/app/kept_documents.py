"""The documents of a stored run: those of the folder that it read, where it lay or where the user says it lies now."""

from __future__ import annotations

from pathlib import Path

from backtest.app.library import Reports, asked_library
from backtest.app.run_manifest import RunManifest
from data_sources.errors import UserError
from strategies.library.folder import library_of
from strategies.library.library import Library, shipped_library


def documents_of(manifest: RunManifest, reports: Reports) -> Library:
    """Return the documents on which a run is made again; documents are data, nothing of them is executed.

    A run that read no folder knows the shipped ones alone, whatever the environment names now. UserError when the
    folder of the run is not where it lay and nobody says where it is.
    """
    if reports is not None:
        return asked_library(reports)
    if not manifest.documents:
        return shipped_library()
    if not Path(manifest.documents).is_dir():
        raise UserError(
            f"{manifest.name} read documents in {manifest.documents}, which is not there; say where they are with "
            "--reports DIR"
        )
    return library_of(manifest.documents)
