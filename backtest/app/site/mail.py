"""The pages of a site each as one file for a mail, in a folder of their own within it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from backtest.app.standalone_page import standalone_page
from backtest.result.files import make_folder

FOLDER = "mail"
OWN_FOLDER = ("report", "index")
"""A page of such a name in a folder is called as its folder."""


def write_mail(folder: Path, addresses: Iterable[str]) -> Path:
    """Write pages of a site, each without the links that lead out of it, and return their folder.

    Tables beside a page are within its file. WriteFailed when the disk refuses.
    """
    out = folder / FOLDER
    make_folder(out)
    for address in addresses:
        standalone_page(folder / address, out / mail_name(address))
    return out


def mail_name(address: str) -> str:
    """Return what the file of a page is called: ``rate_power/report.html`` is rate_power.html."""
    page = PurePosixPath(address)
    parts = page.parent.parts if page.stem in OWN_FOLDER and page.parent.parts else (*page.parent.parts, page.stem)
    return f"{'_'.join(parts)}.html"
