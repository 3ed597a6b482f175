"""The front of a page: the badge, one sentence, at most one "But", what was asked and tried, and four tiles.

Everything else that a verdict says stands behind it, among the grounds.
"""

from __future__ import annotations

from dataclasses import dataclass

from backtest.result.badge import Badge
from backtest.result.front.but import but_sentence
from backtest.result.front.claim import claim
from backtest.result.front.standing import NamesMet, standing_line
from backtest.result.front.tiles import Tiles, tiles_of
from backtest.result.front.tried import tried_line
from backtest.result.result import Result
from backtest.result.verdict import Verdict
from data_sources.language.text import Text


@dataclass(frozen=True)
class Front:
    """What stands at the head of everything that shows a run.

    Parameters
    ----------
    badge, badge_words : Badge, Text
        The judgement in a word, as a code and in both languages.
    claim : Text
        Who beat what, by how many points in how long; the interval; what the names made without the rule.
    but : Text
        What can overturn that, the most serious alone; empty when there is nothing of the kind.
    standing : Text
        "own standard: met 6 of 14 names; interval: includes zero"; empty while there is nothing to judge.
    tried : Text
        What the best of as many strategies is worth; empty for a run by itself.
    tiles : Tiles or None
        The four numbers; None while there is nothing to judge.
    """

    badge: Badge
    badge_words: Text
    claim: Text
    but: Text
    standing: Text
    tried: Text
    tiles: Tiles | None


def front(result: Result, seen: Verdict, names_met: NamesMet | None = None) -> Front:
    """Return the front of a run's verdict.

    Parameters
    ----------
    result, seen : Result, Verdict
        The run and its verdict.
    names_met : NamesMet, optional
        How many names of the report met its standard by themselves, from its scorecard; left out where unknown.
    """
    return Front(
        seen.badge,
        seen.badge_words,
        claim(result, seen),
        but_sentence(result, seen),
        standing_line(seen, names_met),
        tried_line(result),
        tiles_of(seen),
    )
