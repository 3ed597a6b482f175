"""A docstring as numpy's convention lays it out: what it is, its parameters, what it returns and raises."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass

from tests.reference_pages.markdown import code, plain, table


@dataclass(frozen=True)
class Entry:
    """One parameter, answer or error: its name, its kind as written behind a colon, what it means."""

    name: str
    kind: str
    meaning: str


@dataclass(frozen=True)
class Docstring:
    """``summary`` is the first line, ``more`` what follows before the first section; sections by their heading."""

    summary: str
    more: str
    sections: dict[str, tuple[Entry, ...] | str]

    def entries(self, heading: str) -> tuple[Entry, ...]:
        """The entries of a section, none of one that is missing or plain words."""
        found = self.sections.get(heading, ())
        return () if isinstance(found, str) else found

    def words(self, heading: str) -> str:
        """The words of a section that has no entries."""
        found = self.sections.get(heading, "")
        return found if isinstance(found, str) else ""


SECTION = re.compile(r"^(\w+)\n-{3,}\n", re.MULTILINE)


def docstring(thing: object) -> Docstring:
    """The docstring of a function or a class in its parts."""
    return read(inspect.getdoc(thing) or "")


def read(text: str) -> Docstring:
    """Return a docstring in its parts; ``text`` is as ``inspect.getdoc`` returns it."""
    first, *rest = SECTION.split(text)
    summary, _, more = first.strip().partition("\n")
    sections = {heading: _section(body.rstrip()) for heading, body in zip(rest[::2], rest[1::2], strict=True)}
    return Docstring(summary, more.strip(), sections)


def _section(body: str) -> tuple[Entry, ...] | str:
    if "\n " not in f"\n{body}":
        return body
    entries = re.split(r"\n(?=\S)", body)
    return tuple(_entry(each) for each in entries if each.strip())


def _entry(text: str) -> Entry:
    head, _, meaning = text.partition("\n")
    name, _, kind = head.partition(" : ")
    return Entry(name.strip(), kind.strip(), " ".join(meaning.split()))


def entry_table(entries: tuple[Entry, ...], head: str) -> str:
    rows = [(code(each.name), plain(each.kind), plain(each.meaning)) for each in entries]
    return table((head, "what it is", "what it says"), rows) if rows else ""
