"""What differs between two runs: the inputs that moved, and in each file the first row that differs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from backtest.result.manifest import flat_manifest
from data_sources.whole_file import read_whole

# How far an audit came is a matter of its time, and a repetition is compared, not judged again.
NO_FACT = "look_ahead"
LONGEST = 4 << 30
"""Bytes of a table that are compared line by line."""
# The name of a run, the command that made it and where its file and documents lay are not inputs.
NO_INPUT = ("name", "command", "source.path", "reports.path")


@dataclass(frozen=True)
class Moved:
    """An input that is not what it was."""

    input: str
    then: str
    now: str


@dataclass(frozen=True)
class FileDifference:
    """The first row of a file that differs; an empty side has no such row."""

    file: str
    place: str
    then: str
    now: str


def file_difference(name: str, then: Path, now: Path) -> FileDifference | None:
    """Compare a file of two run folders, line by line; None when they are the same."""
    before, after = _lines(then / name), _lines(now / name)
    for number, (old, new) in enumerate(zip_longest(before, after)):
        if old != new:
            return FileDifference(name, _place(name, number, before), old or "", new or "")
    return None


def _lines(path: Path) -> list[str]:
    try:
        return read_whole(path, LONGEST).decode(errors="replace").splitlines()
    except OSError:
        return []


def _place(name: str, number: int, lines: list[str]) -> str:
    if not lines:
        return "missing in the run folder"
    return f"row {number}, columns {lines[0]}" if name.endswith(".csv") else f"line {number + 1}"


def moved_inputs(then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Moved, ...]:
    """Compare the manifests of two runs, entry by entry; what the older one records of its files is no input.

    A run of a version that did not record what it was made from has not moved by that.
    """
    then, now = ({name: value for name, value in each.items() if name != NO_FACT} for each in (then, now))
    before = flat_manifest({name: value for name, value in then.items() if name in now})
    after = flat_manifest(json.loads(json.dumps({name: now[name] for name in now if name != "source" or name in then})))
    names = [name for name in {**before, **after} if name not in NO_INPUT]
    return tuple(
        Moved(name, before.get(name, "not recorded"), after.get(name, "not recorded"))
        for name in names
        if before.get(name) != after.get(name)
    )
