"""The folder of a run that somebody names: by its path, or by the name that its newest run has."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from backtest.result.run_folder import DEFAULT_OUT, LARGEST, MANIFEST, WRITTEN
from backtest.result.run_history import newest_run
from data_sources.errors import InputError
from data_sources.given_path import given_path
from data_sources.language.text import Text, both
from data_sources.tables.brief import first_of
from data_sources.whole_file import read_json

DEEPEST = 4
"""Folders below the one in which names are looked for: ``var/runs/morning/rate_power/plain/STAMP`` is found."""


def run_folder(named: str | Path, below: str | Path = DEFAULT_OUT) -> Path:
    """Return the folder of a run.

    A path wins: the folder that ``backtest run`` wrote, that of a name with its last ten runs, whose newest is meant,
    or a file in it such as its page. Else it is the name of a strategy, whose newest run in ``below`` is meant.

    Raises InputError that names the runs there are.
    """
    path = given_path(named, "a run")
    if newest := newest_run(path):
        return newest
    if (path / MANIFEST).is_file():
        return path
    if path.name in WRITTEN and (path.parent / MANIFEST).is_file():
        return path.parent
    place = given_path(below, "--below")
    there = runs_below(place)
    if str(named) in there:
        return there[str(named)]
    raise InputError(_unknown(str(named), place, sorted(there)))


def runs_below(place: Path) -> dict[str, Path]:
    """Return the newest run of each name below a folder, by its name; {} where there is none."""
    return newest_of({name: folder} for folder in _folders(place, DEEPEST) if (name := _name_of(folder / MANIFEST)))


def newest_of(found: Iterable[Mapping[str, Path]]) -> dict[str, Path]:
    """Return of the runs of each name the one that was made last."""
    newest: dict[str, Path] = {}
    for runs in found:
        for name, folder in runs.items():
            if name not in newest or _made_at(folder) >= _made_at(newest[name]):
                newest[name] = folder
    return newest


def _made_at(folder: Path) -> int:
    return (folder / MANIFEST).stat().st_mtime_ns


def _folders(place: Path, deep: int) -> Iterator[Path]:
    """All run folders in and below a folder; no link is followed, and no hidden folder entered."""
    if (place / MANIFEST).is_file():
        yield place
    if deep < 0 or not place.is_dir():
        return
    with os.scandir(place) as found:
        inner = [each.name for each in found if each.is_dir(follow_symlinks=False) and not each.name.startswith(".")]
    for name in sorted(inner):
        yield from _folders(place / name, deep - 1)


def _name_of(path: Path) -> str:
    try:
        found = read_json(path, LARGEST)
    except (OSError, json.JSONDecodeError, ValueError):
        return ""
    name = found.get("name") if isinstance(found, dict) and "snapshot" in found else ""
    return name if isinstance(name, str) else ""


def _unknown(named: str, place: Path, there: list[str]) -> Text:
    near = get_close_matches(named, there, n=1)
    hint, zh = (f" Did you mean {near[0]}?", f"是否指 {near[0]}？") if near else ("", "")
    names = first_of(there)
    known = (
        both(f"{place} has runs of {names}", f"{place} 中有 {names.zh} 的回测")
        if there
        else both(f"{place} holds no run", f"{place} 中没有回测")
    )
    return both(
        f"{named!r} is no folder of a run and no name of one.{hint} {known}; make one: backtest run NAME",
        f"{named!r} 不是回测的文件夹，也不是回测的名称。{zh}{known.zh}；请先运行：backtest run NAME",
    )
