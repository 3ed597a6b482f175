"""Daily price limits (涨跌停) by board, status and date."""

from __future__ import annotations

import numpy as np

from data_sources.facts import Dates, Floats
from data_sources.market_rules.tables import BOARDS, rate_by_session, rule_rows

LIMIT_STATUS = ("normal", "ST")


def limit_rates(sessions: Dates) -> Floats:
    """The limit rate by session, board and status (S x 4 x 2); NaN where no limit was in force yet."""
    rates = np.full((len(sessions), len(BOARDS), len(LIMIT_STATUS)), np.nan)
    for b, board in enumerate(BOARDS):
        for s, status in enumerate(LIMIT_STATUS):
            rows = [row for row in rule_rows("price_limits") if (row["board"], row["status"]) == (board, status)]
            rates[:, b, s] = rate_by_session(rows, sessions)
    return rates


def widest_rates(board: str | None, days: Dates) -> Floats:
    """The widest rate of a board by day, whatever a share's status; NaN before the first rule and for no board."""
    if board not in BOARDS:
        return np.full(len(days), np.nan)
    widest: Floats = np.fmax.reduce(limit_rates(days)[:, BOARDS.index(board)], axis=1)
    return widest
