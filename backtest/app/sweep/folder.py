"""Where a sweep lies: its folder, and what the files in it are called."""

from __future__ import annotations

from pathlib import Path

DEFAULT_OUT = Path("var/sweeps")
"""Where sweeps are written without ``--out``, each below the name of its strategy."""
SETTINGS, CURVES, DOCUMENT, PAGE = "settings.csv", "curves.csv", "sweep.json", "sweep.html"
WALKED = "walk_forward.csv"
"""Only of a sweep that was walked through."""
WRITTEN = (SETTINGS, CURVES, WALKED, PAGE, DOCUMENT)


def sweep_pages(place: Path) -> dict[str, Path]:
    """Return the pages of sweeps in a folder by the path to them, which is the name of a strategy or of a variant."""
    found = (page for pattern in (f"*/{PAGE}", f"*/*/{PAGE}") for page in place.glob(pattern))
    return {page.parent.relative_to(place).as_posix(): page for page in found if page.is_file()}
