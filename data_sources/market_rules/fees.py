"""Stamp duty (印花税) and transfer fee (过户费) by date; commission is the account's contract, an option."""

from __future__ import annotations

import numpy as np

from data_sources.market_rules.tables import rate_by_session
from data_sources.tables.facts import Dates, Floats
from data_sources.tables.symbols import BOARDS

# The transfer fee is set by exchange; a Shanghai and a Shenzhen main-board share paid the same on every date.
BOARD_EXCHANGE = {"main": "SH", "chinext": "SZ", "star": "SH", "beijing": "BJ"}


def stamp_duty_rates(sessions: Dates) -> Floats:
    """The rate on the value of a sale by session (S); NaN before the first row, when a sale is an error."""
    return rate_by_session("fees", sessions, fee="stamp_duty")


def transfer_fee_rates(sessions: Dates) -> Floats:
    """The rate on the value of a fill by session and board (S x 4); 0 before the first row."""
    exchanges = [BOARD_EXCHANGE[board] for board in BOARDS]
    rates = [rate_by_session("fees", sessions, fee="transfer_fee", exchange=exchange) for exchange in exchanges]
    return np.nan_to_num(np.stack(rates, axis=1))
