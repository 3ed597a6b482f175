"""Whether the store is older than the site: a back-up that was put back, or the store of something else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from data_sources.language.text import NOTHING, Text, both


def older_store(stamp: Mapping[str, Any], diary_day: date | None, last: date, snapshot: str, made_at: datetime) -> Text:
    """Say in what a store is older than the site and its diary, "" when it is not.

    A store made anew, be it by an import or in another database, is not older: its data end no earlier, and its
    snapshot was made later or is the same.

    Parameters
    ----------
    stamp
        What the site that readers saw last was made from, empty for none; one from before it said when its snapshot
        was made is compared by its data alone.
    diary_day
        The last day of the paper diary.
    last, snapshot, made_at
        The last session of the store, the name of its snapshot, and when that was made, UTC.
    """
    if diary_day and last < diary_day:
        return both(
            f"the store's data end on {last}, before the last day of the paper diary, {diary_day}",
            f"数据库的数据截至 {last}，早于模拟盘日志的最后一日 {diary_day}",
        )
    if stamp and last < date.fromisoformat(stamp["data_of"]):
        return both(
            f"the store's data end on {last}, before those of the site, {stamp['data_of']}",
            f"数据库的数据截至 {last}，早于站点的 {stamp['data_of']}",
        )
    same = stamp.get("snapshot") == snapshot
    if not same and stamp.get("made_at") and _utc(made_at) < _utc(datetime.fromisoformat(stamp["made_at"])):
        return both(
            f"the store's snapshot was made at {made_at:%Y-%m-%d %H:%M} UTC, before the one of the site",
            f"数据库的快照生成于 {made_at:%Y-%m-%d %H:%M} UTC，早于站点所用的快照",
        )
    return NOTHING


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
