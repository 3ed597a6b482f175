"""Verdicts counted, each kind of call in its own words: what was rated, what was listed, what is a basket."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from strategies.scorecard.base_rate import BaseRate
from strategies.scorecard.calls import RATED
from strategies.scorecard.row import Row


@dataclass(frozen=True)
class Hits:
    """Rated stocks; ``base`` is how often a stored name met such a rating, None while nothing is settled."""

    met: int
    missed: int
    pending: int
    no_verdict: int
    base: BaseRate | None

    @property
    def settled(self) -> int:
        """How many were met or missed."""
        return self.met + self.missed

    @property
    def rate(self) -> float | None:
        """The share of settled calls that were met, None while nothing is settled."""
        return self.met / self.settled if self.settled else None


@dataclass(frozen=True)
class Beats:
    """What was listed without a rating, by our reading; ``base`` as for ``Hits``, None for sub-industries."""

    beat: int
    did_not_beat: int
    pending: int
    no_verdict: int
    base: BaseRate | None

    @property
    def settled(self) -> int:
        """How many beat their index by what is asked, or did not."""
        return self.beat + self.did_not_beat

    @property
    def rate(self) -> float | None:
        """The share of what is settled that beat its index by what is asked, None while nothing is settled."""
        return self.beat / self.settled if self.settled else None


@dataclass(frozen=True)
class Baskets:
    """Thesis baskets, by the interval of each one's excess.

    ``names`` are the different names behind all of them, ``moves_like`` how many independent baskets would be as
    volatile together: theses that share names, or whose names move as one, are fewer than their number.
    """

    ahead: int
    behind: int
    unclear: int
    pending: int
    no_verdict: int
    names: int
    moves_like: float | None


def hits_of(rows: Sequence[Row], base: BaseRate | None) -> Hits:
    """Count the rated stocks among some rows."""
    verdicts = [row.verdict for row in rows if row.kind in RATED]
    met, missed, pending, none = (verdicts.count(word) for word in ("met", "missed", "pending", "no verdict"))
    return Hits(met, missed, pending, none, base)


def beats_of(rows: Sequence[Row], base: BaseRate | None) -> Beats:
    """Count rows without a rating."""
    verdicts = [row.verdict for row in rows]
    beat, did_not, pending, none = (verdicts.count(word) for word in ("beat", "did not beat", "pending", "no verdict"))
    return Beats(beat, did_not, pending, none, base)


def baskets_of(rows: Sequence[Row], moves_like: float | None) -> Baskets:
    """Count thesis rows and the names behind them."""
    verdicts = [row.verdict for row in rows]
    return Baskets(
        ahead=verdicts.count("ahead"),
        behind=verdicts.count("behind"),
        unclear=verdicts.count("unclear"),
        pending=verdicts.count("pending"),
        no_verdict=verdicts.count("no verdict"),
        names=len({symbol for row in rows for symbol in row.symbols}),
        moves_like=moves_like,
    )
