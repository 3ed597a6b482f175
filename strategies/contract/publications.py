"""The reports that a run of a strategy rests on, with the filters that were set."""

from __future__ import annotations

from collections.abc import Iterable

from backtest.metrics.publication import Publication, in_order
from data_sources.language.text import NOTHING, Text, both
from strategies.contract.parameters import Settings
from strategies.contract.strategy import Strategy
from strategies.documents.document import Membership


def publications(strategy: Strategy, memberships: Iterable[Membership], settings: Settings) -> tuple[Publication, ...]:
    """Return the reports of which the settings leave a name, oldest first; empty for a strategy without reports.

    A run with ``report=003`` rests on 003 alone, so that nothing of it is dated by an earlier report.
    """
    left = {membership.report for membership in strategy.drawn(memberships, settings)}
    rests_on = (each for each in strategy.documents if each.id in left)
    return in_order(
        tuple(Publication(each.id, each.house, each.known_from, each.id in strategy.stated_by) for each in rests_on)
    )


def left_out_sentence(strategy: Strategy, rests_on: tuple[Publication, ...]) -> Text:
    """Say that the settings leave out every report that states the thesis; empty when one is left, or none ever was."""
    if not strategy.stated_by or not rests_on or any(each.states_thesis for each in rests_on):
        return NOTHING
    return both(
        f"the settings leave out {' and '.join(strategy.stated_by)}, where the thesis is stated: without it this is a "
        "list of names from reports that claimed something else, so its numbers are shown and the thesis is not judged",
        f"所设参数剔除了陈述该投资逻辑的研报 {'、'.join(strategy.stated_by)}：没有它，"
        "这只是来自其他主张的研报的一份名单，因此只列出数字，不评判该投资逻辑",
    )
