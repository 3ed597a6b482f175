"""A page shown to its reader: the one that is named, or the newest that was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backtest.app.named_run import newest_of, runs_below
from backtest.app.open_page import open_page
from backtest.app.serving.asked_file import INDEX
from backtest.app.sweep.folder import DEFAULT_OUT as SWEEPS
from backtest.app.sweep.folder import PAGE as SWEEP_PAGE
from backtest.app.sweep.folder import sweep_pages
from backtest.result.run_folder import DEFAULT_OUT, PAGE
from backtest.result.run_history import newest_run
from data_sources.errors import InputError
from data_sources.given_path import given_path
from data_sources.language.text import Text, both
from data_sources.tables.brief import first_of

PLACES = (DEFAULT_OUT, Path("var/site"), Path("var/pages"), Path("var/demo"), SWEEPS)
"""Where ``run``, ``nightly``, ``site``, ``demo`` and ``sweep`` write without ``--out``."""


@dataclass(frozen=True)
class ShownPage:
    """A page, and the line that says whether a browser shows it."""

    page: Path
    outcome: Text

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        return {"page": self.page, "outcome": str(self.outcome)}


def show_page(what: str | Path | None = None, *, below: str | Path | None = None) -> ShownPage:
    """Open a page in the reader's browser; the twin of ``backtest open``.

    Where there is no browser the outcome says where the page lies, which is no error.

    Parameters
    ----------
    what : str or Path, optional
        A page, a folder with pages, or the name of a run or of a sweep, whose newest page is meant; by default the
        newest page of all: an index counts when it was written last.
    below : str or Path, optional
        The folder in which pages and names are looked for; by default those in which ``run``,
        ``nightly``, ``site``, ``demo`` and ``sweep`` write.

    Returns
    -------
    ShownPage
        The page, and the line that says whether it was opened.

    Raises
    ------
    UserError
        When there is no page, and for a name that no run has.
    """
    places = PLACES if below is None else (given_path(below, "--below"),)
    page = newest_page(places) if what is None else page_of(what, places)
    return ShownPage(page, open_page(page))


def page_of(named: str | Path, places: Sequence[Path] = PLACES) -> Path:
    """Return the page that a path or the name of a run or a sweep means. Raises InputError when there is none."""
    path = given_path(named, "the page")
    if path.is_file():
        return path
    if path.is_dir():
        path = newest_run(path) or path
        front = next((path / name for name in (INDEX, PAGE, SWEEP_PAGE) if (path / name).is_file()), None)
        return front or newest_page((path,))
    there = newest_of(runs_below(place) for place in places)
    pages = [there[str(named)] / PAGE] if str(named) in there else []
    pages += [page for place in places for name, page in sweep_pages(place).items() if name == str(named)]
    if written := [page for page in pages if page.is_file()]:
        return max(written, key=_written_at)
    names, below = first_of(sorted(there)), _listed(places)
    known = (
        both(f"there are runs of {names} below {below}", f"{below} 中有 {names.zh} 的回测")
        if there
        else both(f"there is no run below {below}", f"{below} 中没有回测；可先运行 backtest run NAME")
    )
    raise InputError(
        both(
            f"{str(named)!r} is no page, no folder and no name of a run with a page; {known}",
            f"{str(named)!r} 不是页面、文件夹，也不是有页面的回测的名称；{known.zh}",
        )
    )


def newest_page(places: Sequence[Path] = PLACES) -> Path:
    """Return the page that was written last: the index of a folder, or a page of a run in or below it."""
    pages = [page for place in places for page in _pages(place)]
    if not pages:
        below = _listed(places)
        raise InputError(
            both(
                f"there is no page below {below}; make one: backtest run NAME, or backtest demo",
                f"{below} 中没有页面；请先生成：backtest run NAME，或 backtest demo",
            )
        )
    return max(pages, key=_written_at)


def _written_at(page: Path) -> int:
    return page.stat().st_mtime_ns


def _pages(place: Path) -> Iterator[Path]:
    runs = (folder / PAGE for folder in runs_below(place).values())
    pages = (place / INDEX, place / SWEEP_PAGE, *runs, *sweep_pages(place).values())
    yield from (page for page in pages if page.is_file())


def _listed(places: Sequence[Path]) -> str:
    return ", ".join(map(str, places))
