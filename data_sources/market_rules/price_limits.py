"""Daily price limits (涨跌停) by board, status and date."""

from __future__ import annotations

import numpy as np

from data_sources.market_rules.tables import rate_by_session
from data_sources.tables.facts import Dates, Floats
from data_sources.tables.symbols import BOARDS

LIMIT_STATUS = ("normal", "ST")


def limit_rates(sessions: Dates) -> Floats:
    """The limit rate by session, board and status (S x 4 x 2); NaN where no limit was in force yet."""
    return np.stack([_of_board(board, sessions) for board in BOARDS], axis=1)


def widest_rates(board: str | None, days: Dates) -> Floats:
    """The widest rate of a board by day, whatever a share's status; NaN before the first rule and for no board."""
    widest: Floats = np.fmax.reduce(_of_board(board, days), axis=1)
    return widest


def _of_board(board: str | None, sessions: Dates) -> Floats:
    """The rates of one board by status (S x 2), NaN for no board."""
    rates = [rate_by_session("price_limits", sessions, board=board, status=status) for status in LIMIT_STATUS]
    return np.stack(rates, axis=1)
