"""Which store a site was made from: written beside its builds, where ``rerun`` finds it and no reader does."""

from __future__ import annotations

from pathlib import Path

from backtest.app.night.site_folder import SiteFolder
from backtest.result.files import write_text
from data_sources.passwords import MASK, masked
from data_sources.store.address import default_url, sqlite_path, url_of

NAME = "store"
LARGEST = 10_000


def remember_store(site: SiteFolder, db: str | Path | None) -> None:
    """Write down the store of a site, without its password. Raises WriteFailed when the disk refuses."""
    named = str(db) if db is not None else default_url()
    path = sqlite_path(url_of(named))
    text = masked(named) if path is None else str(path.absolute())
    place = site.builds / NAME
    if _read(place) != text:
        write_text(place, text + "\n")


def store_of_site(run: Path) -> str | None:
    """Return the store that the site of a run folder was made from; None for a run that is not of a site."""
    builds = run.resolve().parent.parent
    if not (builds.name.startswith(".") and builds.name.endswith(".builds")):
        return None
    found = _read(builds / NAME)
    # No word of somebody else's folder makes this machine call a server.
    return None if not found or MASK in found or "://" in found else found


def _read(path: Path) -> str | None:
    try:
        if not path.is_file() or path.is_symlink() or path.stat().st_size > LARGEST:
            return None
        return path.read_text(encoding="utf-8").removesuffix("\n")
    except (OSError, UnicodeDecodeError):
        return None
