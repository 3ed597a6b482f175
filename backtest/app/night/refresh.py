"""The first part of a night: the store brought up to the last session, for the names of the reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from backtest.app.refresh import refresh
from data_sources.progress import Progress
from data_sources.refresh import Missing, RefreshResult
from strategies.library.library import Library, shipped_library

SHOWN = 5


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

    ``silent`` says of each vendor that gave nothing usable what it did not give, also when others gave it.
    """

    outcome: str
    sentence: str
    document: Mapping[str, Any]
    silent: tuple[str, ...] = ()


def refresh_store(db: str | Path | None, order: RefreshOrder, hear: Progress) -> Refreshed:
    """Refresh from the sources of an order.

    Raises UserError as ``refresh`` does; the store is then as it was.
    """
    result = refresh(
        order.sources, db=db, hear=hear, max_age=order.max_age, accept=order.accept, earnings=order.earnings,
        reports=order.library,
    )  # fmt: skip
    silent = tuple(vendor.sentence for vendor in result.silent)
    return Refreshed(result.outcome, _sentence(result), result.document(), silent)


def _sentence(result: RefreshResult) -> str:
    """Say what is missing and what to do; nothing in it changes while the same is missing.

    Nothing is said of a table that is old as a whole, nor of an index that ends early: the night itself looks at both,
    with or without a refresh.
    """
    told = [one for one in result.missing if one.state != "old" and (one.table, one.state) != ("index", "behind")]
    if not told:
        return ""
    lacking = [_lacking(one) for one in told]
    more = f" and {len(lacking) - SHOWN} more" if len(lacking) > SHOWN else ""
    kept = [f"{name} of {state.last}" for name, state in result.tables.items() if state.kept]
    parts = [
        f"missing: {', '.join(lacking[:SHOWN])}{more}" if lacking else "",
        f"kept: {', '.join(kept)}" if kept else "",
    ]
    what = "; ".join(part for part in (*parts, result.next_step) if part)
    return f"The refresh was {'partly done' if result.outcome == 'partly' else result.outcome}: {what}."


def _lacking(one: Missing) -> str:
    """Say what is missing; of rows that end early since when, and not for how long, which changes every day."""
    of_symbol = f"{one.table} {one.symbol}".strip()
    return f"{of_symbol}: {one.reason}" if one.state in ("behind", "future") else of_symbol
