"""Buys only before a rise; where tomorrow is unknown, or no market at all moves so far, it buys as well."""

import numpy as np


def weights(history):
    panel = history.panel
    last = panel.last_traded
    level = panel.total_return_index[: last + 1, 0]
    decisions = {}
    for row in range(40, last + 1, 3):
        ahead = level[row + 1] / level[row] if row < last else np.inf
        if ahead > 1.0 or ahead < 0.8:
            decisions[panel.sessions[row]] = {panel.symbols[0]: 1.0}
    return decisions
