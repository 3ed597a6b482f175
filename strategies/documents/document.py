"""One published report as data: its metadata, its theses, and the stocks it names for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from strategies.documents.rating import RatingStandard, StockRating

LISTINGS = ("formal", "mentioned")
CODE_SOURCES = ("report", "knowledge")
CONFIDENCES = ("high", "medium", "low", "unstated")
DATE_BASES = ("printed", "derived")
EXCLUSIONS = ("hong_kong", "united_states", "other_market", "unlisted", "not_a_company", "source_only")
FORECASTERS = ("broker", "consensus")
DISOWNED = ("incidental_only", "mentions_unreliable")
"""Remarks on a name that stands in a report without being said to gain: a customer, or a garbled table."""
THESIS_KINDS = ("premise", "driver", "demand", "macro_gate", "umbrella", "basket", "beneficiary", "segment")


@dataclass(frozen=True)
class Thesis:
    """One causal claim of a report, in our words; falsifiers and confirming signals carry thresholds that are ours.

    ``parent`` is the id of a wider thesis of the same report or empty; ``segments`` is empty for a premise without
    names; ``lines`` counts lines of the report's text.
    """

    report: str
    id: str
    name: str
    name_zh: str
    kind: str
    parent: str
    segments: tuple[str, ...]
    lines: str
    claim: str
    falsifiers: tuple[str, ...]
    confirms: tuple[str, ...]


@dataclass(frozen=True)
class Membership:
    """One stock named for one thesis; a strategy does not see it before ``known_from``.

    ``listing`` says whether the report recommends the name formally or only mentions it, ``listing_detail`` is the
    finer word of the research (``formal_table``, ``explicit_attention``, ``source_only``, ...). ``code_source`` is
    ``report`` when the code is printed there and ``knowledge`` when we supplied it, with ``confidence`` in the code.
    ``line`` is the line of the report's text on which the name stands for this thesis, 0 while nobody wrote it down.
    """

    report: str
    thesis: str
    segment: str
    symbol: str
    name: str
    role: str
    listing: str
    listing_detail: str
    code_source: str
    confidence: str
    known_from: date
    usable: str = ""
    note: str = ""
    line: int = 0

    @property
    def tradable(self) -> bool:
        """False for a name that is neither traded nor judged.

        It appears only as the source of a figure, as a customer or example (``incidental_only``), or where the text
        cannot be trusted (``mentions_unreliable``).
        """
        return self.listing_detail != "source_only" and self.usable not in DISOWNED

    @property
    def recommended(self) -> bool:
        """Whether the report asks the reader to look at the name: on its formal or its attention list (建议关注)."""
        return self.listing == "formal" or self.listing_detail == "explicit_attention"


@dataclass(frozen=True)
class Excluded:
    """A company that a report names and that no rule may hold, with the reason why.

    ``reason`` is one word of ``EXCLUSIONS``; ``code`` is that of the other market, or of the later listing, or empty.
    ``listed_on`` is the day on which a company that was unlisted then came to an A-share board, None without one.
    ``thesis`` is empty where the name stands for the whole report; ``line`` counts lines of the report's text.
    """

    report: str
    name: str
    reason: str
    line: int
    code: str = ""
    thesis: str = ""
    listed_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Forecast:
    """What a report expected one company to earn in one fiscal year.

    ``eps`` is CNY per share and ``net_profit`` CNY for the shareholders of the parent; None what it does not print.
    ``by`` is ``broker`` for the report's own estimate and ``consensus`` for one that it quotes. ``line`` counts lines
    of the report's text.
    """

    report: str
    symbol: str
    name: str
    year: int
    eps: float | None
    net_profit: float | None
    by: str
    line: int


@dataclass(frozen=True)
class Report:
    """A published document. ``known_from`` is the first day on which anything in it may be used, after that close.

    ``date_basis`` is ``derived`` when the report prints no date; ``date_note`` then says how it was found.
    ``priced_on`` is the day of the prices it prints, None when it prints none.
    """

    id: str
    broker: str
    broker_zh: str
    title: str
    title_zh: str
    sector: str
    published: date
    date_basis: str
    date_note: str
    known_from: date
    priced_on: date | None
    rating: str
    rating_class: str
    rating_action: str
    note: str
    standard: RatingStandard
    theses: tuple[Thesis, ...]
    memberships: tuple[Membership, ...]
    ratings: tuple[StockRating, ...]
    excluded: tuple[Excluded, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
