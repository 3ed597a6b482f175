"""Target weights: which decision goes out on which session (sections 1 and 5)."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from tests.reference import tables as read
from tests.reference.boards import is_a_share
from tests.reference.errors import InputError
from tests.reference.tables import Row

SUM_TOLERANCE = 1e-6
DUST = 1e-12  # what binary fractions add: 0.5 + 0.500001 is 1.000001 and a hair
Weights = Mapping[str, float]


def read_decisions(rows: Sequence[Row]) -> dict[date, Weights]:
    """Weights by decision date, checked; 'all cash' is an empty mapping."""
    by_date: dict[date, list[Row]] = defaultdict(list)
    for row in rows:
        by_date[read.required_day(row, "date")].append(row)
    return {day: read_weights(day, by_date[day]) for day in sorted(by_date)}


def read_weights(day: date, rows: Sequence[Row]) -> Weights:
    """The weights of one date: finite, at least 0, at most 1 together, one row a symbol."""
    weights: dict[str, float] = {}
    for row in rows:
        symbol, weight = read.text(row, "symbol"), read.number(row, "weight")
        if weight is None or not math.isfinite(weight) or weight < 0:
            raise InputError(f"targets of {day}: the weight of {symbol!r} is {row.get('weight')!r}")
        if symbol in weights:
            raise InputError(f"targets has two weights of {symbol!r} on {day}")
        if symbol == "" and (weight > 0 or len(rows) > 1):
            raise InputError(f"targets of {day}: an empty symbol must stand alone with weight 0")
        if symbol != "" and not is_a_share(symbol):
            raise InputError(f"targets of {day}: {symbol!r} is no A-share code")
        weights[symbol] = weight
    if math.fsum(weights.values()) > 1 + SUM_TOLERANCE + DUST:
        raise InputError(f"targets of {day}: the weights sum to {math.fsum(weights.values())}, more than 1")
    weights.pop("", None)
    return weights


def leave_out_before(decisions: Mapping[date, Weights], start: date | None) -> dict[date, Weights]:
    """Decisions before `--from` are left out; leaving none is an error."""
    kept = {day: weights for day, weights in decisions.items() if start is None or day >= start}
    if not kept:
        raise InputError(f"no decision is left from {start} on" if decisions else "targets has no decision")
    return kept


def base_date_of(decisions: Mapping[date, Weights], calendar: Sequence[date]) -> date:
    """The last session on or before the first decision; a decision before the first session is an error."""
    first = min(decisions)
    earlier = [session for session in calendar if session <= first]
    if not earlier:
        raise InputError(f"the first decision is on {first}, before the first session {calendar[0]}")
    return earlier[-1]


def by_session(decisions: Mapping[date, Weights], calendar: Sequence[date]) -> dict[date, Weights]:
    """Orders go out on the first session strictly after the date; of two dates for one session the later counts."""
    orders: dict[date, Weights] = {}
    for day in sorted(decisions):
        later = [session for session in calendar if session > day]
        if later:
            orders[later[0]] = decisions[day]
    return orders
