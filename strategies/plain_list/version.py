"""The plain version of a strategy: the same names, equal weight, bought at publication and held.

It has no rule, so what a strategy earns beyond it is what the rule adds to the list of names. It decides only when a
name joins: on the day of the report that gives it, or on its first session when it was listed later. Then all known
names are made equal again; between such days nothing is traded. The filters are the strategy's own. With hindsight the
names of the first report join on the first session and are made equal again on the report's day, where the test begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

import numpy as np

from backtest.market.panel import Panel
from data_sources.errors import UserError
from data_sources.language.text import NOTHING, both
from data_sources.tables.facts import Booleans, Dates
from strategies.contract.parameters import Settings, Value
from strategies.contract.strategy import Decisions, History, Segment, Strategy
from strategies.documents.document import Membership
from strategies.rules.basket import Basket, lay_on
from strategies.rules.filters import FILTERS, filter_names
from strategies.rules.schedule import join_dates

SUFFIX = "/plain"

Given = TypeVar("Given", bound=Value)


def plain_version(strategy: Strategy) -> Strategy:
    """Return the plain version of a strategy, named ``NAME/plain``; that of a variant is its family's.

    Raises UserError for a strategy that takes no names from reports, and for a plain version.
    """
    strategy = strategy.family
    if strategy.name.endswith(SUFFIX):
        raise UserError(
            both(
                f"{strategy.name} is a plain version already; leave out --plain",
                f"{strategy.name} 本身就是等权名单；请去掉 --plain",
            )
        )
    if not has_plain_list(strategy):
        raise UserError(
            both(
                f"{strategy.name} takes no names from reports, so it has no plain version; leave out --plain",
                f"{strategy.name} 的个股不来自研报，没有等权名单；请去掉 --plain",
            )
        )
    # Only what the family holds by its defaults, and no dial: the plain version has none.
    segments = tuple(replace(each, dial="") for each in strategy.own_segments)
    return replace(
        strategy,
        name=strategy.name + SUFFIX,
        title=both(
            f"{strategy.title}: the names alone, equal and held", f"{strategy.title.zh}：仅个股本身，等权买入并持有"
        ),
        targets=partial(_targets, segments),
        rules_written=None,  # it has no rule that could have been fitted
        drawn_names=partial(_drawn_names, segments),
        parameters={name: strategy.parameters[name] for name in FILTERS},
        gates=(),
        reads=(),
        account=NOTHING,
        variants=(),
    )


def has_plain_list(strategy: Strategy) -> bool:
    """Whether a strategy takes its names from reports, so that they can be held without its rule."""
    return bool(strategy.segments) and all(name in strategy.parameters for name in FILTERS)


def is_plain_version(strategy: Strategy) -> bool:
    """Whether ``plain_version`` made a strategy."""
    return isinstance(strategy.targets, partial) and strategy.targets.func is _targets


def plain_settings(given: Mapping[str, Given]) -> dict[str, Given]:
    """Keep of a strategy's parameter values those that its plain version has too: the filters."""
    return {name: value for name, value in given.items() if name in FILTERS}


def _drawn_names(
    segments: Sequence[Segment], memberships: Iterable[Membership], settings: Settings
) -> tuple[Membership, ...]:
    return filter_names(segments, memberships, settings)[1]


def _targets(segments: Sequence[Segment], history: History, settings: Settings) -> Decisions:
    left, named = filter_names(segments, history.memberships, settings)
    basket = lay_on(history, settings, left, named, _possible_dates(history.panel, named))
    basket = basket.only(_joins(basket) | _published_again(basket))
    return basket.decide(basket.everyone / np.maximum(basket.everyone.sum(axis=1), 1)[:, None])


def _possible_dates(panel: Panel, named: Sequence[Membership]) -> Dates:
    """The days on which a name may join: each report's, and each first session after the first report's."""
    columns = [panel.position[symbol] for symbol in {m.symbol for m in named} if symbol in panel.position]
    begun = panel.listed_from[columns]
    listed = panel.sessions[begun[begun < len(panel.sessions)]]
    return join_dates(panel.sessions, (membership.known_from for membership in named), listed)


def _joins(basket: Basket) -> Booleans:
    """The decisions (D) at which a name is there that never was before."""
    seen = np.logical_or.accumulate(basket.everyone, axis=0).sum(axis=1)
    return np.asarray(np.diff(seen, prepend=0) > 0, dtype=np.bool_)


def _published_again(basket: Basket) -> Booleans:
    """The decision (D) of the first publication of a history with hindsight, where no name joins any more."""
    first = basket.history.panel.sessions[0].item()
    published = min((m.known_from for m in basket.named if m.known_from > first), default=first)
    again = basket.dates == np.datetime64(published, "D")
    return np.asarray(again & basket.history.hindsight, dtype=np.bool_)
