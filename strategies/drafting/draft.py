"""A document's names and facts joined to the draft of its file: members by thesis, ratings, forecasts, the excluded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from strategies.drafting.lines import Line
from strategies.drafting.names.attention import asks_for
from strategies.drafting.names.common import is_firm
from strategies.drafting.names.company import Company, Name
from strategies.drafting.names.dictionary import Dictionary
from strategies.drafting.names.figures import Figures, figures
from strategies.drafting.names.headings import Heading, Place, places
from strategies.drafting.names.hits import Hit, hits
from strategies.drafting.names.judging import Decision, decisions
from strategies.drafting.names.normal import bare
from strategies.drafting.names.passages import TAG, Passage, passages
from strategies.drafting.names.segments import label_of, slug
from strategies.drafting.names.sight import STANDINGS, Standing, Sure
from strategies.drafting.told import UNTOLD, Facts

SURENESS: tuple[Sure, ...] = ("high", "medium", "low")
LONGEST_LABEL = 12
NOT_THEN = ("not_listed", "printed_unlisted")


@dataclass(frozen=True)
class Section:
    """A thesis or segment of the draft: its word and the heading or label it is called after ("" for none)."""

    id: str
    heading: str
    line: int = 0


@dataclass(frozen=True)
class Proposal:
    """One membership as proposed: who, where, in which standing, how surely, by which rules.

    ``name`` is as printed, ``lines`` begins with the line that says most; ``checks`` is what a person has to look at.
    """

    thesis: Section
    segment: Section
    symbol: str
    name: str
    lines: tuple[int, ...]
    standing: Standing
    confidence: Sure
    code_printed: bool
    rules: tuple[str, ...]
    checks: tuple[str, ...]


@dataclass(frozen=True)
class Valued:
    """A row of a table of key companies with what was read from it."""

    symbol: str
    name: str
    line: int
    figures: Figures


@dataclass(frozen=True)
class Outside:
    """A company that can be no member, with the reason of ``EXCLUSIONS``, its code if known and its later listing."""

    name: str
    code: str
    reason: str
    line: int
    listed_on: date | None = None


@dataclass(frozen=True)
class Draft:
    """All that was found: proposals by thesis as in the text, rated rows, excluded companies, every decision."""

    theses: tuple[Section, ...]
    proposals: tuple[Proposal, ...]
    valued: tuple[Valued, ...]
    excluded: tuple[Outside, ...]
    decisions: tuple[Decision, ...]

    @property
    def symbols(self) -> frozenset[str]:
        """The symbols proposed."""
        return frozenset(each.symbol for each in self.proposals)


@dataclass(frozen=True)
class _Seen:
    """One taken decision with what was seen around it."""

    decision: Decision
    standing: Standing
    thesis: Section
    segment: Section


def draft(lines: Sequence[Line], names: Dictionary, facts: Facts = UNTOLD) -> Draft:
    """Draft the file of a document from its lines, a dictionary of names and its facts.

    Where no day of publication is told, the last day printed decides who was listed; where no broker is, it is the
    house that signs most lines of sources.
    """
    found = passages(lines)
    published = facts.published.value if facts.published else None
    judged = decisions(found, names, published, [each.value.name for each in facts.brokers])
    taken = [each for each in judged if each.verdict.taken and each.company.market == "A"]
    values = figures(found, _named_columns(found, taken))
    where = places(lines)
    seen = _told_apart([_seen(each, found, names, values, where) for each in taken])
    proposals = _proposals(seen, names)
    theses = tuple({each.thesis.id: each.thesis for each in proposals}.values())
    return Draft(theses, proposals, _valued(taken, values, found), _outside(judged, proposals), judged)


def _named_columns(found: Sequence[Passage], taken: Iterable[Decision]) -> dict[int, tuple[int, ...]]:
    columns: dict[int, list[int]] = defaultdict(list)
    for each in taken:
        passage = found[each.place]
        if passage.cells:
            columns[each.place].append(passage.text[: each.start].count("\t"))
    return {place: tuple(each) for place, each in columns.items()}


def _seen(
    decision: Decision,
    found: Sequence[Passage],
    names: Dictionary,
    values: Mapping[int, Figures],
    where: Mapping[int, Place],
) -> _Seen:
    passage = found[decision.place]
    place = where[decision.line]
    standing = _standing(decision, found, names, values)
    label = label_of(passage.text[: decision.start]) or _label_of_row(passage, decision, names)
    nearest = place.nearest
    segment = _section(label, decision.line, "part") if label else _headed(nearest, "part")
    return _Seen(decision, standing, _thesis(place.chapter, standing), segment)


def _label_of_row(passage: Passage, decision: Decision, names: Dictionary) -> str:
    """Return the first cell of a row when it is a word that names no company and stands left of this one."""
    if not passage.cells or "\t" not in passage.text[: decision.start]:
        return ""
    first = passage.cells[0].replace(" ", "")
    is_label = 1 < len(first) <= LONGEST_LABEL and not any(map(str.isdigit, first)) and names.at(first, 0) is None
    return first if is_label and TAG.sub("", first) == first else ""


def _standing(
    decision: Decision, found: Sequence[Passage], names: Dictionary, values: Mapping[int, Figures]
) -> Standing:
    said = decision.verdict.standing
    if said != "mentioned":
        return said
    row = values.get(decision.place)
    if row is not None:
        return "mentioned" if row.peers else "formal"
    passage = found[decision.place]
    if decision.code_printed:
        return "mentioned"
    firm = tuple(hit for hit in hits(passage, names) if is_firm(hit))
    hit = Hit(Name(decision.printed, decision.company, "listed"), decision.start, decision.end)
    return "attention" if asks_for(found, decision.place, hit, firm) else "mentioned"


def _thesis(chapter: Heading | None, standing: Standing) -> Section:
    if chapter is not None:
        return _headed(chapter, "chapter")
    if standing == "formal":
        return Section("key_companies", "")
    return Section("attention", "") if standing == "attention" else Section("main", "")


def _told_apart(seen: Sequence[_Seen]) -> list[_Seen]:
    """Give each chapter a word of its own: the second with the same word bears its line behind it.

    Labels of lists repeat and mean the same, so that segments may share a word.
    """
    first: dict[str, int] = {}
    told = []
    for each in seen:
        thesis = each.thesis
        if first.setdefault(thesis.id, thesis.line) != thesis.line:
            thesis = replace(thesis, id=f"{thesis.id}_{thesis.line}")
        told.append(replace(each, thesis=thesis))
    return told


def _headed(heading: Heading | None, word: str) -> Section:
    if heading is None:
        return Section("main", "")
    number = heading.number.replace(".", "_") if heading.number.isascii() else ""
    return _section(heading.text, heading.line, word, number)


def _section(text: str, line: int, word: str, number: str = "") -> Section:
    return Section(slug(text) or f"{word}_{number or line}", text, line)


def _proposals(seen: Sequence[_Seen], names: Dictionary) -> tuple[Proposal, ...]:
    """Return one proposal a thesis and symbol.

    A line of sources and one of the contents count for a company that stands nowhere else.
    """
    grouped: dict[tuple[str, str], list[_Seen]] = defaultdict(list)
    called = {each.decision.company.symbol for each in seen if not _beside(each)}
    for each in seen:
        symbol = each.decision.company.symbol
        if not _beside(each) or symbol not in called:
            grouped[each.thesis.id, symbol].append(each)
    return tuple(_proposal(group, names) for group in grouped.values())


def _beside(seen: _Seen) -> bool:
    return seen.standing == "source" or seen.decision.verdict.rule == "contents"


def _proposal(group: Sequence[_Seen], names: Dictionary) -> Proposal:
    best = min(group, key=lambda each: (STANDINGS.index(each.standing), SURENESS.index(each.decision.verdict.sure)))
    sure = min((each.decision.verdict.sure for each in group), key=SURENESS.index)
    printed = any(each.decision.code_printed for each in group)
    company = best.decision.company
    return Proposal(
        best.thesis,
        best.segment,
        company.symbol,
        _name(group),
        (best.decision.line, *sorted({each.decision.line for each in group} - {best.decision.line})),
        best.standing,
        "high" if printed else sure,
        printed,
        tuple(dict.fromkeys(each.decision.verdict.rule for each in group)),
        tuple(_checks(group, company, sure, names)),
    )


def _name(group: Sequence[_Seen]) -> str:
    """Return the name as printed: the listed one where it is printed, the bare code only where no name is."""
    printed = [each.decision.printed for each in group]
    listed = bare(group[0].decision.company.name)
    named = [each for each in printed if not each[:6].isdigit()]
    return next((each for each in named if bare(each) == listed), (named or printed)[0])


def _checks(group: Sequence[_Seen], company: Company, sure: Sure, names: Dictionary) -> Iterable[str]:
    first = group[0].decision
    if company.symbol not in names.companies:
        yield f"the store knows no {company.symbol}"
    coded = [each.decision for each in group if each.decision.code_printed]
    known = bare(company.name)
    for each in coded:
        spelt = names.names.get(each.printed)
        another = spelt is not None and spelt.company.symbol != company.symbol
        if another or (spelt is None and company.symbol in names.companies and each.printed[:6] != company.symbol[:6]):
            yield f"the code {company.symbol} is {known}'s, the name printed beside it is {each.printed}"
            break
    if sure == "low" and not coded:
        yield f"{first.verdict.why} ({first.verdict.rule})"
    if all(each.standing == "incidental" for each in group):
        yield "named as customer, competitor or owner: incidental?"


def _valued(taken: Iterable[Decision], values: Mapping[int, Figures], found: Sequence[Passage]) -> tuple[Valued, ...]:
    """Return the first row with figures of each symbol; tables of peers are none."""
    rows: dict[str, Valued] = {}
    for each in taken:
        row = values.get(each.place)
        if row is not None and not row.peers and each.company.symbol not in rows:
            rows[each.company.symbol] = Valued(each.company.symbol, each.printed, found[each.place].lines[0], row)
    return tuple(rows.values())


def _outside(judged: Iterable[Decision], proposals: Iterable[Proposal]) -> tuple[Outside, ...]:
    """Return each company that can be no member once, with its first line."""
    members = {each.symbol for each in proposals}
    found: dict[str, Outside] = {}
    for each in judged:
        company, rule = each.company, each.verdict.rule
        if rule in NOT_THEN and company.symbol not in members:
            late = company.listed if rule == "not_listed" or company.listed else None
            code = company.symbol if company.market == "A" else ""
            found.setdefault(company.symbol, Outside(each.printed, code, "unlisted", each.line, late))
        elif each.verdict.taken and company.market != "A" and each.verdict.standing != "source":
            key = company.symbol or company.name
            found.setdefault(key, Outside(each.printed, company.symbol, company.market, each.line))
    return tuple(found.values())
