"""One item from the vendors in their order: the next one is asked only for what is missing or in doubt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

import numpy as np

from data_sources.refresh.answer_checks import DOUBTS
from data_sources.refresh.call import Caller, LeftAlone, Resting
from data_sources.refresh.compare import differences, loosest
from data_sources.refresh.history_differs import HISTORY
from data_sources.refresh.item import Item
from data_sources.refresh.known import laid_over
from data_sources.refresh.silent import LEFT_ALONE, Try, try_of
from data_sources.refresh.stage import Staged
from data_sources.tables.finding import Finding
from data_sources.vendors.errors import EmptyAnswer, ShortAnswer, SourceError
from data_sources.vendors.source import Normalised, Request, Rounding, Source

State: TypeAlias = Literal["ok", "empty", "short", "rejected", "failed"]
Judge: TypeAlias = Callable[[Source, Normalised], tuple[Finding, ...]]

AGREED = 2
"""Vendors that have no row of the last day, until it is believed that there was none."""

MOST_BAD = 0.1
"""Above this share of bad symbols, and more than one, a list of many is refused as a whole."""


@dataclass(frozen=True)
class ItemAnswer:
    """What became of an item. ``staged`` is there when ``state`` is ok; ``reason`` is the vendors' own words.

    ``tries`` is what each vendor brought, of those on the network that were asked.
    """

    state: State
    staged: Staged | None = None
    vendor: str = ""
    reason: str = ""
    findings: tuple[Finding, ...] = ()
    tries: tuple[Try, ...] = ()


@dataclass
class Tried:
    """What the vendors of one item have said so far; ``rounding`` is within what they agree."""

    rounding: Rounding
    best: Staged | None = None
    doubts: tuple[Finding, ...] = ()
    states: list[State] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    refused: list[Finding] = field(default_factory=list)
    tries: list[Try] = field(default_factory=list)
    ended_early: list[str] = field(default_factory=list)

    def failed(self, state: State, reason: str) -> None:
        """Note a vendor that brought nothing."""
        self.states.append(state)
        self.reasons.append(reason)

    def wrong(self, vendor: str, why: str) -> None:
        """Note that what a vendor brought is not used."""
        self.tries = [
            Try(vendor, why, refused=True) if each.vendor == vendor and not each.why else each for each in self.tries
        ]


def answer_to(
    item: Item, sources: Sequence[Source], caller: Caller, judge: Judge, *, needs_last: bool = False
) -> ItemAnswer:
    """Ask until an answer is whole and beyond doubt, or no vendor is left. Never raises SourceError.

    ``needs_last``: an answer without a row of the last day is not whole.
    """
    tried = Tried(loosest(source.traits.rounding for source in sources))
    asked = [source for source in sources if source.plan(item.wanted)]
    for source in asked:
        request = source.plan(item.wanted)[0]
        try:
            answer, normalised = caller.call(source, request)
        except SourceError as error:
            tried.failed(_state_of(error), str(error))
            tried.tries.extend(_tries_of(request, error))
            continue
        staged = Staged(normalised.frame, source.vendor, answer.observed_at.date())
        tried.tries.extend([Try(source.vendor)] if request.calls else [])
        sound = _sound(item, staged, judge(source, normalised), tried)
        _take(item, tried, sound)
        if needs_last and sound is not None and _lacks_last(item, sound):
            tried.ended_early.append(source.vendor)
        whole = tried.best is not None and not (needs_last and _lacks_last(item, tried.best))
        if tried.best is not None and not tried.doubts and (whole or len(tried.ended_early) >= AGREED):
            break
    alone = len(asked) == 1
    lacks_last = needs_last and tried.best is not None and _lacks_last(item, tried.best)
    if needs_last and tried.best is not None and not lacks_last:
        for vendor in tried.ended_early:
            tried.wrong(vendor, "its rows end before the last session")
    return replace(_outcome(tried, alone=alone, lacks_last=lacks_last), tries=tuple(tried.tries))


def _tries_of(request: Request, error: SourceError) -> list[Try]:
    """Return what an error says of a vendor; nothing when it was not asked for want of time, or at a wrong moment."""
    if not request.calls or (isinstance(error, LeftAlone) and not isinstance(error, Resting)):
        return []
    return [Try(request.vendor, LEFT_ALONE) if isinstance(error, Resting) else try_of(request.vendor, error)]


def _sound(item: Item, staged: Staged, found: tuple[Finding, ...], tried: Tried) -> Staged | None:
    """Return an answer without its bad symbols, None when too much of it is bad."""
    many = len(item.symbols) != 1
    if many and not item.bulk:
        found = tuple(replace(finding, severity="severe") if finding.rule == HISTORY else finding for finding in found)
    bad = {finding.symbol for finding in found if finding.refuses}
    doubted = {finding.symbol for finding in found if _doubts(finding)} if item.bulk else set()
    severe = [finding for finding in found if finding.refuses]
    most = max(1.0, MOST_BAD * len(set(staged.frame.symbols.tolist()))) if many else 0.0
    if "" in bad or len(bad) > most:
        tried.refused.extend(severe)
        tried.failed("rejected", f"{staged.vendor}: {severe[0]}")
        tried.wrong(staged.vendor, f"its rows are refused: {severe[0].rule}")
        return None
    left_out = sorted(bad | doubted)
    if not left_out:
        return replace(staged, findings=found)
    kept = tuple(finding for finding in found if finding.refuses or finding.symbol not in left_out)
    frame = staged.frame.rows(~np.isin(staged.frame.symbols, left_out))
    return replace(staged, frame=frame, findings=kept, unsettled=tuple(left_out))


def _take(item: Item, tried: Tried, staged: Staged | None) -> None:
    """Lay an answer beside the one there is: it fills gaps, confirms a doubt or ends it."""
    if staged is None:
        return
    doubts = tuple(finding for finding in staged.findings if _doubts(finding)) if item.symbol else ()
    if tried.best is None:
        tried.best, tried.doubts = staged, doubts
        return
    best, vendors = tried.best, (tried.best.vendor, staged.vendor)
    apart = differences(best.frame, staged.frame, vendors, tried.rounding) if item.table != "suspensions" else ()
    if tried.doubts and not doubts:
        # The second one is above doubt, so the first was wrong.
        tried.wrong(best.vendor, f"its rows are in doubt: {tried.doubts[0].rule}")
        tried.best, tried.doubts = replace(staged, findings=(*staged.findings, *apart)), ()
    elif tried.doubts and _about(tried.doubts) == _about(doubts) and not apart and not _rewrites(doubts):
        tried.best, tried.doubts = replace(best, vendor="+".join(vendors)), ()
    elif not tried.doubts and not doubts:
        frame = laid_over(staged.frame, best.frame)
        more = len(frame) > len(best.frame)
        vendor = "+".join(vendors) if more else best.vendor
        tried.best = replace(best, frame=frame, vendor=vendor, findings=(*best.findings, *apart))


def _doubts(finding: Finding) -> bool:
    return finding.rule in DOUBTS and not finding.accepted


def _rewrites(doubts: tuple[Finding, ...]) -> bool:
    """Whether most of the stored rows would change: two vendors can be adjusted alike, so no vendor confirms that."""
    return any(finding.rule == HISTORY for finding in doubts)


def _about(doubts: tuple[Finding, ...]) -> set[tuple[object, ...]]:
    return {(finding.rule, finding.date) for finding in doubts}


def _outcome(tried: Tried, *, alone: bool, lacks_last: bool) -> ItemAnswer:
    reason = "; ".join(tried.reasons)
    refused = tuple(tried.refused)
    if tried.best is None:
        states: tuple[State, ...] = ("rejected", "short", "failed", "empty")
        state: State = next((state for state in states if state in tried.states), "failed")
        return ItemAnswer(state, reason=reason or "no source has this", findings=refused)
    if tried.doubts and (_rewrites(tried.doubts) or not alone):
        said = "what is stored stays" if _rewrites(tried.doubts) else "no second vendor confirms it"
        severe = tuple(replace(finding, severity="severe") for finding in tried.doubts)
        return ItemAnswer(
            "rejected", vendor=tried.best.vendor, reason=f"{severe[0]}; {said}", findings=(*refused, *severe)
        )
    # What one vendor told wrong and the next one right is worth knowing, and no fault of the rows.
    warnings = tuple(replace(finding, severity="warning") for finding in refused)
    staged = replace(tried.best, findings=(*tried.best.findings, *warnings))
    if lacks_last and len(tried.ended_early) < AGREED and any(state != "empty" for state in tried.states):
        return ItemAnswer("short", staged, staged.vendor, reason)
    return ItemAnswer("ok", staged, staged.vendor, reason)


def _lacks_last(item: Item, staged: Staged) -> bool:
    return not bool((staged.frame["date"] == np.datetime64(item.last)).any())


def _state_of(error: SourceError) -> State:
    return "empty" if isinstance(error, EmptyAnswer) else "short" if isinstance(error, ShortAnswer) else "failed"
