"""The folder of documents of a command: read once, with a line on stderr for the files that were left out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from backtest.cli.output import remark
from data_sources.language.text import both, said

if TYPE_CHECKING:
    from strategies.library.library import Library


def known_documents(reports: Path | None) -> Library:
    """Read what ``--reports`` or the environment names; a file that is wrong is told on stderr and left out."""
    from backtest.app.library import library  # noqa: PLC0415 - nothing heavy before a command runs

    found = library(reports)
    if found.left_out:
        remark(both(f"warning: {found.left_out}", f"警告：{said(found.left_out, 'zh')}"))
    return found
