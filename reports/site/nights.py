"""The tab of the nights: how each ended, how long it took, and what it had to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data_sources.language.text import Text, both, joined, same
from reports.drawing.night_strip import NightSquare, night_strip
from reports.site.listing import EMPTY, Cell, Column, Listing, Section, row, table

OUTCOMES = {
    "done": both("done", "完成"),
    "unchanged": both("unchanged", "无变化"),
    "skipped": both("skipped", "跳过"),
    "partly": both("partly done", "部分完成"),
    "failed": both("failed", "失败"),
}


@dataclass(frozen=True)
class NightRow:
    """One night; ``ended_at`` is in Shanghai, ``findings`` how many its refresh found, ``said`` its clauses."""

    day: date
    ended_at: datetime
    outcome: str
    seconds: float
    data_of: date | None
    strategies: int
    findings: int
    said: tuple[Text, ...]


def nights_listing(nights: Sequence[NightRow]) -> Listing:
    """Return the tab, the latest night first."""
    columns = (
        Column(both("Night of", "日期")),
        Column(both("Ended at (Shanghai)", "结束时间（上海）")),
        Column(both("How it ended", "结果")),
        Column(both("Seconds", "耗时（秒）"), number=True),
        Column(both("Data of", "数据截至")),
        Column(both("Strategies", "策略数"), number=True),
        Column(both("Findings", "数据问题"), number=True),
        Column(both("What it said", "说明"), wide=True),
    )
    ended = {each.outcome for each in nights}
    good = sum(each.outcome in ("done", "unchanged", "skipped") for each in nights)
    said = both(
        f"{len(nights):,} nights, of which {good:,} lacked nothing. A full square is a night that is done, a half one "
        "was partly done, a cross failed; a pale one changed nothing, a grey one was skipped.",
        f"共 {len(nights):,} 夜，其中 {good:,} 夜无缺失。"
        "实心方块为完成，半格为部分完成，叉为失败；浅色为无变化，灰色为跳过。",
    )
    section = Section(
        "nights",
        both("Nights", "夜间任务"),
        (),
        table("nights", columns, [_row(each) for each in reversed(nights)]),
        both("This is the first one.", "这是第一夜。"),
        night_strip([_square(each) for each in nights]) if nights else EMPTY,
    )
    return Listing((said,) if ended else (), (section,))


def _square(night: NightRow) -> NightSquare:
    outcome = OUTCOMES.get(night.outcome, same(night.outcome))
    return NightSquare(night.outcome, both(f"{night.day}: {outcome}", f"{night.day}：{outcome.zh}"))


def _row(night: NightRow) -> tuple[Cell, ...]:
    outcome = OUTCOMES.get(night.outcome, same(night.outcome))
    return row(
        str(night.day),
        f"{night.ended_at:%H:%M}" if night.ended_at.date() == night.day else f"{night.ended_at:%Y-%m-%d %H:%M}",
        Cell(outcome, tone="strong" if night.outcome in ("partly", "failed") else ""),
        Cell(same(f"{night.seconds:,.1f}"), night.seconds),
        str(night.data_of or ""),
        str(night.strategies),
        str(night.findings),
        Cell(joined(night.said, en="; ", zh="；")),
    )
