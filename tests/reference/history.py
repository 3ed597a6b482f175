"""What is remembered of a symbol before a session: its bars, list date and adjusted last close (sections 2 and 4.1)."""

from dataclasses import dataclass, field
from datetime import date

from tests.reference.market import Market
from tests.reference.money import round2
from tests.reference.tables import Action, Bar, Rename


@dataclass
class History:
    """One symbol. `last_close` is adjusted for every ex-date so far; None before the first traded bar."""

    list_date: date | None
    last_close: float | None = None
    traded: list[date] = field(default_factory=list)


def after_action(price: float, action: Action) -> float:
    """The reference formula of section 2."""
    paid_in = action.rights_per_share * action.rights_price
    return round2((price - action.cash_per_share + paid_in) / (1 + action.bonus_per_share + action.rights_per_share))


class Histories:
    """All symbols' histories, moved forward day by day."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self.by_symbol: dict[str, History] = {}
        self.retired: set[str] = set()

    def of(self, symbol: str) -> History:
        """The history, empty when there is none yet."""
        if symbol not in self.by_symbol:
            self.by_symbol[symbol] = History(self.market.list_date(symbol))
        return self.by_symbol[symbol]

    def rename(self, rename: Rename) -> None:
        """A new symbol without a bar continues the old one; any other keeps its own history."""
        old, new = self.of(rename.old_symbol), self.of(rename.new_symbol)
        self.retired.add(rename.old_symbol)
        self.retired.discard(rename.new_symbol)
        if new.traded:
            return
        close = old.last_close
        if close is not None and rename.ratio != 1:
            close = round2(close / rename.ratio)
        self.by_symbol[rename.new_symbol] = History(old.list_date, close, list(old.traded))

    def act(self, action: Action) -> None:
        """Actions of an old symbol count up to the day before its rename."""
        history = self.of(action.symbol)
        if action.symbol not in self.retired and history.last_close is not None:
            history.last_close = after_action(history.last_close, action)

    def trade(self, bar: Bar) -> None:
        """After the session: its close is the last close. An old symbol has ended."""
        if bar.symbol not in self.retired:
            history = self.of(bar.symbol)
            history.last_close = bar.close
            history.traded.append(bar.date)
