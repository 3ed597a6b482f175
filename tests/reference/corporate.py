"""Steps 1 and 2 of a session: renames, corporate actions, delisting."""

from collections.abc import Iterator
from datetime import date

from tests.reference.history import Histories
from tests.reference.ledger import Event
from tests.reference.market import Market
from tests.reference.money import cents, floor_shares
from tests.reference.options import Options
from tests.reference.portfolio import Portfolio
from tests.reference.tables import Action, Rename

KIND_ORDER = ("dividend", "bonus", "rights", "delisting", "rename")


def happenings(market: Market, after: date, until: date) -> list[Rename | Action]:
    """Renames and actions dated after one day up to another, by date, a rename before the actions of its date."""
    renames = [found for found in market.renames if after < found.date <= until]
    actions = [found for found in market.actions if after < found.date <= until]
    keyed = [((found.date, 0, found.old_symbol), found) for found in renames]
    keyed_actions = [((found.date, 1, found.symbol), found) for found in actions]
    merged: list[tuple[tuple[date, int, str], Rename | Action]] = [*keyed, *keyed_actions]
    return [found for _, found in sorted(merged, key=lambda pair: pair[0])]


def current_symbol(market: Market, symbol: str, session: date) -> str:
    """What a weight of `symbol` means on a session: from its rename on, the new symbol."""
    for rename in sorted(market.renames, key=lambda found: (found.date, found.old_symbol)):
        if rename.date <= session and rename.old_symbol == symbol:
            symbol = rename.new_symbol
    return symbol


def rename_position(portfolio: Portfolio, rename: Rename, session: date) -> Iterator[Event]:
    """Shares and carried orders go over, each cut to whole shares after the ratio."""
    held = portfolio.held(rename.old_symbol)
    received = floor_shares(held * rename.ratio)
    if held > 0:
        portfolio.set_shares(rename.old_symbol, 0)
        portfolio.set_shares(rename.new_symbol, portfolio.held(rename.new_symbol) + received)
        yield (session, rename.old_symbol, "rename", received, 0.0)
    for symbol, side in list(portfolio.carried):
        if symbol == rename.old_symbol:
            moved = floor_shares(portfolio.carried.pop((symbol, side)) * rename.ratio)
            key = (rename.new_symbol, side)
            portfolio.carried[key] = portfolio.carried.get(key, 0) + moved


def pay_action(portfolio: Portfolio, action: Action, options: Options, session: date) -> Iterator[Event]:
    """Cash after tax, bonus shares and a note of rights not taken up; carried quantities grow with the bonus."""
    symbol, held = action.symbol, portfolio.held(action.symbol)
    if held > 0 and action.cash_per_share > 0:
        net = cents(held * action.cash_per_share * (1 - options.dividend_tax))
        portfolio.cash += net
        yield (session, symbol, "dividend", held, net / 100)
    if held > 0 and action.bonus_per_share > 0:
        grown = floor_shares(held * (1 + action.bonus_per_share))
        portfolio.set_shares(symbol, grown)
        yield (session, symbol, "bonus", grown - held, 0.0)
    if held > 0 and action.rights_per_share > 0:
        offered = floor_shares(held * action.rights_per_share)
        cost = cents(offered * action.rights_price)
        yield (session, symbol, "rights", offered, -cost / 100 if cost else 0.0)
    for key, quantity in portfolio.carried.items():
        if key[0] == symbol:
            portfolio.carried[key] = floor_shares(quantity * (1 + action.bonus_per_share))


def delist(
    portfolio: Portfolio, market: Market, histories: Histories, options: Options, session: date
) -> Iterator[Event]:
    """Shares of a delisted symbol become cash, without fees: at what is paid, or the recovery of their last close."""
    for symbol in sorted(portfolio.shares):
        last_close = histories.of(symbol).last_close
        if market.is_delisted(symbol, session) and last_close is not None:
            held = portfolio.held(symbol)
            paid = market.delist_value(symbol)
            proceeds = cents(held * last_close * options.delist_recovery if paid is None else held * paid)
            portfolio.cash += proceeds
            portfolio.set_shares(symbol, 0)
            yield (session, symbol, "delisting", held, proceeds / 100)
    for key in list(portfolio.carried):
        if market.is_delisted(key[0], session):
            del portfolio.carried[key]


def sorted_events(events: list[Event]) -> list[Event]:
    """By symbol, then dividend, bonus, rights, delisting, rename; equal ones stay in ex-date order."""
    return sorted(events, key=lambda event: (event[1], KIND_ORDER.index(event[2])))
