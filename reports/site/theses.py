"""The tab of theses: each document with its claims, the names it gave for each, and what became of its falsifiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from data_sources.language.text import both, joined, same
from reports.site.listing import Cell, Column, Links, Listing, Section, row, table
from strategies.documents.document import Report, Thesis
from strategies.standing.sign_state import SignState

NOBODY: Mapping[str, Sequence[Cell]] = MappingProxyType({})


def theses_listing(
    reports: Sequence[Report],
    signs: Sequence[SignState],
    strategies: Mapping[str, Sequence[Cell]] = NOBODY,
    calls: str = "",
) -> Listing:
    """Return the tab.

    Parameters
    ----------
    reports
        The documents that were published by its day.
    signs
        Those of all documents, with their state on its day.
    strategies
        By the id of a document the strategies that rest on it, each with the address of its page.
    calls
        The address of the page of calls, which has a place for each document; "" without one.
    """
    count = sum(len(each.theses) for each in reports)
    return Listing(
        (both(f"{count} theses of {len(reports)} documents.", f"{len(reports)} 份研报，共 {count} 条投资逻辑。"),),
        tuple(_section(each, signs, _links(each, strategies, calls)) for each in reports),
    )


def _links(report: Report, strategies: Mapping[str, Sequence[Cell]], calls: str) -> tuple[Links, ...]:
    resting = tuple(strategies.get(report.id, ()))
    judged = Cell(both("how its calls turned out", "观点兑现情况"), href=f"{calls}#report-{report.id}")
    return (
        *([Links(both("Calls", "观点"), (judged,))] if calls else []),
        *([Links(both("Strategies that rest on it", "以其为依据的策略"), resting)] if resting else []),
    )


def _section(report: Report, signs: Sequence[SignState], links: tuple[Links, ...]) -> Section:
    columns = (
        Column(both("Thesis", "投资逻辑"), wide=True),
        Column(both("The claim", "核心观点"), wide=True),
        Column(both("Names", "标的数"), number=True),
        Column(both("Lines", "原文行号"), wide=True),
        Column(both("Falsifiers happened", "已发生的证伪条件"), number=True),
        Column(both("In figures", "量化条件数"), number=True),
    )
    rated = f", rating {report.rating}" if report.rating else ""
    rated_zh = f"，评级：{report.rating}" if report.rating else ""
    return Section(
        f"report-{report.id}",
        joined([report.id, both(report.title, report.title_zh or report.title)], zh=" "),
        (both(
            f"{report.broker}, published {report.published}{rated}.",
            f"{report.broker_zh or report.broker}，{report.published} 发布{rated_zh}。",
        ),),
        table(f"theses-{report.id}", columns, [_row(report, each, signs) for each in report.theses]),
        both("It states no thesis.", "未陈述投资逻辑。"),
        links=links,
    )  # fmt: skip


def _row(report: Report, thesis: Thesis, signs: Sequence[SignState]) -> tuple[Cell, ...]:
    own = [each for each in signs if (each.report, each.thesis, each.kind) == (report.id, thesis.id, "falsifier")]
    happened = sum(each.state == "happened" for each in own)
    names = {each.symbol for each in report.memberships if each.thesis == thesis.id}
    return row(
        Cell(both(thesis.name, thesis.name_zh or thesis.name)),
        Cell(same(thesis.claim)),
        str(len(names)),
        thesis.lines,
        Cell(same(str(happened)), tone="strong" if happened else ""),
        str(sum(bool(each.when) for each in own)),
    )
