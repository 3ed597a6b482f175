"""Which names a run looks at, by listing, report, broker, segment and board; the same for every family.

``thesis_strategy`` adds ``filter_parameters`` to the parameters of a family, and ``lay_basket`` applies what was set.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from data_sources.language.text import both
from data_sources.tables.symbols import BOARDS, parse_symbol
from strategies.contract.parameters import OURS, Parameter, Settings
from strategies.contract.strategy import Segment
from strategies.documents.basket import HOLDINGS
from strategies.documents.document import Membership, Report, broker_word
from strategies.rules.members import eligible_memberships

ALL = "all"
LISTING = both("which names: all, recommended, or the formal lists only", "取哪些个股：全部、推荐，或仅正式名单")
FILTERS = ("listing", "report", "broker", "segment", "board")


def filter_names(
    segments: Sequence[Segment], memberships: Iterable[Membership], settings: Settings
) -> tuple[tuple[Segment, ...], tuple[Membership, ...]]:
    """Return the segments and the memberships in them that the settings leave, without names that may never trade.

    Each filter is ``all`` or one choice. A segment whose dial stands at 0 is left out.
    """
    listing, report, broker, word, board = (settings.word(name) for name in FILTERS)
    left = _narrowed([each for each in segments if not each.dial or settings.number(each.dial)], word)
    return left, tuple(
        membership
        for membership in eligible_memberships(left, memberships, listing)
        if report in (ALL, membership.report)
        and broker in (ALL, membership.broker)
        and (board == ALL or board == parse_symbol(membership.symbol).board)
    )


def _narrowed(segments: Sequence[Segment], word: str) -> tuple[Segment, ...]:
    """The segment of that name, or else the parts of segments for which a report uses that word."""
    if word == ALL:
        return tuple(segments)
    named = tuple(segment for segment in segments if segment.name == word)
    return named or tuple(replace(segment, kinds=(word,)) for segment in segments if word in segment.kinds)


def filter_parameters(
    segments: Sequence[Segment], documents: Iterable[Report], listing: str = ALL
) -> dict[str, Parameter]:
    """Return the five filters of a family, with the choices that its segments have and its own default listing.

    ``documents`` are the reports of its segments, whose brokers are the choices of ``broker``.
    """
    reports = sorted({thesis.partition(".")[0] for segment in segments for thesis in segment.theses})
    brokers = (broker_word(each.broker) for each in sorted(documents, key=lambda each: each.id) if each.id in reports)
    words = (word for segment in segments for word in (segment.name, *segment.kinds))
    choices = {
        "report": (reports, both("names of one report, by its number", "只取某一份研报的个股，按编号")),
        "broker": (brokers, both("names of one broker's reports", "只取某一家券商研报的个股")),
        "segment": (
            words,
            both(
                "one segment of the strategy, or one word of the reports for a segment",
                "策略的某一环节，或研报中某一环节用词",
            ),
        ),
        "board": (BOARDS, both("shares of one board", "只取某一板块的股票")),
    }
    return {
        "listing": Parameter(listing, LISTING, choices=HOLDINGS, source=OURS),
        **{
            name: Parameter(ALL, what, choices=(ALL, *dict.fromkeys(found)), source=OURS)
            for name, (found, what) in choices.items()
        },
    }
