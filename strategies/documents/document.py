"""One published report as data: its metadata, its theses, and the stocks it names for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data_sources.language.text import Text, both
from strategies.documents.basket import BasketRules
from strategies.documents.rating import RatingStandard, StockRating
from strategies.documents.sign import Sign

# How a document lists a name, the word ``as`` of its file: on its formal list, on its list for attention (建议关注), by
# a mention, as the source of a figure alone, as a customer, competitor or owner, by a mention that cannot be trusted.
LISTED_AS = ("formal", "attention", "mentioned", "source", "incidental", "unreliable")
RECOMMENDED = ("formal", "attention")
TRADABLE = ("formal", "attention", "mentioned")
CONFIDENCES = ("high", "medium", "low", "unstated")
DATE_BASES = ("printed", "derived")
EXCLUSIONS = ("hong_kong", "united_states", "other_market", "unlisted", "not_a_company", "source_only")
FORECASTERS = ("broker", "consensus")
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
    claim: Text
    falsifiers: tuple[Sign, ...]
    confirms: tuple[Sign, ...]

    @property
    def called(self) -> Text:
        """Its name in both languages; the English one for both where the file has no Chinese one."""
        return both(self.name, self.name_zh or self.name)


@dataclass(frozen=True)
class Membership:
    """One stock named for one thesis; a strategy does not see it before ``known_from``.

    ``listed_as`` is one word of ``LISTED_AS``. ``code_source`` is ``report`` when the code is printed there and
    ``knowledge`` when we supplied it, with ``confidence`` in the code. ``line`` is the line of the report's text on
    which the name stands for this thesis, 0 while nobody wrote it down. ``broker`` is whose report it is, in one word.
    """

    report: str
    thesis: str
    segment: str
    symbol: str
    name: str
    role: str
    listed_as: str
    code_source: str
    confidence: str
    known_from: date
    line: int = 0
    note: str = ""
    broker: str = ""

    @property
    def listing(self) -> str:
        """``formal`` for a name of the formal list, ``mentioned`` for every other one."""
        return "formal" if self.listed_as == "formal" else "mentioned"

    @property
    def recommended(self) -> bool:
        """Whether the report asks the reader to look at the name: on its formal or its attention list (建议关注)."""
        return self.listed_as in RECOMMENDED

    @property
    def tradable(self) -> bool:
        """False for a name that the report does not call: a source, a customer, a mention that cannot be trusted."""
        return self.listed_as in TRADABLE

    def stands_in(self, listing: str) -> bool:
        """Whether it may be held from a listing of ``HOLDINGS``: all names, recommended ones, the formal list alone."""
        match listing:
            case "formal":
                return self.listing == "formal"
            case "recommended":
                return self.recommended
            case _:
                return self.tradable


def broker_word(broker: str) -> str:
    """Return a broker's name as one word, as filters take it: ``guolian_minsheng`` of Guolian Minsheng Securities."""
    return broker.removesuffix(" Securities").lower().replace(" ", "_")


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
    of the report's text. ``close`` is the price printed beside it, of the report's ``priced_on``, CNY, raw.
    """

    report: str
    symbol: str
    name: str
    year: int
    eps: float | None
    net_profit: float | None
    by: str
    line: int
    close: float | None = None


@dataclass(frozen=True)
class Report:
    """A published document. ``known_from`` is the first day on which anything in it may be used, after that close.

    ``date_basis`` is ``derived`` when the report prints no date; ``date_note`` then says how it was found.
    ``priced_on`` is the day of the prices it prints, None when it prints none. ``rating`` is its word for the industry,
    empty when it rates none, ``rating_class`` the class of its scale that has this word, empty when it prints no scale.
    ``rating_line`` counts lines of the report's text. ``renamed`` has the symbol and today's name of each company that
    the report prints under an earlier one. ``industry_index`` is the code of an index of the industry that its file
    names, empty for none.
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
    basket: BasketRules | None = None
    rating_line: int = 0
    renamed: tuple[tuple[str, str], ...] = ()
    industry_index: str = ""

    @property
    def house(self) -> Text:
        """Whose report it is, in both languages; one name for both where the file has no Chinese one."""
        return both(self.broker, self.broker_zh or self.broker)

    @property
    def headline(self) -> Text:
        """Its title in both languages; one title for both where the file has no Chinese one."""
        return both(self.title, self.title_zh or self.title)
