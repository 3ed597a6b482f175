"""The tabs that only nights write, of made nights, put into a site that a run made."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from backtest.result.paper_diary import DiaryBeside
from data_sources.language.text import both, same
from reports.site.diary import DiaryState, diary_listing
from reports.site.frame import SiteState
from reports.site.listing_tab import write_listing
from reports.site.night import write_night
from reports.site.nights import NightRow, nights_listing
from reports.site.tabs import DIARY, NAMES, NIGHTS

NIGHT_TABS = (DIARY, NIGHTS, "night.html")
FIRST = date(2026, 6, 1)
STATE = SiteState(
    date(2026, 6, 30), datetime(2026, 6, 30, 10, tzinfo=UTC), "s7-0123456789ab", tuple(NAMES), {}, simulated=True
)


def add_night_tabs(folder: Path) -> None:
    """Write diary, nights and last night as after thirty nights, one of which failed, with a sentence that is long."""
    days = tuple(FIRST + timedelta(k) for k in range(20))
    beside = {
        name: DiaryBeside(
            FIRST, days[-1], 19, own, 0.02, same("CSI 300"), days, tuple(1 + own * k / 19 for k in range(20)), late=1
        )
        for name, own in (("edge_ai", 0.031), ("domestic_compute", -0.012))
    }
    verified = both("Verified: 40 rows of 20 days, none changed.", "已核验：20 天共 40 行，均未改动。")
    write_listing(folder, DIARY, STATE, diary_listing(beside, DiaryState(verified, 40)))
    write_listing(folder, NIGHTS, STATE, nights_listing([night(k) for k in range(30)]))
    write_night(
        folder / "night.html",
        headline=both("Last night failed", "昨夜任务失败"),
        sentences=[both("No space is left on the disk.", "磁盘空间不足。")],
        data_of=STATE.data_of,
    )


def night(number: int) -> NightRow:
    failed, day = number == 20, FIRST + timedelta(number)
    said = both("error: no space left at /a/folder/of/a/very/long/name/market.db", "错误：磁盘空间不足")
    ended = datetime(2026, 6, 1, 18, 30) + timedelta(number)  # noqa: DTZ001 - Shanghai's time as it is written
    return NightRow(day, ended, "failed" if failed else "done", 61.5, day, 11, number % 3, (said,) if failed else ())
