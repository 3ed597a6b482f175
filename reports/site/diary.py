"""The tab of the paper diary: what the weights made that were written down before their days came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from backtest.result.paper_diary import DiaryBeside
from backtest.result.wording import percent, signed_points
from data_sources.language.text import Text, both, same
from reports.charts.model import Chart, Panel, Series
from reports.site.listing import Cell, Column, Listing, Section, row, table

UNTITLED: Mapping[str, Text] = MappingProxyType({})


@dataclass(frozen=True)
class DiaryState:
    """The diary of a site: its proof in words (``verified``), and its rows."""

    verified: Text
    rows: int


def diary_listing(
    beside: Mapping[str, DiaryBeside], state: DiaryState, titles: Mapping[str, Text] = UNTITLED
) -> Listing:
    """Return the tab; ``beside`` is what the diary of each strategy made so far, ``titles`` what they are called."""
    return Listing(
        (
            both(
                "The only part that is out of sample in both, names and rules: each night writes down the weights "
                "before the session in which they trade.",
                "唯一在标的和规则两方面都属样本外的部分：每晚在下一交易日开盘前写下权重。",
            ),
            state.verified,
        ),
        (_strategies(beside, titles),),
    )  # fmt: skip


def diary_chart(beside: Mapping[str, DiaryBeside], titles: Mapping[str, Text] = UNTITLED) -> Chart | None:
    """Return the growth of each diary over the sessions of all, 100 at its first day; None before a second session."""
    days = sorted({day for each in beside.values() for day in each.dates})
    if len(days) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    series = []
    for number, (name, each) in enumerate(sorted(beside.items())):
        growth = dict(zip(each.dates, each.growth, strict=True))
        values = tuple(None if day not in growth else round(growth[day] * 100, 2) for day in days)
        series.append(Series(titles.get(name, same(name)), values, f"segment-{number % 9 + 1}"))
    panel = Panel(both("Growth, 100 at its first day", "净值（首日 = 100）"), tuple(series), "level", 240)
    return Chart("chart-diary", both("Growth of the diaries", "模拟盘日志净值"), tuple(map(str, days)), (panel,))


def _strategies(beside: Mapping[str, DiaryBeside], titles: Mapping[str, Text]) -> Section:
    columns = (
        Column(both("Strategy", "策略")),
        Column(both("Since", "起始")),
        Column(both("Sessions", "交易日数"), number=True),
        Column(both("Diary", "日志收益"), number=True),
        Column(both("Index", "指数收益"), number=True),
        Column(both("Excess", "超额"), number=True),
        Column(both("Days left out, written late", "迟写剔除天数"), number=True),
        Column(both("Days of unknown time", "写入时间不明天数"), number=True),
    )
    rows = [
        row(
            Cell(titles.get(name, same(name)), href=f"{name}/report.html"),
            str(each.since),
            str(each.sessions),
            Cell(same(percent(each.own, signed=True)), each.own),
            Cell(same(percent(each.market, signed=True)), each.market),
            Cell(same(signed_points(each.own - each.market)), each.own - each.market),
            str(each.late),
            str(each.unknown),
        )
        for name, each in sorted(beside.items())
    ]
    return Section(
        "diaries",
        both("What it made", "日志表现"),
        (),
        table("diary", columns, rows),
        both("No session has followed its first day yet.", "首日之后尚无交易日。"),
        chart=diary_chart(beside, titles),
    )
