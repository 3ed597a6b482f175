"""Chooses by the last close there is, taken out of the history when the handler is made."""

from backtest.handler import weights


def make_handler(history):
    last = history.panel.close[-1, 0]

    def handler(view):
        return weights({view.symbols[0]: 1.0 if last > 100 else 0.5})

    return handler
