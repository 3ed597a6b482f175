"""From a document that holds a ``[basket]`` to its strategy, called by the document's id: ``backtest run 006``."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from backtest.result.source import Source
from strategies.contract.strategy import Segment, Strategy
from strategies.declared.account import account_of
from strategies.declared.gates import quantities_of
from strategies.declared.rule import parameters_of, rule_of
from strategies.documents.basket import BasketRules, Sleeve
from strategies.documents.document import Report
from strategies.rules.thesis import thesis_strategy


def declared_strategy(report: Report, rules: BasketRules) -> Strategy:
    """Return the strategy of a document's basket.

    It holds what any thesis of the document names under the segment words of each sleeve, from the day on which the
    document is known, and it is judged, audited and shown like a family. Its trials are told apart by everything that
    the document says of the basket and of its names.
    """
    strategy = thesis_strategy(
        report.id,
        rules.title,
        rule_of(rules),
        segments_of(report, rules),
        parameters_of(rules, f"{report.id}, [basket]"),
        stated_by=(report.id,),
        gates=quantities_of(rules.gates),
        listing=rules.listing,
        account=account_of(report, rules),
        documents=(report,),
    )
    definition = definition_of_basket(report, rules)
    return replace(strategy, rules_written=rules.edited, definition=definition, source=Source("document", definition))


def is_declared(strategy: Strategy) -> bool:
    """Whether a document declares the rules of a strategy, or it is the plain version of one."""
    return strategy.source is not None and strategy.source.kind == "document"


def whole_list(report: Report) -> BasketRules:
    """Return the rules of a document that declares none: all of its segments equal, from its publication on."""
    segments = tuple(dict.fromkeys(word for thesis in report.theses for word in thesis.segments))
    return BasketRules(
        title=report.headline,
        horizon_months=None,
        rebalance="month",
        max_weight=1.0,
        weighting="equal",
        listing="all",
        edited=report.known_from,
        sleeves=(Sleeve("all", 1.0, segments),),
    )


def segments_of(report: Report, rules: BasketRules) -> tuple[Segment, ...]:
    """Return the segments of all sleeves, each one segment word of the document's theses."""
    theses = tuple(f"{report.id}.{thesis.id}" for thesis in report.theses)
    return tuple(Segment(word, sleeve.name, theses, (word,)) for sleeve in rules.sleeves for word in sleeve.segments)


def definition_of_basket(report: Report, rules: BasketRules) -> str:
    """Return the SHA-256 sum, in hexadecimal, of the rules and of the names they may hold."""
    named = [(each.symbol, each.thesis, each.segment, each.listing, each.known_from) for each in report.memberships]
    return sha256(repr((rules, named)).encode()).hexdigest()
