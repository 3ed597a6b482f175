"""What the columns of a scorecard mean, and how a hit rate is written beside its base rate."""

from __future__ import annotations

from strategies.scorecard.card import Scorecard
from strategies.scorecard.tally import Beats, Hits

SIMULATED = "SIMULATED market: no price in it is real"


def legend(card: Scorecard) -> str:
    """Say what the columns mean, and how far the bars reach."""
    return (
        f"bars to {card.as_of}; return, index and excess are of price changes, total with dividends, traded from the "
        "next open with costs; rated names that met and listed ones that beat stand beside base, the share of all "
        "stored names that did; run-up is the excess over the CSI 300 in the year before, p the chance that a random "
        "list is as good; an equal weight of own names is ahead or behind where its interval leaves out zero, and "
        "never met"
    )


def rate_words(counted: Hits | Beats, good: int) -> str:
    """Write how many did, of how many, and in brackets the share of all stored names that did; "" without any."""
    if counted.rate is None:
        return f"{counted.pending} pending" if counted.pending else ""
    base = f" ({counted.base.rate:.0%})" if counted.base else ""
    return f"{good}/{counted.settled}{base}"
