"""The highest close: what some planted leaks fall back to when there is nothing to look at."""

import numpy as np


def forward(values):
    out = values.copy()
    for t in range(1, len(out)):
        gap = np.isnan(out[t])
        out[t, gap] = out[t - 1, gap]
    return out


def weights(history):
    panel, close, answer = history.panel, forward(history.panel.close), {}
    for t in range(40, len(panel.sessions) - 1, 5):
        answer[panel.sessions[t]] = {panel.symbols[int(np.nan_to_num(close[t], nan=-9.0).argmax())]: 1.0}
    return answer
