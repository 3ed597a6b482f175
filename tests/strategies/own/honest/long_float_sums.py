"""Averages as differences of long running sums, weights in proportion to them."""

import numpy as np


def weights(history):
    panel, answer = history.panel, {}
    moves = np.nan_to_num(np.diff(np.log(panel.adjusted_close), axis=0))
    sums = np.cumsum(moves, axis=0)
    for t in range(60, len(panel.sessions) - 1, 5):
        score = np.exp(5 * (sums[t - 1] - sums[t - 41]))
        held = score * ~np.isnan(panel.close[t])
        answer[panel.sessions[t]] = dict(zip(panel.symbols, 0.999 * held / held.sum(), strict=True))
    return answer
