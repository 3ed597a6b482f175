"""The limits of every traded bar, by the reference implementation, for properties of the product's fills."""

from collections.abc import Mapping, Sequence
from datetime import date

from tests.reference.corporate import happenings
from tests.reference.engine import days_with_data
from tests.reference.history import Histories
from tests.reference.limits import Limits, limits_on
from tests.reference.market import read_market
from tests.reference.tables import Bar, Rename, Row


def limits_by_day(tables: Mapping[str, Sequence[Row]], fill: str) -> dict[tuple[date, str], tuple[Bar, Limits]]:
    """Bar and limits of one kind of fill by day and symbol; a key that is missing did not trade."""
    market = read_market(tables)
    histories, found, previous = Histories(market), {}, date.min
    for day in days_with_data(market, market.last_data_session):
        for happening in happenings(market, previous, day):
            if isinstance(happening, Rename):
                histories.rename(happening)
            else:
                histories.act(happening)
        today = [bar for bar in market.bars.values() if bar.date == day]
        for bar in today:
            found[day, bar.symbol] = (bar, limits_on(market, bar, histories.of(bar.symbol), fill))
        for bar in today:
            histories.trade(bar)
        previous = day
    return found
