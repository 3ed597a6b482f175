"""A made-up document about boilers and pumps, published on 2026-01-28, with a basket of two sleeves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from data_sources.language.text import same
from strategies.documents.basket import BasketRules, Gate, Sleeve
from strategies.documents.document import Report, Thesis
from strategies.documents.library import report
from strategies.documents.sign import Sign
from tests.strategies.rules.market import member

PUBLISHED = "2026-01-28"
ORDERS = Gate("orders_yoy/boilers < 0", 0.5, same("line 12"))
RULES = BasketRules(
    title=same("Boilers and pumps"),
    horizon_months=None,
    rebalance="month",
    max_weight=0.4,
    weighting="equal",
    listing="all",
    edited=date(2026, 1, 29),
    sleeves=(Sleeve("heat", 3.0, ("boilers", "burners"), same("line 7")), Sleeve("flow", 1.0, ("pumps",))),
    gates=(ORDERS,),
    refuted=(same("orders fall for a year"),),
)


def thesis(word: str, segments: tuple[str, ...], claim: str = "Old boilers are replaced.") -> Thesis:
    return Thesis("006", word, word, "", "basket", "", segments, "7", same(claim), (Sign(same("A mild winter")),), ())


def document() -> Report:
    """006: boilers A and B, burner C, pump D."""
    return replace(
        report("004"),
        id="006",
        broker="Example Securities",
        title="Warm houses",
        published=date.fromisoformat(PUBLISHED),
        known_from=date.fromisoformat(PUBLISHED),
        theses=(thesis("heating", ("boilers", "burners")), thesis("moving", ("pumps",), "")),
        memberships=(
            member("A", "006.heating", "boilers", PUBLISHED),
            member("B", "006.heating", "boilers", PUBLISHED, "mentioned"),
            member("C", "006.heating", "burners", PUBLISHED),
            member("D", "006.moving", "pumps", PUBLISHED),
        ),
        ratings=(),
    )
