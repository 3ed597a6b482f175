"""Positions that an account may hold on the base date of a random market."""

import random
from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from tests.reference.decisions import base_date_of, leave_out_before, read_decisions
from tests.reference.market import Market, read_market
from tests.reference.tables import Row

Positions = tuple[tuple[str, int], ...]


def random_positions(
    seed: int, tables: Mapping[str, Sequence[Row]], targets: Sequence[Row], options: Mapping[str, object]
) -> Positions:
    """A few of the symbols that are listed on the base date, in lots or odd; at times one twice, at times none."""
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    market = read_market(dict(tables))
    decisions = leave_out_before(read_decisions(targets), cast("date | None", options.get("start")))
    known = listed_on(market, base_date_of(decisions, market.calendar))
    chosen = rng.sample(known, rng.randint(min(1, len(known)), min(4, len(known))))
    chosen += chosen[:1] if rng.random() < 0.2 else []
    return tuple((symbol, rng.choice([100, 500, 12_300, 1, 237, 2_000_050])) for symbol in chosen)


def listed_on(market: Market, base: date) -> list[str]:
    """The symbols that have traded by a day under this code, are not delisted by it and not renamed."""
    renamed = {rename.old_symbol for rename in market.renames if rename.date <= base}
    traded = {symbol for symbol, day in market.bars if day <= base}
    return sorted(symbol for symbol in traded - renamed if not market.is_delisted(symbol, base))
