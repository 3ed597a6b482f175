"""All spellings that are looked for, found by their first letters, the longest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import add

from strategies.drafting.names.bearers import bearers_of
from strategies.drafting.names.company import Company, Kind, Name
from strategies.drafting.names.normal import bare, half_width, is_cut, is_han, is_marked, plain
from strategies.drafting.names.words import rows_of, words_of

WHOLE_MARKET = 3000
"""With fewer companies a short form that is unique here may belong to others as well."""
LONGEST_SHORT = 3
SHORTEST = 2
ORDER: tuple[Kind, ...] = ("listed", "given", "old", "english", "outside")


@dataclass(frozen=True)
class Dictionary:
    """Names by their normal form, by their first two letters, and the short forms that only one company has."""

    names: Mapping[str, Name]
    starts: Mapping[str, tuple[str, ...]]
    shorts: Mapping[str, Name]
    short_starts: Mapping[str, tuple[str, ...]]
    companies: Mapping[str, Company]
    bearers: Mapping[str, tuple[Company, ...]]

    @property
    def whole_market(self) -> bool:
        """Whether it knows so many companies that a name that is unique here is unique."""
        return len(self.companies) >= WHOLE_MARKET

    def places(self, text: str) -> list[int]:
        """Return the places of a text whose two letters begin a name: few of all, found without a look at names."""
        return _places(self.starts, text)

    def short_places(self, text: str) -> list[int]:
        """Return the places of a text whose two letters begin a short form."""
        return _places(self.short_starts, text)

    def at(self, text: str, start: int) -> Name | None:
        """Return the longest name that begins at a place of a normal text, None without one."""
        found = _longest(self.starts, text, start)
        return self.names[found] if found else None

    def short_at(self, text: str, start: int) -> Name | None:
        """Return the longest short form that begins at a place, None without one."""
        found = _longest(self.short_starts, text, start)
        return self.shorts[found] if found else None


def dictionary(companies: Iterable[Company], given: Iterable[tuple[str, str]] = ()) -> Dictionary:
    """Make the dictionary of companies of the store, names that a user gives (symbol, name) and the lists beside.

    A spelling that two companies bear in the same way stands for neither. A given symbol that the store does not have
    is a company of its own.
    """
    known = {each.symbol: each for each in companies}
    entries = [(name, each, "listed") for each in known.values() for name in _spellings(each.name)]
    for symbol, name in given:
        company = known.setdefault(symbol, Company(symbol, name))
        entries += [(spelling, company, "given") for spelling in _spellings(name)]
    for row in rows_of("other_names.csv"):
        if row["symbol"] in known and row["kind"] != "short":
            kind: Kind = "english" if row["kind"] == "english" else "old"
            spelling = half_width(row["name"]) if kind == "english" else plain(row["name"])
            entries.append((spelling, known[row["symbol"]], kind))
    for row in rows_of("outside.csv"):
        company = Company(row["code"], row["name"], market=row["reason"])
        entries.append((half_width(row["name"]), company, "outside"))
    names = _by_rank(entries)
    shorts = {**_beginnings(names), **_shorts(names), **_well_known(names, known)}
    return Dictionary(names, starts_of(names), shorts, starts_of(shorts), known, bearers_of(known.values()))


def _spellings(name: str) -> set[str]:
    return {plain(name), bare(name)}


def _by_rank(entries: Iterable[tuple[str, Company, str]]) -> dict[str, Name]:
    bearers: dict[str, dict[str, dict[str, Company]]] = defaultdict(lambda: defaultdict(dict))
    for text, company, kind in entries:
        if len(text) >= SHORTEST:
            bearers[text][kind][company.symbol or company.name] = company
    names = {}
    for text, kinds in bearers.items():
        kind = next(each for each in ORDER if each in kinds)
        if len(kinds[kind]) == 1:
            company = next(iter(kinds[kind].values()))
            marked = len(text) == SHORTEST and (is_marked(company.name) or is_cut(company.name))
            names[text] = Name(text, company, kind, marked)
    return names


def _shorts(names: Mapping[str, Name]) -> dict[str, Name]:
    """Return what is left of A-share names without their last word, where one company alone is left with it."""
    bearers: dict[str, set[str]] = defaultdict(set)
    kept = {}
    suffixes = words_of("last_words.csv")
    for text, name in names.items():
        # Of an outside company the beginning belongs to it as well: 联想 is nobody else's.
        for suffix in suffixes:
            short = text.removesuffix(suffix)
            if short != text and SHORTEST <= len(short) <= LONGEST_SHORT:
                bearers[short].add(name.company.symbol)
                kept[short] = Name(short, name.company, "short")
    # 金徽酒 is short for nothing and goes by 金徽 as well as 金徽股份 does.
    for text, name in names.items():
        if len(text) == LONGEST_SHORT and text[:-1] in bearers:
            bearers[text[:-1]].add(name.company.symbol)
    ordinary = _words()
    return {
        short: name
        for short, name in kept.items()
        if len(bearers[short]) == 1 and name.company.market == "A" and short not in names and short not in ordinary
    }


def _words() -> frozenset[str]:
    return words_of("ordinary_words.csv") | words_of("common_words.csv")


def _beginnings(names: Mapping[str, Name]) -> dict[str, Name]:
    """Return the first two letters of a name of four that no other name begins with: 千禾 of 千禾味业.

    They are ``marked``: they stand for the company in an enumeration of others alone.
    """
    bearers: dict[str, set[str]] = defaultdict(set)
    for text, name in names.items():
        bearers[text[:SHORTEST]].add(name.company.symbol or name.company.name)
    unfit = _words() | words_of("everyday_words.csv")
    return {
        text[:SHORTEST]: Name(text[:SHORTEST], name.company, "short", marked=True)
        for text, name in names.items()
        if len(text) == LONGEST_SHORT + 1
        and name.company.market == "A"
        and name.kind in ("listed", "given", "old")
        and all(map(is_han, text))
        and len(bearers[text[:SHORTEST]]) == 1
        and text[:SHORTEST] not in names
        and text[:SHORTEST] not in unfit
    }


def _well_known(names: Mapping[str, Name], known: Mapping[str, Company]) -> dict[str, Name]:
    """Return the short names of the list beside: no beginnings (工行), or others begin with them, too (海尔)."""
    rows = [row for row in rows_of("other_names.csv") if row["kind"] == "short" and row["symbol"] in known]
    return {row["name"]: Name(row["name"], known[row["symbol"]], "short") for row in rows if row["name"] not in names}


def starts_of(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the names by their first two letters, the longest first."""
    starts: dict[str, list[str]] = defaultdict(list)
    for text in names:
        starts[text[:SHORTEST]].append(text)
    return {start: tuple(sorted(texts, key=len, reverse=True)) for start, texts in starts.items()}


def _places(starts: Mapping[str, tuple[str, ...]], text: str) -> list[int]:
    return [place for place, pair in enumerate(map(add, text, text[1:])) if pair in starts]


def _longest(starts: Mapping[str, tuple[str, ...]], text: str, start: int) -> str | None:
    candidates = starts.get(text[start : start + SHORTEST], ())
    return next((each for each in candidates if text.startswith(each, start)), None)
