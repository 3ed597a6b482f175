"""Every spelling of a document with the verdict on it and the rule that spoke."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from strategies.drafting.names.boundaries import borders
from strategies.drafting.names.codes import Code, codes
from strategies.drafting.names.columns import company_columns, fills_company_cell
from strategies.drafting.names.common import common, is_firm
from strategies.drafting.names.company import Company
from strategies.drafting.names.dictionary import Dictionary
from strategies.drafting.names.hits import Hit, hits, short_hits
from strategies.drafting.names.houses import Author, about_houses, houses, is_house, own_house
from strategies.drafting.names.in_full import named_in_full, namesake
from strategies.drafting.names.listing import last_day_printed, listing, not_listed
from strategies.drafting.names.pages import RULES, pages
from strategies.drafting.names.passages import Passage
from strategies.drafting.names.roles import roles
from strategies.drafting.names.short_forms import short_forms
from strategies.drafting.names.siblings import told_apart
from strategies.drafting.names.sight import Sight, Standing, Sure, Verdict, accepted, refused
from strategies.drafting.names.slips import slipped, slips
from strategies.drafting.names.sources import sources, vendors
from strategies.drafting.names.stacks import stacked

WEAKER: dict[Sure, Sure] = {"high": "medium", "medium": "low", "low": "low"}


@dataclass(frozen=True)
class Decision:
    """One spelling or code, taken or refused: where, for whom, by which rule, why, how surely.

    ``printed`` is the text itself, ``market`` "A" or the reason why the company can be no member. ``place`` is the
    passage's number in the document, ``start`` and ``end`` its letters there.
    """

    line: int
    printed: str
    company: Company
    verdict: Verdict
    place: int
    start: int
    end: int
    code_printed: bool = False


def decisions(
    found: Sequence[Passage], names: Dictionary, published: date | None, own: Sequence[str] = ()
) -> tuple[Decision, ...]:
    """Judge every spelling of a document's passages.

    ``published`` is the day that decides who was listed, by default the last day that the text prints; ``own`` are
    the Chinese names of the document's brokers, by default the house that signs most lines.
    """
    day = published or last_day_printed(found)
    author = Author(tuple(own) or own_house(found), about_houses(found, lambda passage: hits(passage, names)))
    index = slips(names)
    columns = company_columns(found, names, is_firm)
    alone = stacked(found, names, is_firm)
    named = named_in_full(hit for passage in found for hit in hits(passage, names) if is_firm(hit))
    judged: list[Decision] = []
    for place, passage in enumerate(found):
        full = hits(passage, names)
        short = tuple(
            hit
            for hit in told_apart(passage, full, short_hits(passage, names, full), names.bearers)
            if not namesake(hit.name.text, hit.name.company, named)
        )
        firm = tuple(hit for hit in full if is_firm(hit) and (author.about_houses or not is_house(hit.name.text)))
        firm = tuple(hit for hit in firm if borders(Sight(passage, hit)) is None)
        near = tuple(hit for hit in (*full, *short) if borders(Sight(passage, hit)) is None)
        spoken = _named_by_code(passage, full)
        for hit in sorted({*full, *short} - spoken, key=lambda each: each.start):
            column = place in alone or fills_company_cell(passage, hit, columns.get(place, frozenset()))
            sight = Sight(passage, hit, firm, near, column)
            judged.append(_decision(place, sight, _verdict(sight, day, author)))
        for sight, verdict in slipped(passage, firm, full, index):
            judged.append(_decision(place, sight, listing(sight, day) or verdict))
        judged += _of_codes(place, passage, full, names, day)
    return tuple(judged)


def _named_by_code(passage: Passage, full: tuple[Hit, ...]) -> set[Hit]:
    """Return the names that the document alone gives where their code stands beside them: there the code speaks."""
    own = [hit for hit in full if hit.name.kind == "printed"]
    found = codes(passage, full) if own else ()
    beside = [(code.symbol, code.start, code.end) for code in found]
    return {
        hit
        for hit in own
        for symbol, start, end in beside
        if symbol == hit.name.company.symbol and (0 <= start - hit.end <= 1 or 0 <= hit.start - end <= 1)
    }


def _verdict(sight: Sight, day: date | None, author: Author) -> Verdict:
    """Ask the rules in their order; the first that answers has the word, and without one a full name is taken."""
    hit = sight.hit
    page = pages(sight)
    if page is not None and not page.taken:
        return page
    asked = [vendors(sight), houses(sight, author), borders(sight), common(sight)]
    if no := next((each for each in asked if each is not None and not each.taken), None):
        return no
    if late := listing(sight, day):
        return late
    if hit.name.kind == "short":
        return short_forms(sight)
    among = next((each for each in asked if each is not None), None)
    said = page or sources(sight) or roles(sight) or among or _full(sight)
    return _less_sure(said) if hit.spaced(sight.passage) and said.taken else said


def _full(sight: Sight) -> Verdict:
    kinds: dict[str, tuple[str, Sure]] = {
        "old": ("old_name", "high"),
        "english": ("english_name", "medium"),
        "given": ("given_name", "high"),
        "printed": ("printed_name", "high"),
    }
    rule, sure = kinds.get(sight.hit.name.kind, ("full_name", "high"))
    company = sight.hit.name.company
    of = company.symbol if rule == "printed_name" else company.name
    return accepted(rule, f"{sight.hit.name.text} stands for {of}", sure)


def _less_sure(verdict: Verdict) -> Verdict:
    return accepted(verdict.rule, verdict.why + ", with white space within", WEAKER[verdict.sure], verdict.standing)


def _decision(place: int, sight: Sight, verdict: Verdict) -> Decision:
    hit = sight.hit
    printed = sight.passage.text[hit.start : hit.end]
    return Decision(sight.line, printed, hit.name.company, verdict, place, hit.start, hit.end)


def _of_codes(
    place: int, passage: Passage, full: tuple[Hit, ...], names: Dictionary, day: date | None
) -> Iterator[Decision]:
    for code in codes(passage, full):
        company = names.companies.get(code.symbol) or Company(code.symbol, code.name, market=code.market)
        yield Decision(
            passage.line_at(code.start),
            code.name or code.symbol,
            company,
            _of_code(passage, code, company, day),
            place,
            code.start,
            code.end,
            code_printed=True,
        )


def _of_code(passage: Passage, code: Code, company: Company, day: date | None) -> Verdict:
    if passage.section in RULES:
        return refused(RULES[passage.section], "it stands on a page that is not about companies")
    if why := not_listed(company, day):
        return refused("not_listed", why)
    standing: Standing = "source" if passage.section == "source" else "mentioned"
    return accepted(code.rule, f"the code {code.symbol} is printed", standing=standing)
