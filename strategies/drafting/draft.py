"""A document's names and facts joined to the draft of its file: members by thesis, ratings, forecasts, the excluded."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from strategies.drafting.facts import Facts
from strategies.drafting.lines import Line
from strategies.drafting.names.attention import asks_for
from strategies.drafting.names.common import is_firm
from strategies.drafting.names.company import Name
from strategies.drafting.names.dictionary import Dictionary
from strategies.drafting.names.figures import Figures, figures
from strategies.drafting.names.headings import Heading, Place, places
from strategies.drafting.names.hits import Hit, hits
from strategies.drafting.names.judging import Decision, decisions
from strategies.drafting.names.passages import TAG, Passage, passages
from strategies.drafting.names.printed_names import with_printed_names
from strategies.drafting.names.segments import label_of, slug
from strategies.drafting.names.sight import Standing
from strategies.drafting.names.stacked_rows import is_stacked_row
from strategies.drafting.proposal import Draft, Outside, Proposal, Section, Valued
from strategies.drafting.proposing import Seen, proposals

LONGEST_LABEL = 12
NOT_THEN = ("not_listed", "printed_unlisted")


def draft(lines: Sequence[Line], names: Dictionary, facts: Facts) -> Draft:
    """Draft the file of a document from its lines, a dictionary of names and its facts.

    Where no day of publication is told, the last day printed decides who was listed; where no broker is, it is the
    house that signs most lines of sources.
    """
    found = passages(lines)
    names = with_printed_names(found, names)
    published = facts.published.value if facts.published else None
    judged = decisions(found, names, published, [each.value.name for each in facts.brokers])
    taken = [each for each in judged if each.verdict.taken and each.company.market == "A"]
    values = figures(found, _named_columns(found, taken))
    where = places(lines)
    seen = _by_label(_told_apart([_seen(each, found, names, values, where) for each in taken]))
    proposed = proposals(seen, names)
    theses = tuple({each.thesis.id: each.thesis for each in proposed}.values())
    return Draft(theses, proposed, _valued(taken, values, found), _outside(judged, proposed), judged)


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
) -> Seen:
    passage = found[decision.place]
    place = where[decision.line]
    standing = _standing(decision, found, names, values)
    label = label_of(passage.text[: decision.start]) or _label_of_row(passage, decision, names)
    nearest = place.nearest
    segment = _section(label, decision.line, "part") if label else _headed(nearest, "part")
    return Seen(decision, standing, _thesis(place.chapter, standing), segment)


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
    if decision.end - decision.start == len(passage.text) and is_stacked_row(found, decision.place):
        return "formal"
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


def _told_apart(seen: Sequence[Seen]) -> list[Seen]:
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


def _by_label(seen: Sequence[Seen]) -> list[Seen]:
    """Put a name under a label of a list that says the same as the heading of a chapter to that chapter.

    So 2) 电源: of the advice at the end stands with chapter 2 电源, and not in the chapter that happens to come last.
    """
    chapters = {
        word: each.thesis for each in seen if each.thesis.line for word in (each.thesis.id, _subject(each.thesis))
    }
    found = []
    for each in seen:
        is_label = each.thesis.line and each.segment.line == each.decision.line
        same = (chapters.get(each.segment.id) or chapters.get(_subject(each.segment))) if is_label else None
        found.append(replace(each, thesis=same or each.thesis))
    return found


def _subject(section: Section) -> str:
    """Return what a heading is about, 变压器 of 变压器:更换与新增叠加, without white space."""
    return "".join(re.split("[:\uff1a]", section.heading)[0].split())


def _headed(heading: Heading | None, word: str) -> Section:
    if heading is None:
        return Section("main", "")
    number = heading.number.replace(".", "_") if heading.number.isascii() else ""
    return _section(heading.text, heading.line, word, number)


def _section(text: str, line: int, word: str, number: str = "") -> Section:
    return Section(slug(text) or f"{word}_{number or line}", text, line)


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
