"""A clock that says 1970, 2020, 2099 or a day before the newest snapshot.

Every command that needs the day, or writes, ends in one line that names the clock, and writes nothing; a rerun of the
same command under the right clock works. What needs no clock works under any.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import backtest
from data_sources.calendar import clock as clocks
from data_sources.calendar.clock import ClockWrong
from tests.attacks.survival import Count, Survival
from tests.data_sources.market_folder import write_market

RIGHT = "2024-01-06 10:00"
WRONG = ("1970-01-01 00:00", "2020-02-29 12:00", "2024-01-05 23:00", "2038-01-19 03:14", "2099-01-01 10:00")
QUICK = True


def attack(work: Path) -> Survival:
    """Ask everything under each clock, and once more under the right one."""
    count, folder, db = Count(), write_market(work / "files"), work / "market.db"
    with pytest.MonkeyPatch.context() as patch:
        _set(patch, RIGHT)
        backtest.import_folder(folder, db=db)
        snapshot = backtest.status(db=db).summary.snapshot
        for moment in WRONG:
            for name, command in _commands(folder, db, work / "site").items():
                _set(patch, moment)
                said = _line(command)
                count.holds(f"{name} at {moment}", one_line_about_the_clock="clock says" in said and "\n" not in said)
            _set(patch, moment)
            works = backtest.explain("600000.SH", "2024-01-03", db=db).bar is not None
            _set(patch, RIGHT)
            same = backtest.status(db=db).summary.snapshot == snapshot
            count.holds(f"explain at {moment}", works=works, nothing_was_written=same)
    return count.survival()


def _commands(folder: Path, db: Path, site: Path) -> dict[str, Callable[[], object]]:
    return {
        "status": lambda: backtest.status(db=db),
        "import": lambda: backtest.import_folder(folder, db=db),
        "refresh": lambda: backtest.refresh(folder, "all", db=db),
        "nightly": lambda: backtest.nightly(out=site, db=db, no_refresh=True).error,
        "doctor": lambda: next(
            each.diagnosis for each in backtest.doctor(db=db, no_network=True).checks if each.name == "clock"
        ),
    }


def _line(command: Callable[[], object]) -> str:
    try:
        return str(command())
    except ClockWrong as fault:
        return str(fault)


def _set(patch: pytest.MonkeyPatch, moment: str) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    patch.setattr(clocks, "SYSTEM", replace(clocks.SYSTEM, now=lambda: now))
