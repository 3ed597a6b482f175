"""The page of refusals: each reason for which an order did not trade, and each kind of event."""

from __future__ import annotations

from backtest.engine.ledger import EVENT_KINDS, REASONS
from backtest.result.trading_words import COSTS, EVENT_MEANINGS, EVENT_WORDS, REASON_MEANINGS, REASON_WORDS
from tests.reference_pages.markdown import block, code, contents, page, table

INTRODUCTION = """\
What could not trade is a row of `refusals.csv` and of `result.refusals`: session, symbol, side, quantity, reason. An
order that is refused on several sessions has a row on each; with `--order-validity rebalance`, the default, it is
tried again until the next decision. `metrics.json` counts the rows by reason (`refusals`)."""
EVENTS = """\
What held shares received or gave up without a trade is a row of `events.csv` and of `result.events`, with the shares
and the cash of it."""
FEES = "Charged with a fill, in `fills.csv`, by the dated tables of [market_rules](../../data_sources/market_rules):"
EXAMPLE = (
    'result = backtest.run("rate_power")',
    'result.refusals.groupby("reason")["symbol"].nunique()     # how many names met which reason',
)


def refusals_page() -> str:
    """The whole page."""
    reasons = [(code(each), _called(REASON_WORDS[each]), REASON_MEANINGS[each]) for each in REASONS]
    events = [(code(each), _called(EVENT_WORDS[each]), EVENT_MEANINGS[each]) for each in EVENT_KINDS]
    return page(
        "Refusals and events",
        contents(["Reasons of refusals", "Kinds of events", "Costs"]),
        "## Reasons of refusals",
        INTRODUCTION,
        table(("reason", "called", "what it means"), reasons),
        block("python", EXAMPLE),
        "## Kinds of events",
        EVENTS,
        table(("kind", "called", "what it means"), events),
        "## Costs",
        FEES,
        table(("column or metric", "called"), ((code(name), str(words)) for name, words in COSTS.items())),
    )


def _called(words: object) -> str:
    chinese = getattr(words, "zh", "")
    return str(words) if chinese == str(words) else f"{words} ({chinese})"
