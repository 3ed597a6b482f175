"""What is too heavy for a plain run and stands in one that was asked for it: random lists, and what came before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backtest.result.random_lists import random_lists_sentence, run_up_sentence
from backtest.result.sensitivity import Sensitivity
from backtest.validity.random_lists import RandomLists
from backtest.validity.run_up import RunUp
from data_sources.language.text import NOTHING, Text, amid, both, listed

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


def deep_sentences(seen: Deep) -> tuple[Text, ...]:
    """Say how the list stands among random ones, and what it had made before its publication."""
    names = both("the names of the plain list", "等权名单的个股")
    before = (run_up_sentence(seen.run_up, names),) if seen.run_up else ()
    return (_lists(seen), *before)


def _lists(seen: Deep) -> Text:
    found, count, base = seen.lists.baskets, seen.lists.names, seen.base_date
    if found is None:
        return both(
            f"No random lists could be drawn beside the plain list of {base}: the store has too few names "
            "that are like its own.",
            f"无法为 {base} 的等权名单抽取随机名单：库中与之同类的个股太少。",
        )
    absent, later, hard = NOTHING, NOTHING, NOTHING
    if seen.lists.left_out:
        names = listed(seen.lists.left_out)
        absent = both(
            f" without {names}, which could not be bought then,", f"（不含当时无法买入的{amid(names).rstrip()}）"
        )
    if seen.named_later:  # a store of report names holds winners for having won
        later = both(
            f", {seen.named_later} of which reports named only later", f"（其中 {seen.named_later} 只后来才被研报提及）"
        )
        hard = both(
            " What reports named later may be there for having risen, which is hard to beat.",
            "后来才被提及的个股可能正因上涨而入选，这样的对照不易战胜。",
        )
    beside = random_lists_sentence(found)
    return both(
        f"The plain list of {base},{absent} {count} name{'' if count == 1 else 's'} in equal parts held to "
        f"{seen.last_date} without costs, stands beside random ones from the {found.pool} stored names of the same "
        f"kinds{later}. {beside}{hard}",
        f"{base} 的等权名单{absent.zh}共 {count} 只个股，等权持有至 {seen.last_date}、不计费用，与从库中 {found.pool} "
        f"只同类个股{later.zh}中随机抽取的名单相比。{beside.zh}{hard.zh}",
    )
