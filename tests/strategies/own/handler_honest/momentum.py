"""The three names that rose most in 60 sessions, every 20 sessions, kept in an object."""

import numpy as np

from backtest.handler import weights


class Momentum:
    def __init__(self):
        self.evenings, self.returns = 0, []

    def __call__(self, view):
        self.evenings += 1
        if self.evenings % 20 or view.session < 60:
            return None
        index = view.total_return_index(61)
        change = np.nan_to_num(index[-1] / index[0] - 1, nan=-1.0)
        self.returns.append(change)
        best = np.argsort(-np.mean(self.returns[-3:], axis=0), kind="stable")[:3]
        return weights({view.symbols[j]: 0.3 for j in best})


def make_handler(history):
    return Momentum()
