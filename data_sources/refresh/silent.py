"""Vendors that were asked and gave nothing usable, named even when the next vendor served every row. Pure.

The next vendor costs more calls and is itself one fault away from nothing, so a first one that is dead is worth a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from data_sources.tables.finding import Finding
from data_sources.vendors.errors import ChangedFormat, EmptyAnswer, ShortAnswer, SourceError

RULE = "vendor_gave_nothing"
FEWEST = 3
MOST = 0.5
"""A vendor is named when more than this share of the symbols asked for, and so many at least, brought nothing."""

UPDATE = "look for an update"
LATER = "it is asked again the next time"
LEFT_ALONE = "it was left alone"
_ABOUT = re.compile(r"(?P<table>\w+): (?P<vendor>\S+) gave nothing ")

Key = tuple[str, str]
"""A table and a vendor of it."""


@dataclass(frozen=True)
class Try:
    """What one vendor brought for one item; ``why`` is "" where it brought rows that may be used.

    ``empty``: it answered that there is nothing. ``update``: an update of this program may be what is missing.
    ``refused``: it brought rows that are not used.
    """

    vendor: str
    why: str = ""
    empty: bool = False
    update: bool = False
    refused: bool = False


@dataclass(frozen=True)
class Asked:
    """One try of one item. ``together``: for many symbols at once. ``served_by`` are those whose rows are used.

    ``needed``: it is worth a line, for what is missing does not say it. ``welcome``: what was asked for is taken when
    it comes and never missed.
    """

    table: str
    together: bool
    tried: Try
    served_by: tuple[str, ...]
    needed: bool
    welcome: bool = False


@dataclass(frozen=True)
class SilentVendor:
    """A vendor that gave nothing usable for ``nothing`` of ``asked`` symbols of a table; 0 of 0 for a whole list."""

    vendor: str
    table: str
    nothing: int
    asked: int
    sentence: str

    @property
    def finding(self) -> Finding:
        """It as a warning, published with the snapshot."""
        return Finding("warning", RULE, self.sentence, self.table)


def try_of(vendor: str, error: SourceError) -> Try:
    """Return what an error says of a vendor in a few words that do not differ from symbol to symbol."""
    what = error.sentence.partition("; ")[0]
    if isinstance(error, EmptyAnswer | ShortAnswer | ChangedFormat):
        empty = isinstance(error, EmptyAnswer)
        return Try(vendor, f"{what}: its form may have changed" if empty else what, empty, update=True)
    return Try(vendor, f"{what}: {error.detail}" if error.detail else what)


def asked_of(
    table: str, tries: Sequence[Try], *, together: bool, served: bool, optional: bool, welcome: bool = False
) -> tuple[Asked, ...]:
    """Return the tries of one item as far as they speak for or against a vendor.

    That a symbol has no rows is the market's doing where nobody has any, and a vendor that is asked for what the first
    one lacks may lack it too: such answers are left out. What is missing is said by itself, but nobody misses what is
    ``optional`` and came in another form, or with rows that cannot be right; nor what is ``welcome`` and never came.
    """
    by = tuple(each.vendor for each in tries if not each.why) if served else ()
    counted = [each for place, each in enumerate(tries) if welcome or not each.empty or (by and not place)]
    return tuple(
        Asked(table, together, each, by, bool(by) or welcome or (optional and (each.update or each.refused)), welcome)
        for each in counted
    )


def silent_vendors(asked: Iterable[Asked]) -> tuple[SilentVendor, ...]:
    """Return who gave nothing usable for most of what it was asked for, though others did or nobody else was asked.

    A vendor is named once a table: one that gave neither a list of many nor single symbols by the symbols it lacked.
    """
    groups: dict[tuple[str, str, bool], list[Asked]] = {}
    for each in asked:
        groups.setdefault((each.table, each.tried.vendor, each.together), []).append(each)
    found: dict[Key, SilentVendor] = {}
    for (table, vendor, together), ones in sorted(groups.items(), key=lambda group: not group[0][2]):
        nothing = [one for one in ones if one.tried.why]
        fewest = 1 if together or all(one.welcome for one in nothing) else FEWEST
        if len(nothing) >= fewest and len(nothing) > MOST * len(ones) and any(one.needed for one in nothing):
            count = (0, 0) if together else (len(nothing), len(ones))
            found[table, vendor] = SilentVendor(vendor, table, *count, _sentence(table, vendor, nothing, count))
    return tuple(found.values())


def served_keys(asked: Iterable[Asked]) -> frozenset[Key]:
    """Return which vendors gave something usable of which table."""
    return frozenset((each.table, each.tried.vendor) for each in asked if not each.tried.why)


def still_silent(
    before: Iterable[SilentVendor], tonight: Sequence[SilentVendor], served: Collection[Key]
) -> tuple[SilentVendor, ...]:
    """Return tonight's and, of the earlier ones, those who have not served since."""
    known = {(each.table, each.vendor) for each in tonight}
    return (*tonight, *(each for each in before if (each.table, each.vendor) not in {*known, *served}))


def held_findings(
    stored: Iterable[Finding], silent: Sequence[SilentVendor], served: Collection[Key]
) -> tuple[Finding, ...]:
    """Return the findings about silent vendors that hold tonight, of a stored and a new one the new one."""
    over = {*served, *((each.table, each.vendor) for each in silent)}
    kept = [each for each in stored if each.rule == RULE and _about(each) not in over]
    return (*kept, *(each.finding for each in silent))


def _about(finding: Finding) -> Key:
    found = _ABOUT.match(finding.message)
    return (found["table"], found["vendor"]) if found else ("", "")


def _sentence(table: str, vendor: str, nothing: Sequence[Asked], count: tuple[int, int]) -> str:
    said = Counter(one.tried for one in nothing if one.tried.why != LEFT_ALONE) or Counter([nothing[0].tried])
    tried = said.most_common(1)[0][0]
    whom = Counter(name for one in nothing for name in one.served_by if name != vendor)
    others = f"; {' and '.join(name for name, _ in whom.most_common())} gave them" if whom else ""
    of_what = f"{count[0]} of {count[1]} symbols" if count[1] else "the list of all"
    advice = UPDATE if tried.update else LATER
    return f"{table}: {vendor} gave nothing usable for {of_what} ({tried.why}): {advice}{others}"
