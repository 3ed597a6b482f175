"""A score that is a matrix product, whose last bits depend on the number of rows."""

import numpy as np


def best(history, score):
    """All in the name with the highest score on every fifth session from number 40 on, but the last."""
    panel, answer = history.panel, {}
    for t in range(40, len(panel.sessions) - 1, 5):
        row = np.nan_to_num(score[t], nan=-9.0)
        answer[panel.sessions[t]] = {panel.symbols[int(row.argmax())]: 1.0}
    return answer


def filled(close):
    """Closes carried forward."""
    return forward(close)


def forward(values):
    out = values.copy()
    for t in range(1, len(out)):
        gap = np.isnan(out[t])
        out[t, gap] = out[t - 1, gap]
    return out


def weights(history):
    close = np.nan_to_num(filled(history.panel.close), nan=10.0)
    returns = np.diff(np.log(close), axis=0, prepend=np.log(close[:1]))
    mix = returns @ np.random.default_rng(1).random((4, 4))
    total = np.cumsum(mix @ np.ones((4, 1)), axis=0)[:, 0]
    return {history.panel.sessions[t]: {"600001.SH": 0.5 + 0.4 * np.tanh(total[t])} for t in range(40, len(close) - 1, 5)}
