"""What a report called: its industry, its rated stocks, the names it lists, its theses as baskets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from data_sources.language.text import Text, both
from strategies.documents.document import Report
from strategies.documents.rating import RatingClass
from strategies.documents.sub_industries import sub_industries

Kind: TypeAlias = Literal["industry", "sub_industry", "rated", "formal", "attention", "own_names", "thesis"]
KINDS: tuple[Kind, ...] = ("industry", "sub_industry", "rated", "formal", "attention", "own_names", "thesis")
RATED: tuple[Kind, ...] = ("rated",)
UNRATED: tuple[Kind, ...] = ("formal", "attention")
BASKETS: tuple[Kind, ...] = ("own_names", "thesis")
BY_INDEX: tuple[Kind, ...] = ("industry", "sub_industry")
OWN_NAMES = "own_names"
SECTORS = {"semiconductors": "半导体", "electronics": "电子"}


@dataclass(frozen=True)
class Call:
    """One thing to be shown. ``called`` is the class that the report printed, on ``scale``; empty without one.

    ``subject`` is a symbol, a thesis id, a sector or a sub-industry; ``symbols`` the names in it that may be traded,
    none for what an index measures.
    """

    kind: Kind
    subject: str
    name: str
    symbols: tuple[str, ...]
    called: str
    scale: tuple[RatingClass, ...]


def calls_of(report: Report) -> tuple[Call, ...]:
    """Return all calls of a report in the order of ``KINDS``; theses without names have theirs too.

    A name that is both rated and on a list is one call, as rated; the formal list comes before the list for attention.
    A report that prints no rating of its industry made no such call.
    """
    return (*_industries(report), *_stocks(report), *_baskets(report))


def traded_names(report: Report, thesis: str | None = None) -> tuple[str, ...]:
    """Return the symbols that a report or one of its theses names and that may be held; each once, in their order."""
    named = (each for each in report.memberships if each.tradable and thesis in (None, each.thesis))
    return tuple(dict.fromkeys(each.symbol for each in named))


def listed_names(report: Report) -> tuple[str, tuple[str, ...]]:
    """Return the list that a report stands for, as a word and its symbols.

    ``formal``: rated names and the formal list; without one ``attention``, the names asked to be looked at; without
    those ``mentioned``, every name that may be held.
    """
    rated = [each.symbol for each in report.ratings]
    members = [each for each in report.memberships if each.tradable]
    formal = [*rated, *(each.symbol for each in members if each.listing == "formal")]
    attention = [each.symbol for each in members if each.recommended]
    word, symbols = ("formal", formal) if formal else ("attention", attention)
    return (word, tuple(dict.fromkeys(symbols))) if symbols else ("mentioned", traded_names(report))


def disowned_names(report: Report) -> dict[str, str]:
    """Return the symbols, each with its name, that a report names and that may be held for no thesis."""
    kept = {*traded_names(report), *(each.symbol for each in report.ratings)}
    return {each.symbol: each.name for each in report.memberships if each.symbol not in kept}


def _industries(report: Report) -> tuple[Call, ...]:
    """The industry where it is rated, and the sub-industries recommended without a rating of their own."""
    scale = report.standard.industry
    industry = Call(
        "industry", report.sector, both(report.sector, sector_word(report.sector).zh), (), report.rating_class, scale
    )
    parts = dict.fromkeys((row.name, row.name_zh) for row in sub_industries(report.id, report.known_from))
    subs = tuple(Call("sub_industry", name, name_zh, (), "", scale) for name, name_zh in parts)
    return (industry, *subs) if report.rating or report.rating_class else subs


def sector_word(sector: str) -> Text:
    """Return a sector in words; one that no shipped report has is said as it stands."""
    return both(sector.replace("_", " "), SECTORS.get(sector, sector))


def _stocks(report: Report) -> tuple[Call, ...]:
    scale = report.standard.stock
    names = {each.symbol: each.name for each in report.memberships} | {
        each.symbol: each.name for each in report.ratings
    }
    kinds: dict[str, tuple[Kind, str]] = {each.symbol: ("rated", each.rating_class) for each in report.ratings}
    for member in sorted(report.memberships, key=lambda each: each.listing != "formal"):
        if member.recommended and member.tradable:
            kinds.setdefault(member.symbol, ("formal" if member.listing == "formal" else "attention", ""))
    calls = [Call(kind, symbol, names[symbol], (symbol,), called, scale) for symbol, (kind, called) in kinds.items()]
    return tuple(sorted(calls, key=lambda call: KINDS.index(call.kind)))


def _baskets(report: Report) -> tuple[Call, ...]:
    """Equal weights of the report's own names: all of them, and those of each thesis."""
    everything = Call(
        "own_names", OWN_NAMES, both("the report's own names", "研报全部个股"), traded_names(report), "", ()
    )
    return (
        everything,
        *(Call("thesis", each.id, each.called, traded_names(report, each.id), "", ()) for each in report.theses),
    )
