"""The documents that a call knows: those that ship, and those of the folder that it or the environment names."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import TypeAlias

from data_sources.errors import InputError
from data_sources.given_argument import insist_on_kind
from strategies.library.folder import library_of
from strategies.library.library import Library, shipped_library

VARIABLE = "BACKTEST_REPORTS"

Reports: TypeAlias = str | Path | Library | None
"""A folder of documents, or a library that was read already."""


class FaultyDocument(UserWarning):
    """Files of a folder of documents that were left out."""


def library(reports: Reports = None) -> Library:
    """Read a folder of documents of your own; what it returns every other function takes as ``reports``.

    Parameters
    ----------
    reports : str, Path or Library, optional
        The folder: documents (``*.toml``), series (``signals/*.csv``) and strategy files (``*.py``) beside the shipped
        ones. By default ``BACKTEST_REPORTS``, or else none. A library comes back as it is.

    Returns
    -------
    Library
        Its ``reports``, ``signals``, ``strategy_files``, and ``faults``: the files that are wrong and left out.

    Raises
    ------
    UserError
        For a folder that is not there.
    """
    insist_on_kind("reports", reports, str | Path | Library | None, "a folder, or what library() returned")
    if isinstance(reports, Library):
        return reports
    named = os.environ.get(VARIABLE)
    if reports is not None:
        return library_of(reports)
    if not named:
        return shipped_library()
    try:
        return library_of(named)
    except InputError as fault:
        raise InputError(f"{fault} (from {VARIABLE})") from None


def asked_library(reports: Reports) -> Library:
    """Return the library of a call, which warns of faulty files unless the caller has read the folder itself."""
    found = library(reports)
    if found.left_out and not isinstance(reports, Library):
        warnings.warn(found.left_out, FaultyDocument, stacklevel=3)
    return found
