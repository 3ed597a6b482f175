"""A dated document that a run rests on: a broker's report, or the paper diary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["report", "diary"]


@dataclass(frozen=True)
class Publication:
    """One document behind a run.

    Parameters
    ----------
    report
        Its id, such as ``003``.
    broker
        Who published it, in words.
    known_from
        The first day on which anything in it may be used, after that close.
    states_thesis
        Whether it states the thesis of the strategy; otherwise it only lent names.
    kind
        ``diary`` for the first row of a paper diary, which dates names and rules alike. Default: ``report``.
    """

    report: str
    broker: str
    known_from: date
    states_thesis: bool
    kind: Kind = "report"


def in_order(publications: tuple[Publication, ...]) -> tuple[Publication, ...]:
    """Return publications by the day they were known, of one day by their ids."""
    return tuple(sorted(publications, key=lambda each: (each.known_from, each.report)))


def stating(publications: tuple[Publication, ...]) -> Publication | None:
    """Return the first publication that states the thesis, None when there is none."""
    return next((each for each in in_order(publications) if each.states_thesis), None)


def before_thesis(publications: tuple[Publication, ...]) -> tuple[Publication, ...]:
    """Return those known before the day on which the thesis was stated; all when none states it, oldest first."""
    stated = stating(publications)
    return tuple(each for each in in_order(publications) if stated is None or each.known_from < stated.known_from)
