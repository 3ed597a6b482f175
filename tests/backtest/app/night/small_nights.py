"""Nights without a market: diary and site as a night writes them, in milliseconds, and killed where one likes."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import numpy as np

from backtest.app.night.diary import Diary
from backtest.app.night.diary_reading import read_diary
from backtest.app.night.site_diary import Night, add_night, opened_diary
from backtest.app.night.site_folder import STAMP, SiteFolder, new_build, only_night, site_folder
from backtest.result.files import write_text
from backtest.targets import targets_from_rows
from data_sources.calendar import clock
from data_sources.calendar.clock import SHANGHAI

Weights = Mapping[str, Mapping[str, float]]
"""By strategy what it wants to hold."""

SESSIONS = np.arange("2024-01-02", "2024-03-01", dtype="datetime64[D]")[
    np.is_busday(np.arange("2024-01-02", "2024-03-01", dtype="datetime64[D]"))
]
KILLABLE = ("write", "fsync", "replace", "rename", "symlink", "link", "ftruncate", "unlink", "mkdir", "rmdir")


def small_night(out: Path, day: date, weights: Weights, now: datetime | None = None) -> Diary:
    """Write a night of these weights; by default at 18:00 in Shanghai of its own day."""
    moment = now or datetime.combine(day, time(18), SHANGHAI)
    before = clock.SYSTEM
    clock.SYSTEM = replace(before, now=lambda: moment)
    try:
        site = site_folder(out)
        with only_night(site):
            return _work(site, day, weights)
    finally:
        clock.SYSTEM = before


def killed_night(out: Path, day: date, weights: Weights, at: int) -> bool:
    """Do a night in a child that is killed at its ``at``-th call to the disk, from 1; whether it came to that.

    A write is killed when half of it is written.
    """
    child = os.fork()
    if child == 0:
        try:
            _kill_at(at)
            small_night(out, day, weights)
        finally:
            # Nothing of the test goes on in the child.
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def written_rows(out: Path) -> list[bytes]:
    """The whole lines of a site's diary with their order, none without a diary."""
    place = site_folder(out).diary
    data = place.read_bytes() if place.exists() else b""
    return read_diary(data).diary.text().encode().splitlines()[1:]


def _work(site: SiteFolder, day: date, weights: Weights) -> Diary:
    opened = opened_diary(site)
    targets = {
        name: targets_from_rows([(day, symbol, weight) for symbol, weight in held.items()])
        for name, held in weights.items()
    }
    with new_build(site, day.isoformat()) as build:
        write_text(build / "index.html", f"{day}\n")
        diary = add_night(site, opened, build, Night(day, targets, "s1", SESSIONS))
        mark = f'{{"rows": {len(diary.rows)}, "hash": "{diary.last_hash}"}}'
        write_text(build / STAMP, f'{{"fingerprint": "{day}", "data_of": "{day}", "diary": {mark}}}\n')
    return diary


def _kill_at(number: int) -> None:
    made = [0]
    for name in KILLABLE:
        setattr(os, name, _killing(getattr(os, name), number, made))


def _killing(function: Callable[..., Any], number: int, made: list[int]) -> Callable[..., Any]:
    def call(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - stands in for any function
        made[0] += 1
        if made[0] == number:
            if function.__name__ == "write":
                function(args[0], bytes(args[1])[: len(args[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **named)

    return call
