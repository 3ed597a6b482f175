"""What is too heavy for a plain run and stands in one that was asked for it: random lists, and what came before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backtest.result.random_lists import random_lists_sentence, run_up_sentence
from backtest.result.sensitivity import Sensitivity
from backtest.result.wording import listed
from backtest.validity.random_lists import RandomLists
from backtest.validity.run_up import RunUp

DRAWS = 10_000


@dataclass(frozen=True)
class Deep:
    """The names of the plain list at the base of the test, beside random lists and before publication.

    Parameters
    ----------
    base_date, last_date : date
        The test.
    lists : RandomLists
        The names bought in equal parts at the base and held to the end, without costs, beside matched random lists of
        all names of the store that had traded by then.
    named_later : int
        How many of those that could be drawn only a later report named: they are in the store because of that.
    run_up : RunUp or None
        What they had made in the year before; None when the store begins too late.
    sensitivity : Sensitivity or None
        The excess of the run under other conditions; None where it was not asked for.
    """

    base_date: date
    last_date: date
    lists: RandomLists
    named_later: int
    run_up: RunUp | None
    sensitivity: Sensitivity | None = None


def deep_sentences(seen: Deep) -> tuple[str, ...]:
    """Say how the list stands among random ones, and what it had made before its publication."""
    before = (run_up_sentence(seen.run_up, "the names of the plain list"),) if seen.run_up else ()
    return (_lists(seen), *before)


def _lists(seen: Deep) -> str:
    found, count = seen.lists.baskets, seen.lists.names
    absent = f" without {listed(seen.lists.left_out)}, which could not be bought then," if seen.lists.left_out else ""
    if found is None:
        return (
            f"No random lists could be drawn beside the plain list of {seen.base_date}: the store has too few names "
            "that are like its own."
        )
    later = f", {seen.named_later} of which reports named only later" if seen.named_later else ""
    return (
        f"The plain list of {seen.base_date},{absent} {count} name{'' if count == 1 else 's'} in equal parts held to "
        f"{seen.last_date} without costs, stands beside random ones from the {found.pool} stored names of the same "
        f"kinds{later}. {random_lists_sentence(found)}{_hard_to_beat(seen)}"
    )


def _hard_to_beat(seen: Deep) -> str:
    """A store of report names holds winners for having won."""
    return " What reports named later may be there for having risen, which is hard to beat." if seen.named_later else ""
