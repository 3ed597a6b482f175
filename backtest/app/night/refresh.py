"""The first part of a night: the store brought up to the last session, for the names of the reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from backtest.app.refresh import refresh
from data_sources.language.text import NOTHING, Text, both, joined, same
from data_sources.plain_text import one_line
from data_sources.progress import Progress
from data_sources.refresh import Missing, RefreshResult
from data_sources.tables.finding import Finding
from strategies.library.library import Library, shipped_library

SHOWN = 5
LONGEST = 120
"""Characters of what is wrong with a row; the document has the whole of it."""


@dataclass(frozen=True)
class RefreshOrder:
    """What a night asks the refresh for; no ``sources``: the default library's. The rest is as ``refresh`` has it."""

    sources: tuple[str, ...]
    max_age: int
    accept: tuple[str, ...] = ()
    earnings: bool = False
    library: Library = field(default_factory=shipped_library)


@dataclass(frozen=True)
class Refreshed:
    """How it ended (done, partly, failed), what is missing in one sentence ("" for nothing), and as a document.

    ``step`` is what to do about it. ``silent`` says of each vendor that gave nothing usable what it did not give, also
    when others gave it. ``findings`` counts what it found by severity, ``bad_rows`` has file, line and fault of each
    row that was refused.
    """

    outcome: str
    sentence: str
    document: Mapping[str, Any]
    silent: tuple[str, ...] = ()
    step: str = ""
    findings: Mapping[str, int] = field(default_factory=dict)
    bad_rows: tuple[str, ...] = ()


def refresh_store(db: str | Path | None, order: RefreshOrder, hear: Progress) -> Refreshed:
    """Refresh from the sources of an order.

    Raises UserError as ``refresh`` does; the store is then as it was.
    """
    result = refresh(
        order.sources, db=db, hear=hear, max_age=order.max_age, accept=order.accept, earnings=order.earnings,
        reports=order.library,
    )  # fmt: skip
    return Refreshed(
        outcome=result.outcome,
        sentence=refresh_sentence(result),
        document=result.document(),
        silent=tuple(vendor.sentence for vendor in result.silent),
        step=result.next_step,
        findings=dict(sorted(Counter(each.severity for each in result.findings).items())),
        bad_rows=tuple(str(each) for each in result.findings if _is_bad_row(each)),
    )


def refresh_sentence(result: RefreshResult) -> Text:
    """Say what is missing and what to do, with file and line of a row that is wrong, "" where nothing is missing.

    Nothing in it changes while the same is missing. Nothing is said of a table that is old as a whole, nor of an index
    that ends early: the night itself looks at both, with or without a refresh.
    """
    told = [one for one in result.missing if one.state != "old" and (one.table, one.state) != ("index", "behind")]
    if not told:
        return NOTHING
    lacking = [_lacking(one, result.findings) for one in told]
    more = len(lacking) - SHOWN
    names = ", ".join(lacking[:SHOWN])
    kept = [f"{name} of {state.last}" for name, state in result.tables.items() if state.kept]
    missing = both(
        f"missing: {names}{f' and {more} more' if more > 0 else ''}",
        f"缺少：{names}{f'等 {len(lacking)} 项' if more > 0 else ''}",
    )
    stays = both(f"kept: {', '.join(kept)}", f"沿用旧数据：{'、'.join(kept)}") if kept else NOTHING
    what = joined((missing, stays, same(result.next_step)), "; ", "；")
    ended, zh = (
        ("partly done", "部分完成") if result.outcome == "partly" else (result.outcome, ENDED_ZH[result.outcome])
    )
    return both(f"The refresh was {ended}: {what}.", f"数据更新{zh}：{what.zh}。")


ENDED_ZH: Mapping[str, str] = {"done": "完成", "partly": "部分完成", "failed": "失败", "planned": "仅列出计划"}


def _lacking(one: Missing, findings: Sequence[Finding]) -> str:
    """Say what is missing; of rows that end early since when, and not for how long, which changes every day."""
    of_symbol = f"{one.table} {one.symbol}".strip()
    if one.state in ("behind", "future"):
        return f"{of_symbol}: {one.reason}"
    wrong = next((each for each in findings if _is_bad_row(each) and _is_of(each, one)), None)
    return (
        of_symbol if wrong is None else f"{of_symbol} ({wrong.file}:{wrong.line}: {one_line(wrong.message, LONGEST)})"
    )


def _is_bad_row(finding: Finding) -> bool:
    return finding.refuses and finding.line > 0


def _is_of(finding: Finding, one: Missing) -> bool:
    return finding.table == one.table and one.symbol in ("", finding.symbol)
