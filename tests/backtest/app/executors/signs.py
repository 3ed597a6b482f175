"""A module beside a notebook: which names a rule holds, by how far they went."""

from __future__ import annotations

import numpy as np

from strategies.contract.history import History


def best(history: History, t: int, lookback: int, top: int) -> list[str]:
    """The names that went furthest in some sessions."""
    panel = history.panel
    change = panel.total_return_index[t] / panel.total_return_index[t - lookback]
    order = np.argsort(-np.nan_to_num(change, nan=-np.inf), kind="stable")[:top]
    return [panel.symbols[j] for j in order.tolist()]
