"""A draft as the text of a document's file, in the short form, with a mark wherever a person has to look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from strategies.drafting.marks import CHECK, text_of
from strategies.drafting.proposal import Draft, Outside, Proposal, Section, Valued

UNHEADED = {
    "attention": "Companies that the document asks to look at",
    "key_companies": "Companies that the document values or rates",
    "main": "Companies that the document names",
}
"""What theses are called that stand under no heading."""


def written(draft: Draft, head: Sequence[str]) -> str:
    """Return the file of a draft, whose last line says how many marks there are.

    ``head`` are the lines on the document itself (``head.head``). What was not found is not written but marked.
    """
    lines = [
        *head,
        *_theses(draft),
        *_ratings(draft.valued),
        *_forecasts(draft.valued),
        *_excluded(draft.excluded),
    ]
    marks = sum(CHECK in line for line in lines)
    lines += ["", f"# {marks} {'place needs' if marks == 1 else 'places need'} a person: search for {CHECK[2:-1]}."]
    return "\n".join(lines) + "\n"


def marks_of(text: str) -> int:
    """Count the lines of a file that a person still has to look at."""
    return sum(CHECK in line for line in text.splitlines())


def _theses(draft: Draft) -> Iterator[str]:
    if not draft.theses:
        yield from ("", f"{CHECK} no company was found; name the members yourself")
    for thesis in draft.theses:
        yield from ("", "[[thesis]]", f"id = {text_of(thesis.id)}")
        yield f"name = {text_of(thesis.heading or UNHEADED.get(thesis.id) or thesis.id.replace('_', ' '))}"
        yield f"{CHECK} the claim, in a sentence of your own, and what would refute it"
        if thesis.line:
            yield f'lines = "{thesis.line}"'
        yield "[thesis.members]"
        yield from _members([each for each in draft.proposals if each.thesis.id == thesis.id])


def _members(proposals: Sequence[Proposal]) -> Iterator[str]:
    segment: Section | None = None
    for each in sorted(proposals, key=lambda one: (one.segment.id, one.lines[0])):
        if segment is None or each.segment.id != segment.id:
            segment = each.segment
            yield f"# {segment.id}: {segment.heading or 'no heading'}"
        yield _member(each)


def _member(proposal: Proposal) -> str:
    fields = [
        f"name = {text_of(proposal.name)}",
        f"segment = {text_of(proposal.segment.id)}",
        f"line = {proposal.lines[0]}",
    ]
    if proposal.standing != "mentioned":
        fields.append(f"as = {text_of(proposal.standing)}")
    if proposal.code_printed:
        fields.append('code = "printed"')
    if proposal.confidence != "high":
        fields.append(f"confidence = {text_of(proposal.confidence)}")
    line = f"{text_of(proposal.symbol)} = {{ {', '.join(fields)} }}"
    also = f"also lines {', '.join(map(str, proposal.lines[1:7]))}" if proposal.lines[1:] else ""
    check = f"{CHECK} {'; '.join(proposal.checks)}" if proposal.checks else ""
    note = f"# {also}" if also and not check else f"{check} ({also})" if also else check
    return f"{line}  {note}" if note else line


def _ratings(valued: Sequence[Valued]) -> Iterator[str]:
    rated = [each for each in valued if each.figures.rating or each.figures.close is not None]
    if rated:
        yield from ("", "[ratings]")
    for each in rated:
        fields = [f"name = {text_of(each.name)}"]
        if each.figures.rating:
            fields.append(f"rating = {text_of(each.figures.rating)}")
        if each.figures.close is not None:
            fields.append(f"close = {each.figures.close:g}")
        # Without a word of the scale nobody rated it; its close stays to be seen.
        mark, note = ("", "") if each.figures.rating else ("# ", "  # no rating is printed")
        yield f"{mark}{text_of(each.symbol)} = {{ {', '.join(fields)}, line = {each.line} }}{note}"


def _forecasts(valued: Sequence[Valued]) -> Iterator[str]:
    rows = [each for each in valued if each.figures.eps or each.figures.net_profit or not each.figures.read]
    if rows:
        yield from ("", "[forecasts]")
    for each in rows:
        if not each.figures.read:
            yield f"{CHECK} the figures of {each.name} on line {each.line} do not fit their table and were not read"
            continue
        fields = [f"name = {text_of(each.name)}", f"line = {each.line}"]
        if each.figures.eps:
            fields.append(f"eps = {_years(each.figures.eps)}")
        if each.figures.net_profit:
            fields.append(f"net_profit = {_years(each.figures.net_profit)}")
        yield f"{text_of(each.symbol)} = {{ {', '.join(fields)} }}"


def _years(values: Mapping[int, float]) -> str:
    return "{ " + ", ".join(f"{year} = {float(value)!r}" for year, value in values.items()) + " }"


def _excluded(excluded: Sequence[Outside]) -> Iterator[str]:
    for each in excluded:
        yield from ("", "[[excluded]]")
        unnamed = each.name == each.code
        yield f'name = ""  {CHECK} the name that bears the code' if unnamed else f"name = {text_of(each.name)}"
        if each.code:
            yield f"code = {text_of(each.code)}"
        yield f"reason = {text_of(each.reason)}"
        if each.listed_on:
            yield f"listed_on = {each.listed_on}"
        yield f"line = {each.line}"
