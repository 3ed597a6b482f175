"""All reports (全部推荐): what a reader held who followed every formal recommendation and trusted each report alike.

Reports: each that ships, from the day on which it was known.

Stated by: each of them for its own names, so the test begins with the first. The later ones are phases of it.

The claim: each report says that its industry, and the names it lists, will beat the CSI 300 over its own 6 or 12
months. Whoever cannot tell the good report from the bad one holds all of them.

How each sentence became a rule:
- 000, line 29; 002, line 13; 003, lines 32 to 38; 004, line 52: the formal lists. All of their names, of every
  thesis (``listing=formal``); 001 prints no list and joins only with ``listing=all``. Faithful.
- No report weighs its names: names are equal in a report. Faithful; that unweighed means equal is our reading.
- No report speaks of another: one sleeve a report, equal from the day the report is known; a name in two reports gets
  both shares. Ours: it is how a reader holds them who trusts each alike.
- Ours, off by default: in a report a name weighs as one over its volatility, the sample standard deviation of its daily
  log returns (total return) over ``window`` sessions up to the decision (calm_names). Under ``minimum`` returns it
  counts as the report's median, and nothing counts as calmer than ``floor``.

Refuted if: the whole does not beat the CSI 300 by the standards of the reports' own ratings.

Edits: 2026-11-23 first version; 2026-11-29 the weights by volatility became a variant, since no report weighs so.
"""

from __future__ import annotations

from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.contract.variant import Variant
from strategies.documents.library import load_reports
from strategies.rules.basket import Basket
from strategies.rules.risk import daily_volatility, inverse_volatility
from strategies.rules.thesis import Portfolio, thesis_strategy

SEGMENTS = tuple(
    Segment(
        report.id,
        report.id,
        tuple(f"{report.id}.{thesis.id}" for thesis in report.theses),
        tuple(dict.fromkeys(membership.segment for membership in report.memberships)),
    )
    for report in load_reports()
)

WEIGHINGS = ("equal", "inverse_volatility")

PARAMETERS = {
    "weighing": Parameter("equal", "shares of the names of a report", choices=WEIGHINGS, source=OURS),
    "window": Parameter(60, "sessions of the volatility", 10, 500, source=OURS),
    "minimum": Parameter(
        20, "returns a name needs to have a volatility of its own, at most window", 2, 500, source=OURS
    ),
    "floor": Parameter(0.005, "least volatility of a session that counts", 0.0001, 0.1, source=OURS),
}

VARIANTS = (
    Variant(
        "calm_names",
        "a wild name moves the whole more than a calm one, so names weigh by one over their volatility",
        {"weighing": "inverse_volatility"},
    ),
)


def rule(basket: Basket) -> Portfolio:
    """Hold the recommended names, reports equal, names equal in a report."""
    if basket.settings.word("weighing") == "equal":
        return Portfolio()
    volatility = daily_volatility(basket.index, basket.rows, basket.whole("window"), basket.whole("minimum"))
    return Portfolio(names=inverse_volatility(basket.members, volatility, basket.number("floor")))


STRATEGY = thesis_strategy(
    "all_reports",
    "All reports",
    rule,
    SEGMENTS,
    PARAMETERS,
    stated_by=tuple(report.id for report in load_reports()),
    listing="formal",
    variants=VARIANTS,
)
