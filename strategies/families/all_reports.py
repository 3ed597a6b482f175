"""All reports (全部推荐): what a reader held who followed every formal recommendation and trusted each report alike.

Reports: each that ships, from the day on which it was known.

Stated by: each of them for its own names, so the test begins with the first. The later ones are phases of it.

The claim: each report says that its industry, and the names it lists, will beat the CSI 300 over its own 6 or 12
months. Whoever cannot tell the good report from the bad one holds all of them.

How each sentence became a rule:
- "Every formal recommendation": the formal lists of all theses (``listing=formal``); 001 has none and joins only with
  ``listing=all``.
- "Trusted alike": one sleeve a report, equal from the day the report is known; a name in two reports gets both shares.
- "No name louder than the others": in a report a name weighs as one over its volatility, the sample standard deviation
  of its daily log returns (total return) over ``window`` sessions up to the decision. Under ``minimum`` returns it
  counts as the report's median, and nothing counts as calmer than ``floor``. ``weighing=equal`` leaves that out.

Refuted if: the whole does not beat the CSI 300 by the standards of the reports' own ratings; the plain version, equal
over all names, has no larger drawdown.

Edits: 2026-11-23 first version.
"""

from __future__ import annotations

from strategies.contract.strategy import Parameter, Segment
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

WEIGHINGS = ("inverse_volatility", "equal")

PARAMETERS = {
    "weighing": Parameter("inverse_volatility", "shares of the names of a report", choices=WEIGHINGS),
    "window": Parameter(60, "sessions of the volatility", 10, 500),
    "minimum": Parameter(20, "returns a name needs to have a volatility of its own, at most window", 2, 500),
    "floor": Parameter(0.005, "least volatility of a session that counts", 0.0001, 0.1),
}


def rule(basket: Basket) -> Portfolio:
    """Hold the recommended names, reports equal, names by inverse volatility."""
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
)
