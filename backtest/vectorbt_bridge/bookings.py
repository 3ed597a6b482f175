"""A ledger as bookings: everything that moved cash or shares, as orders an outside book can execute.

A fill is one order. What happened without trading becomes orders that move exactly as much:

- dividends: the ``INCOME`` account is sold, one unit per yuan. It is never bought back and its close is 0, so that its
  balance is what was received and it adds nothing to the holdings. Taxes charged later buy units back;
- bonus shares: bought at ``NOTHING`` per share, which ``INCOME`` pays: a book refuses a buy when there is no cash;
- a rename: the old shares sold at their last close, the new ones bought for the same value, without costs; where they
  are too few for one new share, sold for nothing;
- a delisting: the shares sold for the proceeds;
- shares held at the start: bought at their value on the base date with as much cash more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from backtest.engine.ledger import BONUS, DELISTING, RENAMED, RIGHTS, SELL, Ledger
from backtest.engine.positions import positions_of
from backtest.market.panel import carried_forward
from data_sources.tables.facts import Floats

INCOME = -1
NOTHING = 1e-9
"""CNY a share: a price must be above 0. What it costs or brings is booked back in the same step."""

STEP_OPENING, STEP_INCOME, STEP_BONUS, STEP_DELISTING, STEP_SELL, STEP_CHARGE, STEP_BUY, STEP_RENAME = range(8)


class Booking(NamedTuple):
    """One order. ``symbol`` is a position in the ledger's axis or ``INCOME``, ``quantity`` negative when sold.

    Bookings of one ``session`` and ``step`` need no order among themselves.
    """

    session: int
    step: int
    symbol: int
    quantity: float
    price: float
    fees: float


class _Event(NamedTuple):
    symbol: int
    kind: int
    shares: int
    cash: float


def bookings_of(ledger: Ledger, closes: Floats) -> list[Booking]:
    """List the bookings of a ledger in the order in which they happened; ``closes`` (T x N) values renamed shares."""
    events, fills = _events_by_session(ledger), _fills_by_session(ledger)
    successors = _successors(ledger)
    shares: Counter[int] = Counter()
    booked: list[Booking] = []
    _book(booked, shares, opening_bookings(ledger, closes))
    for t in sorted({*events, *fills}):
        today = events.get(t, [])
        _book(booked, shares, _income(t, today))
        _book(booked, shares, _bonuses(t, today))
        _book(booked, shares, _renames(t, today, successors.get(t, []), Counter(shares), closes[t - 1]))
        _book(booked, shares, _delistings(t, today))
        traded = fills.get(t, [])
        _book(booked, shares, [booking for booking in traded if booking.step == STEP_SELL])
        _book(booked, shares, _charges(t, today))
        _book(booked, shares, [booking for booking in traded if booking.step == STEP_BUY])
    return booked


def opening_bookings(ledger: Ledger, closes: Floats) -> list[Booking]:
    """List the bookings of what is held at the start, on the first session after the base date, which has no row."""
    held = positions_of(ledger)
    of_base = slice(0, int(np.searchsorted(held.session, 1)))
    columns, shares = held.symbol[of_base].tolist(), held.shares[of_base].tolist()
    return [
        Booking(1, STEP_OPENING, j, count, max(float(closes[0, j]), NOTHING), 0.0)
        for j, count in zip(columns, shares, strict=True)
    ]


def shares_from_events(ledger: Ledger) -> dict[str, int]:
    """By symbol, the shares that came or went without a trade: bonus shares, renames, delistings."""
    moved: Counter[str] = Counter()
    for booking in bookings_of(ledger, np.ones((len(ledger.sessions), len(ledger.symbols)))):
        if booking.symbol != INCOME and booking.step not in (STEP_OPENING, STEP_SELL, STEP_BUY):
            moved[ledger.symbols[booking.symbol]] += round(booking.quantity)
    return dict(moved)


def cash_from_events(ledger: Ledger) -> float:
    """CNY that came or went without a trade: dividends less taxes on them, and proceeds of delistings."""
    return float(np.round(ledger.events.cash[ledger.events.kind != RIGHTS].sum(), 2))


def marks_of(ledger: Ledger) -> Floats:
    """Closes by session and symbol (T x N): the mark of a held symbol, else the last close; NaN before the first."""
    panel = ledger.panel
    base = int(np.searchsorted(panel.sessions, ledger.sessions[0]))
    closes = carried_forward(panel.close, panel.traded)[base : base + len(ledger.sessions)]
    marks: Floats = np.where(np.isnan(closes), panel.history_close, closes)
    held = positions_of(ledger)
    marks[held.session, held.symbol] = held.close
    return marks


def _book(booked: list[Booking], shares: Counter[int], bookings: Iterable[Booking]) -> None:
    for booking in bookings:
        booked.append(booking)
        shares[booking.symbol] += round(booking.quantity)


def _income(t: int, events: list[_Event]) -> Iterator[Booking]:
    received = sum(event.cash for event in events if _is_income(event) and event.cash > 0)
    received += NOTHING * sum(event.shares for event in events if event.kind == BONUS)
    if received > 0:
        yield Booking(t, STEP_INCOME, INCOME, -received, 1.0, 0.0)


def _charges(t: int, events: list[_Event]) -> Iterator[Booking]:
    charged = -sum(event.cash for event in events if _is_income(event) and event.cash < 0)
    if charged > 0:
        yield Booking(t, STEP_CHARGE, INCOME, charged, 1.0, 0.0)


def _is_income(event: _Event) -> bool:
    return event.kind not in (BONUS, RIGHTS, DELISTING, RENAMED)


def _bonuses(t: int, events: list[_Event]) -> Iterator[Booking]:
    for event in events:
        if event.kind == BONUS and event.shares > 0:
            yield Booking(t, STEP_BONUS, event.symbol, event.shares, NOTHING, 0.0)


def _renames(
    t: int, events: list[_Event], successors: list[tuple[int, int]], shares: Counter[int], closes: Floats
) -> Iterator[Booking]:
    """Each rename has two steps of its own, because a chain of renames passes the same shares on in one session."""
    received = {event.symbol: event.shares for event in events if event.kind == RENAMED}
    worth = dict(enumerate(closes.tolist()))
    for k, (old, new) in enumerate(pair for pair in successors if pair[0] in received):
        given, taken = shares.pop(old), received[old]
        if taken == 0:
            # Too few for one new share: they go for nothing, as they do in our account.
            yield Booking(t, STEP_RENAME + 2 * k, old, -given, NOTHING, given * NOTHING)
        else:
            yield Booking(t, STEP_RENAME + 2 * k, old, -given, worth[old], 0.0)
            price = given * worth[old] / taken
            yield Booking(t, STEP_RENAME + 2 * k + 1, new, taken, price, 0.0)
            shares[new] += taken
            worth[new] = worth[new] if worth[new] > 0 else price


def _delistings(t: int, events: list[_Event]) -> Iterator[Booking]:
    for event in events:
        if event.kind == DELISTING:
            price = max(event.cash / event.shares, NOTHING)
            fees = event.shares * price - event.cash
            yield Booking(t, STEP_DELISTING, event.symbol, -event.shares, price, fees)


def _events_by_session(ledger: Ledger) -> dict[int, list[_Event]]:
    events = ledger.events
    found: dict[int, list[_Event]] = defaultdict(list)
    columns = (events.session, events.symbol, events.kind, events.shares, events.cash)
    for t, *event in zip(*(column.tolist() for column in columns), strict=True):
        found[t].append(_Event(*event))
    return found


def _fills_by_session(ledger: Ledger) -> dict[int, list[Booking]]:
    """Fills at the price that makes their value, which is the fill's price but for the value's rounding to the cent."""
    fills = ledger.fills
    fees = fills.commission + fills.stamp_duty + fills.transfer_fee
    columns = (fills.session, fills.symbol, fills.side, fills.quantity, fills.value, fees)
    found: dict[int, list[Booking]] = defaultdict(list)
    for t, symbol, side, quantity, value, fee in zip(*(column.tolist() for column in columns), strict=True):
        step = STEP_SELL if side == SELL else STEP_BUY
        found[t].append(Booking(t, step, symbol, side * quantity, max(value / quantity, NOTHING), fee))
    return found


def _successors(ledger: Ledger) -> dict[int, list[tuple[int, int]]]:
    """The (old, new) columns of the renames of each session, in the order in which the session applies them."""
    position = ledger.panel.position
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for rename in sorted(ledger.panel.renames, key=lambda rename: (rename.date, rename.old_symbol)):
        t = int(np.searchsorted(ledger.sessions, np.datetime64(rename.date, "D")))
        if rename.old_symbol in position and rename.new_symbol in position:
            found[t].append((position[rename.old_symbol], position[rename.new_symbol]))
    return found
