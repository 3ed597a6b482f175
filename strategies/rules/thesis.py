"""From a thesis to a strategy: its segments, its dials, its gates and one rule, traded by one engine.

The rule answers for every decision how the sleeves share, which names stand in for their segments and how much is
invested; all else is the same for every thesis: who is known when, the schedule, the filters, the cap, the notes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from data_sources.language.text import both, same
from data_sources.tables.facts import Booleans, Floats
from strategies.accounts.family import family_words
from strategies.contract.history import History
from strategies.contract.parameters import OURS, Parameter, Settings
from strategies.contract.segment import held_by_default, reports_of
from strategies.contract.strategy import Decisions, Segment, Strategy
from strategies.contract.variant import Variant
from strategies.documents.basket import REBALANCES
from strategies.documents.document import Membership, Report
from strategies.documents.library import load_reports
from strategies.rules.basket import Basket, lay_basket
from strategies.rules.filters import ALL, filter_names, filter_parameters
from strategies.rules.gate import gate_notes
from strategies.rules.weigh import weigh
from strategies.signals.quantities import Quantity, Reading

MOST_IN_ONE = both("most in one name, the rest stays in cash", "单只个股的上限，其余留作现金")
DECIDE_AFTER = both("decide after the last session of each", "在每个周期的最后一个交易日收盘后决策")
DIALS = {
    "max_weight": Parameter(1.0, MOST_IN_ONE, 0.01, 1.0, source=OURS),
    "rebalance": Parameter("month", DECIDE_AFTER, choices=REBALANCES, source=OURS),
}


@dataclass(frozen=True)
class Portfolio:
    """What a rule asks for at the decisions of its basket.

    ``sleeves`` share by these relative numbers, each one number or one per decision (D); None: all equal.
    ``names`` (G x D x N) are the chosen names, or their shares relative to each other in a segment; None: all members.
    ``invested`` is the share of it all to hold, one number or one per decision (D); the rest is cash. ``readings`` are
    the gates that were read, in the order of their notes; ``notes`` what else a reader must know.
    """

    sleeves: Mapping[str, Floats | float] | None = None
    names: Booleans | Floats | None = None
    invested: Floats | float = 1.0
    readings: tuple[Reading, ...] = ()
    notes: tuple[str, ...] = ()


def thesis_strategy(
    name: str,
    title: str,
    rule: Callable[[Basket], Portfolio],
    segments: Sequence[Segment],
    parameters: Mapping[str, Parameter],
    *,
    stated_by: tuple[str, ...],
    gates: tuple[Quantity, ...] = (),
    reads: tuple[Quantity, ...] = (),
    listing: str = ALL,
    variants: tuple[Variant, ...] = (),
    account: str = "",
    documents: Sequence[Report] = (),
) -> Strategy:
    """Make the strategy of a thesis.

    Parameters
    ----------
    name, title
        The word that asks for it, and what it is called in tables and on pages; the Chinese of a shipped family's
        title, account, parameters, variants and notes stands in ``strategies/accounts``.
    rule
        From the basket at every decision to the portfolio asked for. It must be causal: the value for a decision uses
        nothing later.
    segments
        The parts it holds, each in a sleeve. The reports are those whose theses stand in those held by default.
    parameters
        The rule's own, each with its source. The cap ``max_weight`` and the schedule ``rebalance`` are added unless
        they are among them, and the five filters.
    stated_by
        The ids of the reports that state the thesis; the docstring argues it under "Stated by:".
    gates
        The quantities that the rule reads to decide how much to hold, in the order in which they are shown.
    reads
        The other quantities that the rule reads.
    listing
        The default of the filter ``listing``: ``all``, ``recommended`` or ``formal``.
    variants
        What is ours and no document's, under names of their own; each sets some of the parameters. None are run unless
        asked for: ``NAME/VARIANT``.
    account
        The text that states the thesis; empty (default): the docstring of the module that defines the rule.
    documents
        The reports of the segments, for a strategy of a user's folder; empty (default): they are shipped ones.
    """
    words = family_words(rule.__module__)

    def targets(history: History, settings: Settings) -> Decisions:
        decided = trade(rule, lay_basket(history, segments, settings))
        return replace(decided, notes=words.of_notes(decided.notes)) if words else decided

    def drawn_names(memberships: Iterable[Membership], settings: Settings) -> tuple[Membership, ...]:
        return filter_names(segments, memberships, settings)[1]

    dials = {word: dial for word, dial in DIALS.items() if word not in parameters}
    account = account or sys.modules[rule.__module__].__doc__ or ""
    stated = both(account, words.account) if words else same(account)
    named = reports_of(segments)  # those of variants too, which a filter may choose
    rests_on = documents or tuple(each for each in load_reports() if each.id in named)
    return Strategy(
        name,
        both(title, words.title) if words else same(title),
        targets,
        reports=reports_of(held_by_default(segments, parameters)),
        stated_by=stated_by,
        rules_written=last_edit(account),
        drawn_names=drawn_names,
        parameters={
            **(words.of_parameters(parameters) if words else parameters),
            **dials,
            **filter_parameters(segments, rests_on, listing),
        },
        segments=tuple(segments),
        gates=gates,
        reads=reads,
        account=stated,
        variants=words.of_variants(variants) if words else variants,
        given_documents=tuple(documents),
    )


def last_edit(account: str) -> date | None:
    """Return the latest day under "Edits:", None without one.

    The last edit, not the first version: whoever edited a rule knew all prices up to that day, so the rule as it stands
    can be out of sample only after it.
    """
    edits = account.partition("\nEdits:")[2].partition("\n\n")[0]
    return max((date.fromisoformat(day) for day in re.findall(r"\d{4}-\d{2}-\d{2}", edits)), default=None)


def trade(rule: Callable[[Basket], Portfolio], basket: Basket) -> Decisions:
    """Turn what a rule asks for into decisions: weighed by sleeve and segment, capped, invested as far as it says."""
    asked = rule(basket)
    names = basket.members if asked.names is None else asked.names
    sleeves = dict.fromkeys(basket.sleeve_of, 1.0) if asked.sleeves is None else asked.sleeves
    # What exceeds the cap stays in cash.
    weights = np.minimum(weigh(names, basket.present, basket.sleeve_of, sleeves), basket.number("max_weight"))
    invested = np.broadcast_to(np.asarray(asked.invested, dtype=np.float64), (len(basket.dates),))
    notes = tuple(note for reading in asked.readings for note in gate_notes(reading))
    return basket.decide(weights * invested[:, None], (*notes, *asked.notes))
