"""The items of one table asked for, one after the other: what came, what is missing, what was found on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from data_sources.calendar.clock import Clock
from data_sources.language.text import both
from data_sources.progress import Progress
from data_sources.quality.acceptance import with_accepted
from data_sources.refresh.answer import ItemAnswer, answer_to
from data_sources.refresh.answer_checks import DOUBTS, check_answer, gaps
from data_sources.refresh.call import Caller
from data_sources.refresh.item import Item
from data_sources.refresh.journal import RefreshJournal
from data_sources.refresh.known import Known
from data_sources.refresh.memory import Memory
from data_sources.refresh.outcome import Reading, StageOutcome, fold
from data_sources.refresh.plan import FROM_FILES, OF_THE_MARKET, as_one, is_welcome
from data_sources.refresh.result import Missing
from data_sources.refresh.silent import Try, asked_of
from data_sources.refresh.stage import Stage, Staged
from data_sources.tables.finding import Finding
from data_sources.vendors.source import Normalised, Source, Vendors


@dataclass(frozen=True)
class Desk:
    """Where a refresh does its work: sources, clock, what it keeps, and the function that hears of progress.

    Findings of the rules in ``accept`` refuse nothing.
    """

    vendors: Vendors
    clock: Clock
    caller: Caller
    stage: Stage
    memory: Memory
    journal: RefreshJournal
    hear: Progress
    accept: tuple[str, ...] = ()


Collected = tuple[list[Staged], StageOutcome]
"""Accepted answers, and what became of the items they answer."""


def collect_series(desk: Desk, known: Known, items: Sequence[Item]) -> Collected:
    """Return the answers to items of one table: in one request where the first source answers so, as a folder does.

    What it lacks is asked of the other sources, symbol by symbol.
    """
    sources = desk.vendors(items[0].table) if items else ()
    whole = as_one(items, sources[0]) if sources else None
    if whole is None:
        return collect(desk, known, items, sources)
    answers, outcome = collect(desk, known, [whole], sources[:1], optional=True)
    there = {symbol for answer in answers for symbol in answer.frame.symbols.tolist()}
    unsettled = {symbol for answer in answers for symbol in answer.unsettled}
    if whole.table == "actions" and answers:
        # No row is an answer: most symbols have no action.
        there |= set(whole.symbols) - unsettled
    left = [item for item in items if item.symbol not in there]
    if len(sources) > 1:
        more, further = collect(desk, known, left, sources[1:])
        return [*answers, *more], fold(outcome, further)
    due = [item for item in left if not _is_suspended(item, known) and not is_welcome(item, known)]
    missing = [_without_row(item, sources[0], unsettled) for item in due]
    return answers, fold(outcome, StageOutcome(missing=tuple(missing)))


def collect(
    desk: Desk, known: Known, items: Sequence[Item], sources: Sequence[Source], *, optional: bool = False
) -> Collected:
    """Return the accepted answers to items of one table; what does not come is missing, unless ``optional``."""
    accepted: list[Staged] = []
    outcomes: list[StageOutcome] = []
    for done, item in enumerate(items):
        desk.hear(both(f"asking for {item.table}", f"下载 {item.table}"), done, len(items))
        staged = desk.stage.find(item)
        if staged is not None:
            outcomes.append(StageOutcome(resumed=1))
            tries = staged.tries
        else:
            answer = _ask(desk, known, item, sources)
            staged, tries = answer.staged, answer.tries
            outcomes.append(_without_rows(item, known, answer, optional=optional))
        outcomes.append(_asked(item, tries, staged, optional=optional, welcome=is_welcome(item, known)))
        if staged is not None:
            accepted.append(staged)
            outcomes.append(_read(item, known, staged))
    if items:
        desk.hear(both(f"asking for {items[0].table}", f"下载 {items[0].table}"), len(items), len(items))
    return accepted, fold(*outcomes)


def _ask(desk: Desk, known: Known, item: Item, sources: Sequence[Source]) -> ItemAnswer:
    """Ask for one item, keep its answer on the stage and note it in the journal."""
    began, calls = desk.clock.elapsed(), sum(desk.caller.calls.values())
    about = known.about(item.symbols)

    def judge(source: Source, answer: Normalised) -> tuple[Finding, ...]:
        found = check_answer(item, answer, about, in_lots=source.traits.in_lots)
        return with_accepted(found, desk.accept, DOUBTS)

    needs_last = item.table in ("bars", "index") and len(item.symbols) == 1 and not _is_gone(item, known)
    answer = answer_to(item, sources[:1] if item.bulk else sources, desk.caller, judge, needs_last=needs_last)
    if answer.staged is not None:
        answer = replace(answer, staged=replace(answer.staged, tries=answer.tries))
    if answer.state == "ok" and answer.staged is not None:
        desk.stage.keep(item, answer.staged)
    desk.journal.note(
        "item",
        desk.clock.now(),
        table=item.table,
        symbol=item.symbol,
        first=item.first,
        last=item.last,
        state=answer.state,
        vendor=answer.vendor,
        rows=len(answer.staged.frame) if answer.staged else 0,
        calls=sum(desk.caller.calls.values()) - calls,
        seconds=round(desk.clock.elapsed() - began, 3),
        reason=answer.reason,
    )
    return answer


def _asked(item: Item, tries: tuple[Try, ...], staged: Staged | None, *, optional: bool, welcome: bool) -> StageOutcome:
    """Return what each vendor brought for an item; no row of a table that may be empty is an answer as well."""
    together = len(item.symbols) != 1 or item.bulk or item.table in OF_THE_MARKET
    return StageOutcome(
        asked=asked_of(
            item.table, tries, together=together, served=staged is not None, optional=optional, welcome=welcome
        )
    )


def _without_rows(item: Item, known: Known, answer: ItemAnswer, *, optional: bool) -> StageOutcome:
    """Return what was found in an answer, and what it leaves missing."""
    if answer.state == "empty" and _may_be_empty(item, known):
        return StageOutcome(findings=answer.findings, read={(item.table, item.symbol): item.first})
    if answer.state == "ok":
        return StageOutcome(findings=answer.findings)
    # What nobody misses refuses nothing either.
    found = tuple(replace(each, severity="warning") if each.refuses else each for each in answer.findings)
    if optional:
        return StageOutcome(findings=found)
    if is_welcome(item, known):
        return StageOutcome(findings=(*found, _not_given(item, answer)))
    missing = Missing(item.table, item.symbol, answer.state, answer.reason)
    return StageOutcome(findings=answer.findings, missing=(missing,))


def _not_given(item: Item, answer: ItemAnswer) -> Finding:
    message = (
        f"{item.symbol} did not come ({answer.reason}); where it is wanted, what stands in for it is used, or nothing"
    )
    return Finding("note", "index_not_given", message, item.table, item.symbol)


def _read(item: Item, known: Known, staged: Staged) -> StageOutcome:
    """Return which symbols an answer read, and the gaps between their bars."""
    there = set(staged.frame.symbols.tolist()) & set(item.symbols)
    if item.table == "actions":
        there = set(item.symbols) - set(staged.unsettled)
    symbols = item.symbols if len(item.symbols) == 1 else tuple(sorted(there))
    whole = ("",) if item.table in OF_THE_MARKET else ()
    read: dict[Reading, date] = {(item.table, symbol): item.first for symbol in (*symbols, *whole)}
    if item.table != "bars":
        return StageOutcome(read=read)
    about = known.about(symbols) if len(symbols) == 1 else known
    return StageOutcome(
        read=read, findings=tuple(gap for symbol in symbols for gap in gaps(item, staged.frame, about, symbol))
    )


def _without_row(item: Item, source: Source, unsettled: set[str]) -> Missing:
    state = "rejected" if item.symbol in unsettled else "empty"
    reason = "its rows are refused, see the findings" if state == "rejected" else "the source has no row"
    return Missing(item.table, item.symbol, state, f"{source.vendor}: {reason}")


def _may_be_empty(item: Item, known: Known) -> bool:
    """Whether no row is an answer: no action, no symbol under ST, no bar of a suspended symbol."""
    return item.table in ("actions", "status", "earnings", "forecasts", *FROM_FILES) or _is_suspended(item, known)


def _is_suspended(item: Item, known: Known) -> bool:
    return item.symbol in (known.suspended or ())


def _is_gone(item: Item, known: Known) -> bool:
    """Whether no bar is expected on the last day: the symbol is suspended, or delisted by then."""
    instruments = known.about(item.symbols)["instruments"]
    delisted = instruments["delist_date"].tolist()[:1] if item.table == "bars" else []
    ended = bool(delisted) and delisted[0] is not None and delisted[0] <= item.last
    return ended or _is_suspended(item, known)
