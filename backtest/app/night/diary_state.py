"""The paper diary of a site for its tab: how many rows it has, and that they follow from one another."""

from __future__ import annotations

from backtest.app.night.diary import Diary
from data_sources.language.text import both
from reports.site.diary import DiaryState


def diary_state(diary: Diary) -> DiaryState:
    """Return the state of a diary whose chain a night has proved when it read it; its last hash is said."""
    days = len({row.date for row in diary.rows})
    return DiaryState(
        both(
            f"{len(diary.rows):,} rows of {days:,} days; each follows from the one before by its hash, which was "
            f"checked when this page was made. Last hash {diary.last_hash}; backtest diary verify checks it again.",
            f"共 {len(diary.rows):,} 行、{days:,} 天；每行以哈希承接上一行，本页生成时已校验。"
            f"末行哈希 {diary.last_hash}；可用 backtest diary verify 再次校验。",
        ),
        rows=len(diary.rows),
    )
