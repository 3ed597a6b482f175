"""Tax on dividends by how long the share was held (股息红利差别化个人所得税), by the day of the dividend."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data_sources.calendar.months import months_later
from data_sources.market_rules.tables import rate_by_session
from data_sources.tables.facts import Dates, Floats

HELD = ("at_payment", "month", "year", "beyond")


def dividend_tax_rates(sessions: Dates) -> Floats:
    """The rates by session of the ex-date (S x 4), in the order of ``HELD``; 0 before the first row of a kind.

    Withheld at payment, then owed at a sale within a month, within a year, and beyond.
    """
    return np.nan_to_num(np.stack([rate_by_session("dividend_tax", sessions, held=held) for held in HELD], axis=1))


def held_at_most(sessions: Dates, months: int) -> NDArray[np.int64]:
    """For a sale on each session (S): the earliest session of purchase that makes it held at most ``months`` months.

    A share bought on the 8th and sold on the 8th of the next month was held up to the 7th: one month, not more.
    """
    return np.searchsorted(months_later(sessions, months), sessions).astype(np.int64)
