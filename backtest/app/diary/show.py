"""What the paper diary says: of a strategy, of a day."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backtest.app.night.diary import COLUMNS, DiaryRow
from backtest.app.night.diary_file import read_bytes
from backtest.app.night.diary_reading import read_diary
from backtest.app.night.site_folder import site_folder
from data_sources.calendar.day import Day, day_of
from data_sources.errors import InputError, UserError
from data_sources.given_path import given_path
from data_sources.language.text import both
from data_sources.tables.brief import first_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class DiaryRows:
    """Rows of a diary in the order of their writing."""

    diary: Path
    rows: tuple[DiaryRow, ...]

    def __repr__(self) -> str:
        """Return how many they are and whose, not the rows."""
        return f"<DiaryRows: {len(self.rows):,} of {first_of(sorted({row.strategy for row in self.rows}))}>"

    def document(self) -> dict[str, Any]:
        """Return them as one JSON document, each weight as a number."""
        return {
            "diary": self.diary,
            "rows": [{**row._asdict(), "weight": float(row.weight)} for row in self.rows],
        }

    def to_frame(self) -> pd.DataFrame:
        """One row per weight, with the columns of the file; weights are numbers, days and times text."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        return pd.DataFrame(self.rows, columns=[*COLUMNS]).astype({"weight": float})


def diary_show(strategy: str | None = None, *, day: Day | None = None, out: str | Path = "var/site") -> DiaryRows:
    """Show what the paper diary of a site says; the twin of ``backtest diary show``.

    Parameters
    ----------
    strategy : str, optional
        Only rows of this strategy.
    day : date or str, optional
        Only rows of this session; without a strategy and a day those of the last one.
    out : str or Path, default "var/site"
        The site. Its diary lies beside it, under the same name with ``.diary.csv`` behind it.

    Returns
    -------
    DiaryRows
        The rows as they were written. ``late`` is yes for those written after the next session had begun.

    Raises
    ------
    UserError
        When there is no diary, when a line of it does not follow from the one before, and when it has no such row.
    """
    place = site_folder(given_path(out, "--out")).diary
    data = read_bytes(place)
    if data is None:
        raise InputError(
            both(
                f"there is no paper diary {place}; a night makes it: backtest nightly --out {out}",
                f"没有模拟盘日志 {place}；由夜间任务写成：backtest nightly --out {out}",
            )
        )
    reading = read_diary(data)
    if reading.fault:
        raise UserError(f"{place}: {reading.fault}; see: backtest diary verify --out {out}")
    diary = reading.diary
    asked = None if day is None else day_of(day)
    if strategy is None and asked is None:
        asked = diary.last_day
    found = tuple(
        row
        for row in diary.rows
        if (strategy is None or row.strategy == strategy) and (asked is None or row.date == asked.isoformat())
    )
    if not found:
        whose = f" of {strategy}" if strategy else ""
        when = f" on {asked}" if asked else ""
        names = sorted({row.strategy for row in diary.rows})
        there = f"it has {first_of(names)} up to {diary.last_day}" if names else "it has no row at all"
        raise InputError(f"the paper diary {place} has no row{whose}{when}; {there}")
    return DiaryRows(place, found)
