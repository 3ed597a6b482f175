"""One refresh as it goes on: what has been asked, accepted, refused, and what is therefore known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from data_sources.calendar.clock import Clock
from data_sources.refresh.asking import Asker
from data_sources.refresh.checks import check_table
from data_sources.refresh.gathering import Gathered, gather
from data_sources.refresh.journal import Journal
from data_sources.refresh.judging import gaps, judge
from data_sources.refresh.known import Known, laid_over, unplaced
from data_sources.refresh.planning import FROM_FILES, OF_THE_MARKET, Item, Span, Vendors, as_one
from data_sources.refresh.report import Missing
from data_sources.refresh.settling import settled, with_stored_rights
from data_sources.refresh.staging import STAGED_TABLES, Stage, Staged
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame, concatenate
from data_sources.vendors.akshare import SOURCES, continued
from data_sources.vendors.registry import VENDORS
from data_sources.vendors.source import Normalised, Source

Progress = Callable[[str, int, int], None]


@dataclass
class Night:
    """The only thing here that changes. ``stored`` is as the store has it, ``known`` with what was accepted.

    ``read`` says from which day on a table and symbol were read tonight; the symbol is "" for a whole table. ``givers``
    names by table and symbol the vendors of what will be published. ``ends`` has the last day of a table whose source
    ends before the last session; ``asked_again`` are the tables and symbols that were read but end early, so that
    whoever brings newer files the same evening has them read.
    """

    vendors: Vendors
    clock: Clock
    asker: Asker
    stage: Stage
    journal: Journal
    hear: Progress
    span: Span
    stored: Known
    known: Known
    frames: dict[str, Frame] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    givers: dict[str, dict[str, str]] = field(default_factory=dict)
    missing: list[Missing] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)
    read: dict[tuple[str, str], date] = field(default_factory=dict)
    ends: dict[str, date] = field(default_factory=dict)
    asked_again: set[tuple[str, str]] = field(default_factory=set)
    resumed: int = 0
    began: float = 0.0

    def series(self, items: Sequence[Item]) -> list[Staged]:
        """Return the answers to items of one table: in one request where the first source answers so, as a folder does.

        What it lacks is asked of the other sources, symbol by symbol.
        """
        sources = self.vendors(items[0].table) if items else ()
        whole = as_one(items, sources[0]) if sources else None
        if whole is None:
            return self.collect(items)
        answers = self.collect([whole], sources[:1], optional=True)
        there = {symbol for answer in answers for symbol in answer.frame.symbols.tolist()}
        unsettled = {symbol for answer in answers for symbol in answer.unsettled}
        if whole.table == "actions" and answers:
            # No row is an answer: most symbols have no action.
            there |= set(whole.symbols) - unsettled
        left = [item for item in items if item.symbol not in there]
        if len(sources) > 1:
            return [*answers, *self.collect(left, sources[1:])]
        for item in left:
            state = "rejected" if item.symbol in unsettled else "empty"
            if item.symbol not in (self.known.suspended or ()):
                reason = "its rows are refused, see the findings" if state == "rejected" else "the source has no row"
                self.missing.append(Missing(item.table, item.symbol, state, f"{sources[0].vendor}: {reason}"))
        return answers

    def collect(
        self, items: Sequence[Item], sources: tuple[Source, ...] | None = None, *, optional: bool = False
    ) -> list[Staged]:
        """Return the accepted answers to items of one table; what does not come is missing, unless ``optional``."""
        accepted = []
        for done, item in enumerate(items):
            self.hear(f"asking for {item.table}", done, len(items))
            staged = self.stage.find(item)
            if staged is not None:
                self.resumed += 1
            else:
                gathered = self._gather(item, self.vendors(item.table) if sources is None else sources)
                staged = gathered.staged
                self.findings.extend(gathered.findings)
                if gathered.state == "empty" and self._may_be_empty(item):
                    self.read[item.table, item.symbol] = item.first
                elif gathered.state != "ok" and not optional:
                    self.missing.append(Missing(item.table, item.symbol, gathered.state, gathered.reason))
            if staged is not None:
                accepted.append(staged)
                self._note_read(item, staged)
        if items:
            self.hear(f"asking for {items[0].table}", len(items), len(items))
        return accepted

    def accept(self, table: str, answers: Sequence[Staged], symbols: Collection[str]) -> None:
        """Take the answers to one table into what is known and will be published, or keep the table as it is."""
        if not answers:
            return
        exact = not any(vendor in VENDORS for answer in answers for vendor in answer.vendor.split("+"))
        frame = self._status(answers, symbols) if table == "status" else _joined(table, answers)
        found = [finding for answer in answers for finding in answer.findings]
        if table == "actions":
            unknown = frozenset(finding.symbol for finding in found if finding.rule == "rights_unknown")
            frame = with_stored_rights(frame, self.stored[table], unknown)
        fresh, revised = settled(frame, self.stored[table], exact=exact)
        prospective = self.known.with_rows({table: fresh})
        checked = check_table(table, prospective, symbols, self.span.last)
        severe = [finding for finding in checked if finding.severity == "severe"]
        if severe:
            self.keep_as_it_is(table, severe)
            return
        self.known = prospective
        self.findings.extend((*found, *revised, *checked))
        if len(fresh):
            self.frames[table] = fresh
            self.givers[table] = _givers(answers)

    def keep_as_it_is(self, table: str, severe: Sequence[Finding]) -> None:
        """Refuse tonight's rows of a table; yesterday's stay, and their age is shown."""
        self.kept.add(table)
        self.findings.extend(severe)
        self.missing.append(Missing(table, "", "rejected", f"{severe[0]}; the table stays as it was"))
        self.read = {key: day for key, day in self.read.items() if key[0] != table}

    def judge(self, item: Item) -> Callable[[Source, Normalised], tuple[Finding, ...]]:
        """Return the judge of an item's answers, who knows what is known now."""
        known = self.known.about(item.symbols)

        def judged(source: Source, answer: Normalised) -> tuple[Finding, ...]:
            return judge(item, answer, known, in_lots=source.vendor in SOURCES)

        return judged

    def _gather(self, item: Item, sources: tuple[Source, ...]) -> Gathered:
        began, calls = self.clock.elapsed(), sum(self.asker.calls.values())
        sources = sources[:1] if item.bulk else sources
        needs_last = item.table in ("bars", "index") and len(item.symbols) == 1 and not self._is_gone(item)
        gathered = gather(item, sources, self.asker, self.judge(item), needs_last=needs_last)
        if gathered.state == "ok" and gathered.staged is not None:
            self.stage.keep(item, gathered.staged)
        self.journal.note(
            "item",
            self.clock.now(),
            table=item.table,
            symbol=item.symbol,
            first=item.first,
            last=item.last,
            state=gathered.state,
            vendor=gathered.vendor,
            rows=len(gathered.staged.frame) if gathered.staged else 0,
            calls=sum(self.asker.calls.values()) - calls,
            seconds=round(self.clock.elapsed() - began, 3),
            reason=gathered.reason,
        )
        return gathered

    def _note_read(self, item: Item, staged: Staged) -> None:
        there = set(staged.frame.symbols.tolist()) & set(item.symbols)
        if item.table == "actions":
            there = set(item.symbols) - set(staged.unsettled)
        symbols = item.symbols if len(item.symbols) == 1 else tuple(sorted(there))
        for symbol in (*symbols, *([""] if item.table in OF_THE_MARKET else [])):
            self.read[item.table, symbol] = min(item.first, self.read.get((item.table, symbol), item.first))
        if item.table == "bars":
            known = self.known.about(symbols) if len(symbols) == 1 else self.known
            self.findings.extend(gap for symbol in symbols for gap in gaps(item, staged.frame, known, symbol))

    def _may_be_empty(self, item: Item) -> bool:
        """Say whether no row is an answer: no action, nobody ST, no bar of a suspended symbol."""
        return item.table in ("actions", "status", *FROM_FILES) or item.symbol in (self.known.suspended or ())

    def _is_gone(self, item: Item) -> bool:
        """Say whether nobody expects a bar on the last day: suspended, or delisted by then."""
        instruments = self.known.about(item.symbols)["instruments"]
        delisted = instruments["delist_date"].tolist()[:1] if item.table == "bars" else []
        ended = bool(delisted) and delisted[0] is not None and delisted[0] <= item.last
        return ended or item.symbol in (self.known.suspended or ())

    def _status(self, answers: Sequence[Staged], symbols: Collection[str]) -> Frame:
        """Return observed status joined to the stored one: opened, closed, never opened twice."""
        (answer,) = answers
        return continued(self.stored["status"], answer.frame, sorted(symbols), answer.observed)


def _givers(answers: Sequence[Staged]) -> dict[str, str]:
    """Return by symbol who gave its rows, several joined by a plus."""
    vendors: dict[str, list[str]] = {}
    for answer in answers:
        for symbol in set(answer.frame.symbols.tolist()):
            vendors.setdefault(symbol, []).extend(answer.vendor.split("+"))
    return {symbol: "+".join(dict.fromkeys(given)) for symbol, given in vendors.items()}


def _joined(table: str, answers: Sequence[Staged]) -> Frame:
    """Return one frame; of a row that a list of many and a history both have, the history's, its empty cells filled."""
    frames = [unplaced(answer.frame) for answer in answers]
    lists = [frame for frame in frames if len(set(frame.symbols.tolist())) > 1]
    single = [frame for frame in frames if len(set(frame.symbols.tolist())) <= 1]
    of_many = concatenate(STAGED_TABLES[table], lists).in_key_order()
    of_one = concatenate(STAGED_TABLES[table], single).in_key_order()
    return laid_over(of_many, settled(of_one, of_many, exact=False)[0])
