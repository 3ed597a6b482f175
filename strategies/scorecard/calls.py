"""What a report called: its industry, its rated stocks, the names it recommends, its theses as baskets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from strategies.documents.document import Report
from strategies.documents.rating import RatingClass
from strategies.scorecard.verdict import first_above_neutral

Kind: TypeAlias = Literal["industry", "rated", "formal", "attention", "thesis"]
KINDS: tuple[Kind, ...] = ("industry", "rated", "formal", "attention", "thesis")


@dataclass(frozen=True)
class Call:
    """One thing to be judged. ``called`` is the class asked for, on ``scale``.

    The scale is empty where the report explains or gives no rating. ``subject`` is a symbol, a thesis id or a sector;
    ``symbols`` the names in it that may be traded.
    """

    kind: Kind
    subject: str
    name: str
    symbols: tuple[str, ...]
    called: str
    scale: tuple[RatingClass, ...]


def calls_of(report: Report) -> tuple[Call, ...]:
    """Return all calls of a report: one for the industry, one per name, one per thesis, also for theses without names.

    A report that rates no industry has no call for it, and asks nothing of its theses: their scale is empty. A name
    that is both rated and on a list is one call, as rated; the formal list comes before the list for attention.
    """
    standard = report.standard
    names = {each.symbol: each.name for each in report.memberships}
    kinds: dict[str, tuple[Kind, str]] = {each.symbol: ("rated", each.rating_class) for each in report.ratings}
    least = first_above_neutral(standard.stock).name if standard.stock else ""
    for member in sorted(report.memberships, key=lambda each: each.listing != "formal"):
        if member.recommended and member.tradable:
            kinds.setdefault(member.symbol, ("formal" if member.listing == "formal" else "attention", least))
    names |= {each.symbol: each.name for each in report.ratings}
    stocks = [
        Call(kind, symbol, names[symbol], (symbol,), called, standard.stock) for symbol, (kind, called) in kinds.items()
    ]
    called, scale = report.rating_class, standard.industry if report.rating_class else ()
    industry = [Call("industry", report.sector, report.sector, traded_names(report), called, scale)]
    theses = [
        Call("thesis", each.id, each.name, traded_names(report, each.id), called, scale) for each in report.theses
    ]
    return (*(industry if report.rating else ()), *sorted(stocks, key=lambda call: KINDS.index(call.kind)), *theses)


def traded_names(report: Report, thesis: str | None = None) -> tuple[str, ...]:
    """Return the tradable symbols that a report, or one of its theses, names; each once, in the report's order."""
    named = (each for each in report.memberships if each.tradable and thesis in (None, each.thesis))
    return tuple(dict.fromkeys(each.symbol for each in named))
